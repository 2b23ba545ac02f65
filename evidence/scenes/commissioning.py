"""The scene of commissioning: the steps and principles, one of them, or the lessons counted."""

from collections.abc import Sequence
from itertools import groupby

from evidence import commissioning_words as words
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

SHOWS = {"items": "Steps and principles", "lessons": "Lessons"}
# The columns of the counts; sites without a contract have no fate and no room on a wall.
FATES = ("abandoned_or_terminated", "live_or_ended", "no_signature")
# The same where all of them stand in one cell.
IN_A_CELL = {
    "abandoned_or_terminated": "given up",
    "live_or_ended": "live or ended",
    "no_signature": "unsigned",
    "unknown": "not known",
}
AT_A_DESK = "The lessons themselves are too long for a wall: they are read at a desk."


def scene(asked: Asked) -> Scene:
    """All steps and principles with counts, one opened, or the lessons by theme and fate.

    Parameters: ``show`` (items or lessons), ``item``; those of ``commissioning_words.LessonChoice``
    narrow the lessons. A checklist has a scene of its own (``evidence/scenes/checklist.py``).
    """
    if asked.choice("show", SHOWS, "items") == "lessons":
        return _lessons(asked)
    items = asked.rows("commissioning_items")
    opened = next(iter(asked.every("item")), None)
    for item in items:
        if item["item_id"] == opened:
            return _opened(asked, item)
    return _overview(asked, items)


def _overview(asked: Asked, items: Sequence[Row]) -> Scene:
    panels = (
        _items(words.KINDS[kind], list(group))
        for kind, group in groupby(items, lambda item: str(item["kind"]))
    )
    cited = [
        *items,
        *_listed(asked, words.LessonChoice()),
        *asked.rows("commissioning_sources"),
    ]
    return Scene(
        page="commissioning",
        title=words.TITLE,
        counted=_of_all(asked),
        filters=asked.words(),
        panels=tuple(panels),
        notes=(
            AT_A_DESK,
            words.MATCHED_HERE,
            "Given up: abandoned or terminated. Unsigned: planned or out to tender, no signature"
            " found.",
            words.ONLY_MEASURE,
            words.GENERAL_STAY,
        ),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
    )


def _listed(asked: Asked, choice: words.LessonChoice) -> list[Row]:
    """Every lesson of a choice, on one page."""
    return asked.rows(
        "lesson_list",
        theme=choice.theme,
        page=1,
        page_size=scene_sources.NO_END,
        **choice.parameters(),
    )


def _items(title: str, items: Sequence[Row]) -> Panel:
    return Panel(
        title=f"{title}: {len(items)}",
        headings=(
            title.removesuffix("s"),
            "Lessons",
            "Their sites, by a contract's fate",
        ),
        lines=tuple(
            Line(
                f"{item['number']} {words.short_name(item['item_id'])}",
                (_n(item["n_lessons"]), _fates(item)),
            )
            for item in items
        ),
        widths=(0.3, 0.16, 0.54),
        note="Given up: abandoned or terminated; unsigned: no signature found",
    )


def _n(n: int) -> Cell:
    return (Words(str(n), "bold"),)


def _fates(item: Row) -> Cell:
    """How many sites of an item have a contract of each fate."""
    said = (
        f"{item[f'n_{fate}']} {name}"
        for fate, name in IN_A_CELL.items()
        if fate != "unknown" or item["n_unknown"]
    )
    return (Words(", ".join(said)),)


def _of_all(asked: Asked) -> str:
    counts = asked.rows("lesson_counts", **words.LessonChoice().parameters())
    n = sum(row["n_lessons"] for row in counts)
    return f"{n} of {counted(sum(row['n_all'] for row in counts), 'lesson')}"


def _opened(asked: Asked, item: Row) -> Scene:
    lessons = asked.rows("commissioning_lessons", item_id=item["item_id"])
    cases = asked.rows("commissioning_cases", item_id=item["item_id"])
    name = f"{words.item_name(item['item_id'])}, {words.short_name(item['item_id']).lower()}"
    questions = item["questions"] or words.OWN_QUESTIONS.get(item["item_id"])
    panels = [
        _about(name, item, questions),
        *([_themes(name, lessons)] if lessons else []),
        *([_marks(name, cases), *_contracts(name, cases)] if cases else []),
    ]
    return Scene(
        page="commissioning",
        title=words.TITLE,
        counted=words.lessons_of(item),
        filters=asked.words(),
        panels=tuple(panels),
        notes=(
            words.item_title(item),
            AT_A_DESK,
            words.MATCHED_HERE,
            *((words.ONLY_MEASURE, words.CASES_ORDER) if cases else ()),
            *(() if item["is_contractual"] else (words.NOT_ABOUT_CONTRACTS,)),
        ),
        sources=scene_sources.of_rows([item, *lessons, *_cited(cases)]),
        newest=scene_sources.newest([item, *lessons, *_cited(cases)]),
    )


