"""What the files of a checklist say: the same words in Word, HTML and CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.checklists import items, links
from evidence.checklists.checklist import Checklist
from evidence.checklists.entries import Entry
from evidence.checklists.items import Field, Item
from evidence.checklists.pins import Pin
from evidence.dates import date_words

PRODUCT = "Vanguard Evidence"
DISCLAIMER = "Notes and roles were typed by those who share the link; the dashboard checks neither."
CLEARED = "Cleared"
NOTHING: dict[Field, str] = {
    "state": items.NO_STATE,
    "note": "No note",
    "role": "No role named",
}
NO_PIN = "Nothing pinned"
WHOLE = "Pinned to the checklist as a whole"
OVERVIEW = ("Item", "What it asks", "State", "Role")
NO_QUESTIONS = "No questions in the source"
NO_SOURCE = "No source named"
GROUPS = {"step": "Commissioning steps", "principle": "Design principles"}
# What was filled in for a step or principle that the data no longer hold.
GONE = "No longer among the steps and principles"


@dataclass(frozen=True)
class Value:
    """One value of a field as it is shown; ``said`` dates it where several stand, else empty."""

    words: str
    said: str


@dataclass(frozen=True)
class PinLine:
    """A pinned view: its title, its note (may be empty), where it is, and of which data."""

    title: str
    note: str
    address: str
    edition: str


@dataclass(frozen=True)
class Line:
    """One item with all that was filled in.

    ``fields`` has every field with its values: none where nothing was typed, several where people
    typed different things at once.
    """

    item: str
    kind: str
    label: str
    text: str
    questions: str
    source: str
    fields: dict[Field, tuple[Value, ...]]
    pins: tuple[PinLine, ...]


@dataclass(frozen=True)
class Group:
    """The lines of one kind under their heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole checklist, ready to be written.

    ``pins`` are those of the checklist as a whole; ``taken`` is the day on which it was taken away,
    in words; ``counted`` says how many items are done, ``rest`` where the others are.
    """

    title: str
    taken: str
    counted: str
    rest: str
    groups: tuple[Group, ...]
    pins: tuple[PinLine, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all groups."""
        return tuple(line for group in self.groups for line in group.lines)


def sheet(checklist: Checklist, asked: Sequence[Item], *, on: str, base: str) -> Sheet:
    """All that a file of the checklist says.

    Args:
        checklist: the checklist as it was opened.
        asked: its items, in order (``items.of_rows`` of ``queries/checklist_items.sql``).
        on: the day, as 2026-11-22.
        base: the address of any page of the dashboard; empty gives relative addresses.
    """
    lines = [_line(checklist, each, base) for each in (*asked, *_gone(checklist, asked))]
    groups = tuple(
        Group(heading, found)
        for kind, heading in {**GROUPS, "gone": GONE}.items()
        if (found := tuple(line for line in lines if line.kind == kind))
    )
    counted, rest = _progress(checklist, asked)
    return Sheet(
        checklist.title,
        date_words(on),
        counted,
        rest,
        groups,
        tuple(_pin(each, base) for each in checklist.pinned_to("")),
    )


def side_by_side(line: Line) -> list[str]:
    """The fields of a line in which several values stand; empty where none does."""
    return [items.FIELDS[field] for field, values in line.fields.items() if len(values) > 1]


def side_by_side_words(n_values: int) -> str:
    """What is said above several values of one field."""
    return f"{n_values} values stand side by side: people typed them at once, and none is chosen."


def in_short(line: Line, field: Field) -> str:
    """A field in the overview: its values on a line each, or that there is none."""
    return "\n".join(each.words for each in line.fields[field]) or NOTHING[field]


def _gone(checklist: Checklist, asked: Sequence[Item]) -> list[Item]:
    known = {each.item for each in asked}
    filled = {*checklist.entries, *(each.item for each in checklist.pins if each.item)}
    return [
        Item(item, "gone", int(number), "Its text is not in the data any more.", "", "", "", "")
        for kind, _, number, item in sorted((*item.partition("-"), item) for item in filled - known)
    ]


def _line(checklist: Checklist, item: Item, base: str) -> Line:
    fields = {
        field: tuple(_values(field, checklist.standing(item.item, field))) for field in items.FIELDS
    }
    source = ", ".join(each for each in (item.source_title or item.source_id, item.locator) if each)
    return Line(
        item.item,
        item.kind,
        item.item.replace("-", " ").capitalize(),
        item.text,
        item.questions,
        source or NO_SOURCE,
        fields,
        tuple(_pin(each, base) for each in checklist.pinned_to(item.item)),
    )


def _values(field: Field, standing: Sequence[Entry]) -> Iterable[Value]:
    if len(standing) == 1:
        return [Value(_words(field, each.value), "") for each in standing if each.value]
    return [
        Value(
            _words(field, each.value) if each.value else CLEARED,
            f"{number} of {len(standing)}, saved {_moment(each.at)}",
        )
        for number, each in enumerate(standing, start=1)
    ]


def _words(field: Field, value: str) -> str:
    return items.state_words(value) if field == "state" else value


def _moment(at: str) -> str:
    return f"{date_words(at[:10])} at {at[11:16]} UTC"


def _pin(pin: Pin, base: str) -> PinLine:
    draft = pin.draft
    edition = (
        f"data revision {draft.revision} of {date_words(draft.revised_at[:10])}"
        if draft.revision
        else "data revision not stated"
    )
    said = f"Pinned {date_words(pin.pinned_at[:10])} from {edition}"
    return PinLine(draft.title, draft.note, links.address(pin, base), said)


def _progress(checklist: Checklist, asked: Sequence[Item]) -> tuple[str, str]:
    found = checklist.progress([each.item for each in asked])
    rest = {
        "under way": found.under_way,
        "not started": found.not_started,
        "not relevant": found.not_relevant,
        "without an answer": found.unanswered,
        "with two answers side by side": found.differing,
    }
    said = ", ".join(f"{count} {words}" for words, count in rest.items() if count)
    return f"{found.done} of {found.n_items} done", said
