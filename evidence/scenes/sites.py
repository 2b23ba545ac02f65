"""The scene of the list of sites: each in one line, with a mark for each outcome."""

from collections.abc import Sequence

from evidence import site_words
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import contract_parts, scene_sources
from evidence.scenes.parts import Absence, Cell, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

HEADINGS = ("Site", "Contracts", "Results")
WIDTHS = (0.36, 0.36, 0.28)


def scene(asked: Asked) -> Scene:
    """A panel for the sites and one for the national groups, as far as any are selected.

    Parameter: ``sort``.
    """
    sort = asked.choice("sort", site_words.SORTS, "name")
    size = asked.one("selection_size")
    rows = asked.rows("site_list", sort=sort)
    sites = [row for row in rows if row["kind"] != "national_group"]
    groups = [row for row in rows if row["kind"] == "national_group"]
    cited = asked.rows("site_list_sources") if rows else []
    n_sites = f"{size['n_sites']} of {size['n_all_sites']} sites"
    n_groups = f"{size['n_groups']} of {size['n_all_groups']} national groups"
    return Scene(
        page="sites",
        title="Sites",
        counted=n_sites,
        filters=asked.words(),
        panels=(
            *_panels(asked, n_sites, "One mark an outcome", sites),
            *_panels(asked, n_groups, "They overlap with the sites, and count as none", groups),
        ),
        notes=(
            f"Order: {site_words.ORDERS[sort]}.",
            site_words.RULE,
            f"National groups: {site_words.GROUPS}",
        ),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
    )


def _panels(asked: Asked, title: str, note: str, rows: Sequence[Row]) -> tuple[Panel, ...]:
    lines = tuple(
        Line(
            row["short_name"],
            (contract_parts.parts(row["contracts"]), _results(asked, row)),
            quiet=row["model_name"],
        )
        for row in rows
    )
    return (Panel(title, HEADINGS, lines, WIDTHS, note),) if lines else ()


def _results(asked: Asked, row: Row) -> Cell:
    """A mark for each outcome and the number of findings; without any, why, or that none is."""
    shown = site_words.strongest(row)
    if shown:
        marks = [Finding(each["direction"], each["evidence_status"]) for each in shown]
        return (*marks, Words(counted(row["n_findings"], "finding"), "quiet"))
    missing = site_words.missing(row, asked.model.package)
    if missing:
        return tuple(Absence(words) for words in missing)
    return (Nothing(site_words.nothing(row)),)
