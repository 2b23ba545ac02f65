"""A list of scenes as a small JSON file: to pass on, to keep, and to load again.

The file is one object::

    {
      "format": "vanguard-evidence-scenes",
      "version": 1,
      "title": "Workshop in Leeds",
      "scenes": [
        {
          "title": "Two halves of one city",
          "note": "Ask who has seen the report.",
          "page": "compare",
          "query": [["site", "rushcliffe"], ["site", "nottingham-city"]],
          "revision": 3,
          "revised_at": "2026-11-22T10:00:00Z"
        }
      ]
    }

``page`` is the page's name in its address ("dashboard" for the landing page), ``query`` the
parameters of the address, and ``revision`` with ``revised_at`` the data that were shown. ``note``,
``query``, ``revision`` and ``revised_at`` may be left out. Ids are not written: what is loaded is a
new list.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from evidence import scene_drafts
from evidence.kept_rows import SCENES_LIMIT, SceneList
from evidence.scene_drafts import Draft
from evidence.store_errors import StoreError

FORMAT = "vanguard-evidence-scenes"
VERSION = 1
SIZE_LIMIT = 1_000_000
FIELDS = ("title", "note", "page", "query", "revision", "revised_at")
SHOWN_LIMIT = 60


@dataclass(frozen=True)
class SceneFile:
    """What a file holds: the title of the list, and its scenes in order."""

    title: str
    scenes: tuple[Draft, ...]


@dataclass(frozen=True)
class FileProblem:
    """What is wrong in a file: the place, the value, what is wrong with it, and the mend."""

    place: str
    value: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        """One sentence, as in 'scenes[2].page “impact”: is no page here: write one of ...'."""
        shown = self.value if len(self.value) <= SHOWN_LIMIT else self.value[:SHOWN_LIMIT] + " ..."
        value = f" “{shown}”" if shown else ""
        return f"{self.place}{value} {self.wrong}: {self.mend}"


class SceneFileUnreadable(StoreError):
    """The file holds no list of scenes; ``problems`` lists all that is wrong with it."""

    def __init__(self, problems: Collection[FileProblem]) -> None:
        self.problems = tuple(problems)
        more = f" and {len(self.problems) - 1} more" if len(self.problems) > 1 else ""
        super().__init__(f"Nothing was loaded. {self.problems[0]}{more}.")


def write(listed: SceneList) -> bytes:
    """The list as a file, in UTF-8."""
    scenes = [
        {
            "title": kept.draft.title,
            "note": kept.draft.note,
            "page": kept.draft.page,
            "query": [list(pair) for pair in kept.draft.query],
            "revision": kept.draft.revision,
            "revised_at": kept.draft.revised_at,
        }
        for kept in listed.scenes
    ]
    whole = {"format": FORMAT, "version": VERSION, "title": listed.title, "scenes": scenes}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def read(content: bytes, pages: Collection[str]) -> SceneFile:
    """The list in a file.

    Args:
        content: the bytes of the file.
        pages: the names of the pages that there are.

    Raises:
        SceneFileUnreadable: the file is too large or damaged, or anything in it cannot be kept.
    """
    whole = _parsed(content)
    problems = _head_problems(whole)
    if problems:
        raise SceneFileUnreadable(problems)
    title = scene_drafts.one_line(whole["title"])
    problems = [
        FileProblem(fault.field, fault.value, fault.wrong, fault.mend)
        for fault in scene_drafts.title_faults(title)
    ]
    drafts = []
    for number, entry in enumerate(whole["scenes"]):
        place = f"scenes[{number}]"
        wrong = _shape_problems(entry, place)
        if not wrong:
            draft = _draft(entry)
            wrong = _draft_problems(draft, place, pages)
            drafts.append(draft)
        problems += wrong
    if problems:
        raise SceneFileUnreadable(problems)
    return SceneFile(title, tuple(drafts))


def _parsed(content: bytes) -> Any:
    if len(content) > SIZE_LIMIT:
        wrong = f"has {len(content):,} bytes and may have {SIZE_LIMIT:,}"
        mend = "choose a file that was saved here"
        raise SceneFileUnreadable([FileProblem("The file", "", wrong, mend)])
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        wrong = f"is not in UTF-8 at byte {error.start + 1}"
    except json.JSONDecodeError as error:
        wrong = f"is not JSON at line {error.lineno}, column {error.colno} ({error.msg})"
    # Brackets within brackets to no end, and numbers of thousands of digits.
    except (RecursionError, ValueError):
        wrong = "is not JSON that can be read"
    mend = "save the list anew, or mend the file there"
    raise SceneFileUnreadable([FileProblem("The file", "", wrong, mend)])


def _head_problems(whole: Any) -> list[FileProblem]:
    """What keeps the whole from being a list of scenes, before any scene is looked at."""
    mend = "choose a file that “Save as JSON” of the page Scenes made"
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        found = _shown(whole.get("format")) if isinstance(whole, dict) else ""
        return [FileProblem("format", found, f"is not {FORMAT}", mend)]
    version = whole.get("version")
    if version != VERSION or isinstance(version, bool):
        wrong = f"is not {VERSION}, which this dashboard reads"
        newer = "load it in the version of the dashboard that saved it"
        return [FileProblem("version", _shown(version), wrong, newer)]
    problems = []
    if not isinstance(whole.get("title"), str):
        problems.append(
            FileProblem("title", _shown(whole.get("title")), "is no text", "give the list a title")
        )
    scenes = whole.get("scenes")
    if not isinstance(scenes, list):
        problems.append(FileProblem("scenes", _shown(scenes), "is no list", "write [ ... ]"))
    elif len(scenes) > SCENES_LIMIT:
        wrong = f"holds {len(scenes)} scenes and may hold {SCENES_LIMIT}"
        problems.append(FileProblem("scenes", "", wrong, "make two files of it"))
    return problems


def _shape_problems(entry: Any, place: str) -> list[FileProblem]:
    """What keeps one entry from being a scene at all: fields of another kind, unknown fields."""
    if not isinstance(entry, dict):
        return [FileProblem(place, _shown(entry), "is no scene", "write { ... }")]
    problems = [
        FileProblem(f"{place}.{name}", "", "is not a field of a scene", f"use {', '.join(FIELDS)}")
        for name in entry
        if name not in FIELDS
    ]
    for name in ("title", "note", "page", "revised_at"):
        required = name in ("title", "page")
        if not isinstance(entry.get(name, None if required else ""), str):
            value = _shown(entry.get(name))
            problems.append(FileProblem(f"{place}.{name}", value, "is no text", "write a text"))
    revision = entry.get("revision", 0)
    if not isinstance(revision, int) or isinstance(revision, bool):
        mend = "write the number of the data revision"
        problems.append(
            FileProblem(f"{place}.revision", _shown(revision), "is no whole number", mend)
        )
    query = entry.get("query", [])
    if not isinstance(query, list) or not all(_is_pair(each) for each in query):
        mend = 'write [["name", "value"], ...]'
        problems.append(FileProblem(f"{place}.query", _shown(query), "is no list of pairs", mend))
    return problems


def _is_pair(value: Any) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value)
    )


def _draft(entry: Mapping[str, Any]) -> Draft:
    query = tuple((name, value) for name, value in entry.get("query", []))
    return scene_drafts.tidy(
        Draft(
            entry["title"],
            entry.get("note", ""),
            entry["page"],
            query,
            entry.get("revision", 0),
            entry.get("revised_at", ""),
        )
    )


def _draft_problems(draft: Draft, place: str, pages: Collection[str]) -> list[FileProblem]:
    problems = [
        FileProblem(f"{place}.{fault.field}", fault.value, fault.wrong, fault.mend)
        for fault in scene_drafts.faults(draft)
    ]
    if draft.page not in pages and not any(each.place == f"{place}.page" for each in problems):
        mend = f"write one of {', '.join(sorted(pages))}"
        problems.append(FileProblem(f"{place}.page", draft.page, "is no page here", mend))
    return problems


def _shown(value: Any) -> str:
    """A value as the file has it; empty where it is missing."""
    return "" if value is None else json.dumps(value, ensure_ascii=False)
