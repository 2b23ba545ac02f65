"""The words for commissioning steps, design principles and lessons, and the choice of lessons.

Rows are those of ``queries/commissioning_items.sql`` and ``queries/lesson_list.sql``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence import filters
from evidence.charts.impacts_panels import counted

Row = Mapping[str, Any]

TITLE = "From evidence to a plan"
KINDS = {"step": "Commissioning steps", "principle": "Design principles"}
# What became of a contract, in the order of every list; the values are those of fate_of in
# queries/prepared_plan.sql.
FATES = {
    "abandoned_or_terminated": "Abandoned or terminated",
    "live_or_ended": "Live or ran its term, when last seen",
    "no_signature": "Planned or out to tender, no signature found",
    "unknown": "Not known what became of it",
    "no_contract": "No contract in this set",
}
SHORT_FATES = {
    "abandoned_or_terminated": "Abandoned or terminated",
    "live_or_ended": "Live or ended",
    "no_signature": "No signature found",
    "unknown": "Not known",
    "no_contract": "No contract here",
}
# A step or principle where there is no room for its text.
SHORT_NAMES = {
    "step-1": "Services covered",
    "step-2": "Change to services",
    "step-3": "Current contracts",
    "step-4": "Form and main terms",
    "step-5": "Procurement",
    "principle-1": "People and edges",
    "principle-2": "Partners",
    "principle-3": "Vision and aims",
    "principle-4": "Shared governance",
    "principle-5": "Leaders",
    "principle-6": "Disputes and rules",
    "principle-7": "Finances",
    "principle-8": "A team to run it",
    "principle-9": "Systems within it",
    "principle-10": "One set of measures",
}
# The source of the principles asks no questions; these are ours, and are shown as ours.
OWN_QUESTIONS = {
    "principle-1": "Which people, and how are they counted? Which services, budgets and bodies lie"
    " outside?",
    "principle-2": "Whose work does the model change? Who can stop it by staying out?",
    "principle-3": "What is to be better, for whom and by when? Who has agreed to that in writing?",
    "principle-4": "Who decides what? Where do patients and the public decide, and where are they"
    " only heard?",
    "principle-5": "Who speaks for the whole system and not for one body? What if they leave?",
    "principle-6": "Who settles a dispute, and how soon? What follows when a rule is broken?",
    "principle-7": "Is the total enough for what is expected? How is each provider paid? Who bears"
    " a loss, and up to what sum?",
    "principle-8": "Who works for the system as a whole, with what time and what budget?",
    "principle-9": "What is decided in a neighbourhood, what in the whole, and who pays for what"
    " is handed down?",
    "principle-10": "Which few measures count for everybody, from what starting point, and who"
    " checks them?",
}
MATCHED_HERE = "We matched lessons with steps and principles by theme; no source did."
ONLY_MEASURE = (
    "“Well” and “badly” are judged by what became of a contract alone, which is weak: a live"
    " contract is no evidence of a good result, and a contract can be given up for other reasons."
)
# Where no theme of a step or principle is about contracts.
NOT_ABOUT_CONTRACTS = (
    "The lessons here are not about contracts: nothing says that a contract lived or failed because"
    " of them."
)
GENERAL_STAY = "Lessons without a site (general) stay whatever sites are chosen."
NO_FATE = (
    "General lessons have no site, and national groups no contract: they are left out once a fate"
    " is chosen."
)
ORDER = "Order: theme, then name of the site, then number of the lesson; general lessons last."
HOW_TO_PIN = (
    "The number of a lesson opens it by itself; “Pin to checklist” at the top then pins it."
)
PIN_THIS = "“Pin to checklist”, at the top, pins this lesson."
CASES_ORDER = (
    "Order: fate, then name of the contract; never by size. A site with several contracts stands"
    " under the fate of each. National groups overlap with the sites and are left out."
)


def item_name(item_id: str) -> str:
    """The kind and number of a step or principle: 'Step 4'."""
    kind, _, number = item_id.partition("-")
    return f"{kind.capitalize()} {number}"


def item_title(item: Row) -> str:
    """The whole text of a step or principle with its name: 'Step 4: Choose the ...'."""
    return f"{item_name(item['item_id'])}: {item['words']}"


def short_name(item_id: str) -> str:
    """A step or principle in a few words; its kind and number where there are none."""
    return SHORT_NAMES.get(item_id, item_name(item_id))


def lessons_of(item: Row) -> str:
    """How many lessons bear on an item: '12 lessons, from 4 sites, 4 general'."""
    said = [counted(item["n_lessons"], "lesson")]
    if item["n_sites"]:
        said.append(f"from {counted(item['n_sites'], 'site')}")
    if item["n_general"] == item["n_lessons"] > 0:
        said.append("all general")
    elif item["n_general"]:
        said.append(f"{item['n_general']} general")
    return ", ".join(said)


def whose(lesson: Row) -> str:
    """Where a lesson is from: the site, the national group named as such, or nowhere."""
    if lesson["site_id"] is None:
        return "General"
    group = " (national group)" if lesson["site_kind"] == "national_group" else ""
    return f"{lesson['short_name']}{group}"


def fates_shown(rows: Iterable[Row]) -> list[str]:
    """The fates that a table of some items has columns for; what is not known only if it occurs."""
    listed = list(rows)
    return [
        fate for fate in FATES if fate != "unknown" or any(row.get(f"n_{fate}") for row in listed)
    ]


@dataclass(frozen=True)
class LessonChoice:
    """Which lessons are asked for.

    ``theme`` and ``lesson_site`` are values or 'all', ``fate`` one of FATES or 'any'; ``words`` is
    what was typed, each word of which has to occur.
    """

    theme: str = "all"
    lesson_site: str = "all"
    fate: str = "any"
    words: str = ""

    def without(self, name: str) -> "LessonChoice":
        """The choice with one field as it is when nothing is chosen."""
        return replace(self, **{name: getattr(LessonChoice(), name)})

    def parameters(self) -> dict[str, object]:
        """The parameters of ``queries/lesson_counts.sql``."""
        return {
            "lesson_site": self.lesson_site,
            "fate": self.fate,
            "lesson_words": self.words.split(),
        }

    def query(self) -> dict[str, str]:
        """The parameters of an address that say the same."""
        given = {
            "lesson": self.words,
            "theme": self.theme,
            "lesson_site": self.lesson_site,
            "fate": self.fate,
        }
        return {name: value for name, value in given.items() if value not in ("", "all", "any")}

    def in_words(self, themes: Mapping[str, str], sites: Mapping[str, str]) -> dict[str, str]:
        """Each chosen field in words, by its name, for those that are chosen."""
        named = {
            "words": f"Words in the lesson: {self.words}" if self.words else "",
            "theme": f"Theme: {themes.get(self.theme, '')}" if self.theme != "all" else "",
            "lesson_site": f"Site: {sites.get(self.lesson_site, '')}"
            if self.lesson_site != "all"
            else "",
            "fate": f"Contract: {FATES[self.fate].lower()}" if self.fate != "any" else "",
        }
        return {name: words for name, words in named.items() if words}


def lesson_choice(
    query: Mapping[str, Sequence[str]], themes: Iterable[str], sites: Iterable[str]
) -> LessonChoice:
    """The choice that an address makes; what does not exist is not chosen.

    Args:
        query: every value of every parameter of the address.
        themes: the themes there are.
        sites: the sites and national groups with a lesson.
    """

    def one(name: str, allowed: Iterable[str], default: str) -> str:
        value = next(iter(query.get(name, ())), default)
        return value if value in set(allowed) else default

    typed = " ".join(next(iter(query.get("lesson", ())), "").split())
    return LessonChoice(
        theme=one("theme", themes, "all"),
        lesson_site=one("lesson_site", sites, "all"),
        fate=one("fate", FATES, "any"),
        words=typed[: filters.TEXT_LIMIT],
    )
