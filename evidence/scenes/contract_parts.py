"""The contracts of a site as parts of a cell."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from evidence import contract_words
from evidence.scenes.parts import Cell, Contract, Nothing

# More forms than these do not fit a cell; their statuses do.
MOST_FORMS = 3


def parts(contracts: Sequence[Mapping[str, Any]] | None, *, most_forms: int = MOST_FORMS) -> Cell:
    """A mark for each contract, and the form once for those of one form that follow each other.

    Args:
        contracts: each with ``form`` and ``status``; none gives 'none found'.
        most_forms: how many forms can be named; where there are more, the statuses stand in their
            place.
    """
    if not contracts:
        return (Nothing(),)
    by_form = [
        (contract_words.short_form(form), [each["status"] for each in group])
        for form, group in groupby(contracts, key=lambda each: each["form"])
    ]
    if len(by_form) > MOST_FORMS:
        return tuple(Contract(status, status) for _, group in by_form for status in group)
    return tuple(
        Contract(status, form if place == len(group) else "")
        for form, group in by_form
        for place, status in enumerate(group, start=1)
    )
