"""The list of sites as a file to take away: CSV, or an Excel workbook with its sources."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from evidence.charts import marks
from evidence.exports import cells, citations
from evidence.exports.cells import Cell
from evidence.schema import Package

Row = Mapping[str, Any]

LICENCE = f"{citations.LICENCE} for our words and the compilation; the sources keep their rights."
WIDEST_COLUMN = 60


def csv_file(sites: Sequence[Row], package: Package) -> bytes:
    """The sites as CSV: UTF-8 with a byte order mark, so that Excel reads the accents.

    Args:
        sites: rows of ``queries/site_list.sql``.
        package: the schema, for the words of coded values.

    Returns:
        A heading and one line a site; the heading alone when there is none.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([[cells.safe(cell) for cell in line] for line in site_lines(sites, package)])
    return text.getvalue().encode("utf-8-sig")


def workbook(
    sites: Sequence[Row], sources: Sequence[Row], about: Sequence[tuple[str, str]], package: Package
) -> bytes:
    """The sites as an Excel file with the sheets Sites, Sources and About.

    Args:
        sites: rows of ``queries/site_list.sql``.
        sources: rows of ``queries/site_list_sources.sql`` for the same filters.
        about: what the file holds, as pairs of a label and words.
        package: the schema, for the words of coded values.
    """
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet("Sites"), site_lines(sites, package))
    _fill(book.create_sheet("Sources"), source_lines(sources, package))
    _fill(book.create_sheet("About"), [["What", "Words"], *([*pair] for pair in about)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def about_lines(
    *, title: str, selected: str, filters: str, revision: int, revised_on: str, made_on: str
) -> list[tuple[str, str]]:
    """What the sheet About says: what was selected, of which data, and how it may be used."""
    return [
        ("Data set", title),
        ("Selected", selected),
        ("Filters", filters),
        ("Data revision", f"{revision} of {revised_on}"),
        ("File made on", made_on),
        ("Licence", LICENCE),
        ("Licence text", citations.LICENCE_ADDRESS),
        (
            "Populations",
            "They count different things, as the column beside says: never add them up.",
        ),
        (
            "Results",
            "Findings of one site, outcome and evidence status merge to the direction that at least"
            " 70% of them share, else to mixed. Rows are not studies: do not count them as such.",
        ),
        ("National groups", "They overlap with the sites in them: never count both."),
        ("Empty cells", "Not stated, or none found in this set. Never zero."),
    ]


def site_lines(sites: Sequence[Row], package: Package) -> list[list[Cell]]:
    """A heading, then one line a site; what a site has several of stands in one cell."""
    kinds = package.tables["sites"].field("kind")
    heading: list[Cell] = [
        *("Site id", "Name", "Kind", "Model of care", "Country", "Area"),
        *("Contracts and their status", "Population", "What it counts", "As of", "Findings"),
        *(f"Findings, {word}" for word in marks.STATUSES.values()),
        *("Results by outcome", "Last event", "Date of the last event"),
    ]
    return [heading] + [
        [
            *(site["site_id"], site["name"], kinds.label(site["kind"]), site["model_name"]),
            *(site["country"], site["area"], _contracts(site, package)),
            *(_whole(site["population"]), site["population_counts"], site["population_as_of"]),
            site["n_findings"],
            *(_n_of_status(site, status) for status in marks.STATUSES),
            *(_results(site, package), *last_event(site, package)),
        ]
        for site in sites
    ]


def source_lines(sources: Sequence[Row], package: Package) -> list[list[Cell]]:
    """A heading, then one line a source."""
    types = package.tables["sources"].field("type")
    heading: list[Cell] = [
        *("Source id", "Title", "Publisher", "Published", "Type", "Link", "Note"),
        "Sites that rest on it",
    ]
    return [heading] + [
        [
            *(source["source_id"], source["title"], source["publisher"], source["published"]),
            *(types.label(source["type"]), source["url"], source["note"]),
            "; ".join(source["site_ids"]),
        ]
        for source in sources
    ]


def last_event(site: Row, package: Package) -> tuple[str | None, str | None]:
    """What happened last and its date as the tables write it; None twice when nothing is dated."""
    event = site["last_event"]
    if event is None:
        return None, None
    if event["stage"] is None:
        return event["words"], event["date"]
    stage = package.tables["contract_stages"].field("stage").label(event["stage"]).lower()
    words = f"Contract: {stage}"
    return f"{words}, {event['words']}" if event["words"] else words, event["date"]


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _contracts(site: Row, package: Package) -> str | None:
    statuses = package.tables["contracts"].field("status")
    return (
        "; ".join(
            f"{each['form']}: {statuses.label(each['status']).lower()}"
            for each in site["contracts"] or ()
        )
        or None
    )


def _n_of_status(site: Row, status: str) -> int | None:
    """How many findings have a status; None where the site has no finding of it."""
    counts = [
        each["n_findings"] for each in site["results"] or () if each["evidence_status"] == status
    ]
    return sum(counts) or None


def _results(site: Row, package: Package) -> str | None:
    """The merged results of each outcome; without any, why, where a source says so."""
    if not site["results"] and site["missing"]:
        reasons = package.tables["absences"].field("reason")
        return "; ".join(f"no result: {reasons.label(each).lower()}" for each in site["missing"])
    return (
        "; ".join(
            f"{each['outcome_name']}: {marks.words(each['direction'], each['evidence_status'])}"
            f" ({each['n_findings']})"
            for each in site["results"] or ()
        )
        or None
    )


def _fill(sheet: Worksheet, lines: Sequence[Sequence[Cell]]) -> None:
    for line in lines:
        sheet.append([cells.safe(cell) for cell in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        longest = max(len(str(cell.value)) for cell in column if cell.value is not None)
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 2, WIDEST_COLUMN)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
