"""A view that is to be kept: its title, its note, its address, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Query = tuple[tuple[str, str], ...]

LANDING_PAGE = "dashboard"
TITLE_LIMIT = 120
NOTE_LIMIT = 4000
QUERY_LIMIT = 100
VALUE_LIMIT = 300
REVISION_LIMIT = 1_000_000_000
PAGE = re.compile(r"[a-z][a-z_]{0,39}")
TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?", re.ASCII)
# What the room or the player decides, and the key of a checklist, which is for nobody else.
NOT_KEPT = frozenset({"size", "strip", "revision", "list", "scene", "checklist", "read"})


@dataclass(frozen=True)
class Draft:
    """A view that is to be kept.

    Args:
        title: one line, not empty.
        note: what the speaker wants to say; may be empty, may have several lines.
        page: the page's name in its address; ``LANDING_PAGE`` for the landing page.
        query: the address's parameters, filters included, each value a pair with its name.
        revision: the data revision that was shown; 0 where there was none.
        revised_at: when that revision was saved, UTC as in 2026-11-21T09:30:00Z; empty for none.
    """

    title: str
    note: str
    page: str
    query: Query
    revision: int
    revised_at: str

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The address's parameters: every value of every name."""
        parameters: dict[str, list[str]] = {}
        for name, value in self.query:
            parameters.setdefault(name, []).append(value)
        return parameters


@dataclass(frozen=True)
class Fault:
    """What keeps a draft from being kept: the field, the value, what is wrong, and the mend."""

    field: str
    value: str
    wrong: str
    mend: str


def query_of(parameters: Mapping[str, Iterable[str]]) -> Query:
    """The parameters of an address as a scene keeps them: without those of ``NOT_KEPT``."""
    return tuple(
        (name, value)
        for name, values in parameters.items()
        if name not in NOT_KEPT
        for value in values
    )


def tidy(draft: Draft) -> Draft:
    """The draft with its texts as they are kept."""
    return Draft(
        one_line(draft.title),
        plain(draft.note),
        draft.page,
        tuple((one_line(name), one_line(value)) for name, value in draft.query),
        draft.revision,
        draft.revised_at,
    )


def faults(draft: Draft) -> list[Fault]:
    """All that keeps a tidied draft from being kept; empty where nothing does."""
    found = [*title_faults(draft.title), *note_faults(draft.note)]
    if not PAGE.fullmatch(draft.page):
        mend = f"write the page's name as in its address, or {LANDING_PAGE}"
        found.append(Fault("page", draft.page, "is no name of a page", mend))
    if len(draft.query) > QUERY_LIMIT:
        wrong = f"has {len(draft.query)} values and a scene keeps {QUERY_LIMIT}"
        found.append(Fault("query", "", wrong, "drop some of what is chosen"))
    for name, value in draft.query:
        if not name or max(len(name), len(value)) > VALUE_LIMIT:
            wrong = f"has no name, or is longer than {VALUE_LIMIT} characters"
            found.append(Fault("query", f"{name}={value}", wrong, "drop it, or shorten it"))
        elif name in NOT_KEPT:
            wrong = "is said by whoever plays the scene"
            found.append(Fault("query", f"{name}={value}", wrong, "leave it out"))
    if not 0 <= draft.revision <= REVISION_LIMIT:
        mend = "write the number of the data revision, 0 where there was none"
        found.append(Fault("revision", str(draft.revision), "is no number of a revision", mend))
    if not TIME.fullmatch(draft.revised_at):
        mend = "write it as 2026-11-21T09:30:00Z, or leave it empty"
        found.append(Fault("revised_at", draft.revised_at, "is no time", mend))
    return found


def title_faults(title: str) -> list[Fault]:
    """What is wrong with a tidied title."""
    if not title:
        return [Fault("title", title, "is empty", "give a title")]
    if len(title) > TITLE_LIMIT:
        wrong = f"has {len(title)} characters and a title {TITLE_LIMIT} at most"
        return [Fault("title", title, wrong, "shorten it")]
    return []


def note_faults(note: str) -> list[Fault]:
    """What is wrong with a tidied note."""
    if len(note) > NOTE_LIMIT:
        wrong = f"has {len(note)} characters and a note {NOTE_LIMIT} at most"
        return [Fault("note", note, wrong, "shorten it")]
    return []


def one_line(text: str) -> str:
    """A text as a title holds it: on one line, without characters that cannot be shown."""
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """A text without control characters and half characters; its line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        each for each in lines if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs")
    ).strip()
