"""What a kept scene shows, in words."""

from pathlib import Path

from evidence import filters as filter_language
from evidence import survival
from evidence.dates import date_words
from evidence.kept_rows import KeptScene, ListInShort
from evidence.moved import UNFILTERED
from ui.frame import MENU
from ui.view import View, facets

# Pages that the menu does not have.
OTHERS = {"site": "The record of a site", "contract": "The record of a contract"}


def page(name: str) -> str:
    """What a page is called in the menu."""
    called = {Path(script).stem: label for script, label in MENU.items()} | OTHERS
    return called.get(name, f"The page “{name}”, which is no longer there")


def shows(view: View, kept: KeptScene) -> str:
    """The page, its sites, the filters and the step of what survives, in the data of the view."""
    draft = kept.draft
    names = {row["value"]: row["short_name"] for row in view.rows("comparable")}
    sites = ", ".join(names.get(each, each) for each in draft.parameters.get("site", ()))
    parts = [f"{page(draft.page)}: {sites}" if sites else page(draft.page)]
    if draft.page not in UNFILTERED:
        known = facets(view.model).known
        filters, ignored = filter_language.from_query(draft.parameters, known)
        parts.append(filter_language.in_words(filters, view.labels()))
        if ignored:
            parts.append(f"{len(ignored)} chosen values that are not in these data")
    step = next(iter(draft.parameters.get("survives", ())), "all")
    if step in survival.STEPS and step != "all":
        parts.append(f"only what survives: {survival.STEPS[step].lower()}")
    return "; ".join(parts)


def kept_with(kept: KeptScene) -> str:
    """When it was kept, and with which data: 'Kept 22 November 2026 with data revision 3'."""
    draft = kept.draft
    if not draft.revision:
        return f"Kept {day(kept.kept_at)}"
    dated = f" of {day(draft.revised_at)}" if draft.revised_at else ""
    return f"Kept {day(kept.kept_at)} with data revision {draft.revision}{dated}"


def counted(listed: ListInShort) -> str:
    """As in '6 scenes, the last one kept 22 November 2026'."""
    if not listed.n_scenes:
        return f"no scenes yet, made {day(listed.made_at)}"
    n = f"{listed.n_scenes} scene{'' if listed.n_scenes == 1 else 's'}"
    return f"{n}, the last one kept {day(listed.last_kept_at)}"


def day(at: str) -> str:
    """The day of a time, in words."""
    return date_words(at[:10])
