"""A spreadsheet from the first byte to a draft in the store: read, matched, compared, kept."""

from collections.abc import Sequence

from evidence.schema import Package
from evidence.sheets import comparing, matching, reading, sheet
from evidence.sheets.matching import Match
from evidence.sheets.sheet import Progress, SheetRefused
from evidence.store import Store
from evidence.workbench import drafts, limits
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry


def keep(
    store: Store,
    person: Person,
    name: str,
    matches: Sequence[Match],
    *,
    progress: Progress = sheet.quiet,
) -> str:
    """Make a draft of the rows of all sheets whose table is known, and give its id.

    Raises:
        NotAllowed: the person has no role.
        SheetRefused: no cell of any sheet is in a column that is known.
        StoreError: the rows cannot be kept.
    """
    with store.reading() as connection:
        published = store.rows_within(connection)
    found = comparing.entries(store.package, published, matches, progress=progress)
    if not found:
        raise SheetRefused(
            f"No column of {name} is one of the table: choose the table, and say which column is"
            " which, or begin with the names of the columns."
        )
    submission_id = drafts.start(
        store, person, "upload", _title(store.package, name, found, matches)
    )
    drafts.put_all(store, person, submission_id, found)
    return submission_id


def _title(package: Package, name: str, found: Sequence[Entry], matches: Sequence[Match]) -> str:
    """What the draft is called: the file, its tables, and which columns were left out."""
    tables = dict.fromkeys(package.tables[each.table].title for each in found)
    words = f"{name}: {', '.join(tables)}"
    left_out = [each.shown for match in matches for each in match.left_out]
    if left_out:
        words += f" (without {', '.join(left_out)})"
    if len(words) > limits.LONGEST_TITLE:
        words = f"{words[: limits.LONGEST_TITLE - 1]}…"
    return words


def from_file(
    store: Store,
    person: Person,
    content: bytes,
    file_name: str,
    *,
    progress: Progress = sheet.quiet,
) -> str:
    """Read, match, compare and keep a file whose columns are all known; gives the draft's id.

    Raises:
        SheetRefused: the file is refused, or somebody has to say what a column is.
        NotAllowed, StoreError: as for ``keep``.
    """
    block = reading.read_file(content, file_name, progress=progress)
    matches = matching.match_all(store.package, block)
    open_questions = [each.sheet.name for each in matches if not each.is_decided]
    if open_questions:
        raise SheetRefused(
            f"Somebody has to say what the columns of {', '.join(open_questions)} are: bring the"
            " file in on the page Upload."
        )
    return keep(store, person, block.name, matches, progress=progress)
