"""What somebody has chosen to look at: ``Filters``, to and from a URL's query."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FACETS = (
    "model_type",
    "contract_form",
    "kind",
    "country",
    "outcome_domain",
    "evidence_status",
    "direction",
    "design",
    "source_id",
)
TEXT_LIMIT = 200


@dataclass(frozen=True)
class Filters:
    """The current choice. Nothing chosen means all; values widen, facets narrow.

    Each facet is a sorted tuple of ids from its vocabulary; ``not_stated`` is a value like any
    other. ``with_number`` keeps findings that give a figure, ``published_up_to`` those whose
    source is dated in that year or before, ``text`` those in which every word occurs.
    """

    model_type: tuple[str, ...] = ()
    contract_form: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    outcome_domain: tuple[str, ...] = ()
    evidence_status: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    source_id: tuple[str, ...] = ()
    with_number: bool = False
    published_up_to: int | None = None
    text: str = ""

    def __post_init__(self) -> None:
        """Bring every way of saying one choice to one form, so that equal choices are equal."""
        for facet in FACETS:
            object.__setattr__(self, facet, tuple(sorted(set(getattr(self, facet)))))
        object.__setattr__(self, "text", " ".join(self.text.split())[:TEXT_LIMIT].strip())

    def __bool__(self) -> bool:
        """Tell whether anything is chosen."""
        return self != Filters()

    def replaced(self, name: str, value: object) -> "Filters":
        """These filters with one field set anew."""
        changes: dict[str, Any] = {name: value}
        return dataclasses.replace(self, **changes)

    def without(self, name: str, value: str | None = None) -> "Filters":
        """These filters with one value of a facet dropped, or with a whole field cleared."""
        default = getattr(Filters(), name)
        if value is None or not isinstance(default, tuple):
            return self.replaced(name, default)
        return self.replaced(name, tuple(kept for kept in getattr(self, name) if kept != value))

    def to_query(self) -> dict[str, str | list[str]]:
        """The query of a URL that says these filters; empty when nothing is chosen."""
        query: dict[str, str | list[str]] = {
            facet: list(getattr(self, facet)) for facet in FACETS if getattr(self, facet)
        }
        if self.with_number:
            query["with_number"] = "yes"
        if self.published_up_to is not None:
            query["published_up_to"] = str(self.published_up_to)
        if self.text:
            query["text"] = self.text
        return query


@dataclass(frozen=True)
class Ignored:
    """One part of a link that means nothing here."""

    name: str
    value: str


def from_query(
    query: Mapping[str, Sequence[str]], known: Mapping[str, Iterable[str]]
) -> tuple[Filters, list[Ignored]]:
    """Read filters from a URL's query.

    Args:
        query: every value of every parameter; parameters that are no filter are passed over.
        known: the values that each facet of ``FACETS`` may take.

    Returns:
        The filters, and what was ignored because no such value exists.
    """
    ignored: list[Ignored] = []
    chosen: dict[str, Any] = {}
    for facet in FACETS:
        allowed = set(known[facet])
        values = list(query.get(facet, ()))
        chosen[facet] = tuple(value for value in values if value in allowed)
        ignored += [Ignored(facet, value) for value in values if value not in allowed]
    for value in query.get("with_number", ()):
        if value == "yes":
            chosen["with_number"] = True
        else:
            ignored.append(Ignored("with_number", value))
    for value in query.get("published_up_to", ()):
        if re.fullmatch(r"(19|20)\d\d", value, re.ASCII):
            chosen["published_up_to"] = int(value)
        else:
            ignored.append(Ignored("published_up_to", value))
    chosen["text"] = " ".join(query.get("text", ()))
    return Filters(**chosen), ignored


FIELD_TITLES = {
    "model_type": "Model of care",
    "contract_form": "Contract form",
    "kind": "Kind of site",
    "country": "Country",
    "outcome_domain": "Outcome",
    "evidence_status": "Evidence status",
    "direction": "Direction",
    "design": "Study design",
    "with_number": "With a number",
    "published_up_to": "Published up to",
    "source_id": "Source",
    "text": "Words",
}


@dataclass(frozen=True)
class Active:
    """One active value of a filter: what ``Filters.without`` needs to drop it, and its words."""

    name: str
    value: str
    words: str


def active(filters: Filters, labels: Mapping[tuple[str, str], str]) -> list[Active]:
    """Every active value, in the order of the filter bar; empty when nothing is chosen.

    Args:
        filters: the choice.
        labels: the words for a (facet, value); a value without a label stands for itself.
    """
    listed = []
    for name, title in FIELD_TITLES.items():
        chosen = getattr(filters, name)
        if name == "with_number":
            if chosen:
                listed.append(Active(name, "yes", "With a number only"))
        elif isinstance(chosen, tuple):
            listed += [
                Active(name, value, f"{title}: {labels.get((name, value), value)}")
                for value in chosen
            ]
        elif chosen is not None and chosen != "":
            listed.append(Active(name, str(chosen), f"{title}: {chosen}"))
    return listed


def in_words(filters: Filters, labels: Mapping[tuple[str, str], str]) -> str:
    """The choice as one sentence without a full stop; 'no filter is active' when there is none."""
    sentences = []
    for name, title in FIELD_TITLES.items():
        values = [each for each in active(filters, labels) if each.name == name]
        if name == "with_number":
            sentences += [each.words for each in values]
        elif values:
            words = " or ".join(each.words.removeprefix(f"{title}: ") for each in values)
            sentences.append(f"{title}: {words}")
    return "; ".join(sentences) or "no filter is active"