def _cited(cases: Sequence[Row]) -> list[Row]:
    return [row for row in cases if row["contract_id"]]


def _about(name: str, item: Row, questions: str | None) -> Panel:
    whose = "Questions" if item["questions"] else "Questions, ours"
    asked: Cell = (Words(questions),) if questions else (Nothing("none in the source"),)
    return Panel(
        title=name,
        headings=("What", "Says"),
        lines=(
            Line(words.item_name(item["item_id"]), ((Words(item["words"], "bold"),),)),
            Line(whose, (asked,)),
        ),
        widths=(0.2, 0.8),
    )


def _themes(name: str, lessons: Sequence[Row]) -> Panel:
    lines = []
    for theme, group in groupby(lessons, lambda row: str(row["theme_name"])):
        rows = list(group)
        sites = {row["site_id"] for row in rows if row["site_kind"] not in (None, "national_group")}
        general = sum(row["site_id"] is None for row in rows)
        cells = (_n(len(rows)), (Words(str(len(sites))),), (Words(str(general)),))
        lines.append(Line(theme, cells, quiet=rows[0]["why"]))
    return Panel(
        title=f"{name}: lessons by theme",
        headings=("Theme", "Lessons", "Sites", "General"),
        lines=tuple(lines),
        widths=(0.52, 0.16, 0.16, 0.16),
        note="Matched by theme, here and by no source",
    )


def _marks(name: str, cases: Sequence[Row]) -> Panel:
    lines = []
    for fate in words.FATES:
        rows = [row for row in cases if row["fate"] == fate]
        if not rows and fate == "unknown":
            continue
        marks = tuple(Contract(row["status"], "") for row in rows if row["contract_id"])
        missing = Words("no contract to mark", "quiet") if rows else Nothing()
        sites = len({row["site_id"] for row in rows})
        lines.append(Line(words.SHORT_FATES[fate], (_n(sites), marks or (missing,))))
    return Panel(
        title=f"{name}: its sites by fate",
        headings=("Fate of the contract", "Sites", "One mark a contract"),
        lines=tuple(lines),
        widths=(0.34, 0.12, 0.54),
        note="The only measure of well or badly here, and a weak one",
    )


def _contracts(name: str, cases: Sequence[Row]) -> list[Panel]:
    lines: list[Line] = []
    for fate, group in groupby(_cited(cases), lambda row: str(row["fate"])):
        lines.append(Line(words.SHORT_FATES[fate], heading=True))
        lines += [
            Line(
                row["contract_label"],
                (
                    (Contract(row["status"], row["status_name"].lower()),),
                    (Words(row["reason"] or "not stated"),),
                ),
            )
            for row in group
        ]
    if not lines:
        return []
    return [
        Panel(
            title=f"{name}: the contracts",
            headings=("Contract", "Last seen", "What happened"),
            lines=tuple(lines),
            widths=(0.33, 0.26, 0.41),
            note="A live contract is no evidence of a good result",
        )
    ]


def _lessons(asked: Asked) -> Scene:
    query = {name: asked.every(name) for name in ("lesson", "theme", "lesson_site", "fate")}
    sites = {row["site_id"]: str(row["short_name"]) for row in asked.rows("lesson_sites")}
    loose = words.lesson_choice(query, (), sites)
    counts = asked.rows("lesson_counts", **loose.parameters())
    themes = {str(row["theme"]): str(row["theme_name"]) for row in counts}
    choice = words.lesson_choice(query, themes, sites)
    shown = [row for row in counts if choice.theme in ("all", row["theme"]) and row["n_lessons"]]
    n = sum(row["n_lessons"] for row in shown)
    n_all = sum(row["n_all"] for row in counts)
    rows = _listed(asked, choice)
    said = [*choice.in_words(themes, sites).values(), asked.words()]
    return Scene(
        page="commissioning",
        title="Lessons",
        counted=f"{n} of {counted(n_all, 'lesson')}",
        filters="; ".join(each for each in said if each != "no filter is active")
        or "no filter is active",
        panels=(_by_theme(shown),) if shown else (),
        notes=(
            AT_A_DESK,
            "A lesson counts under the fate of each contract of its site.",
            words.GENERAL_STAY,
            words.ONLY_MEASURE,
        ),
        sources=scene_sources.of_rows(rows),
        newest=scene_sources.newest(rows),
    )


def _by_theme(counts: Sequence[Row]) -> Panel:
    without = sum(row["n_without_fate"] + row["n_no_contract"] for row in counts)
    return Panel(
        title="Lessons by theme, and by the contracts of their sites",
        headings=("Theme", "Lessons", *(words.SHORT_FATES[fate] for fate in FATES)),
        lines=tuple(
            Line(
                row["theme_name"],
                (_n(row["n_lessons"]), *((Words(str(row[f"n_{fate}"])),) for fate in FATES)),
            )
            for row in counts
        ),
        note=f"{without} without a site or a contract; lessons are read at a desk",
    )
