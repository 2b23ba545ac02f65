"""Sentences that name the value somebody most likely meant."""

import difflib
from collections.abc import Iterable, Mapping

LISTED_AT_MOST = 16


def nearest(text: str, options: Iterable[str]) -> str | None:
    """The option that is spelled most like the text, whatever its case; None when none is close."""
    spelled = {option.casefold(): option for option in options}
    found = difflib.get_close_matches(text.strip().casefold()[:200], list(spelled), n=1)
    return spelled[found[0]] if found else None


def allowed_value(text: str, labels: Mapping[str, str], place: str) -> str:
    """What to write instead of a value that is not allowed.

    Args:
        text: what stands in the cell.
        labels: the words for each allowed value; the words themselves are understood too.
        place: where the allowed values are listed, for a list too long to repeat.
    """
    by_label = {label: value for value, label in labels.items()}
    meant = nearest(text, labels) or by_label.get(nearest(text, by_label) or "")
    if meant is not None:
        return f"did you mean {meant}?"
    if len(labels) <= LISTED_AT_MOST:
        return f"write one of {', '.join(labels)}"
    return f"write one of the {len(labels)} values in {place}"
