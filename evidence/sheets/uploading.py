"""A spreadsheet from the first byte to a draft in the store: read, matched, compared, kept."""

from collections.abc import Callable, Sequence

from evidence.schema import Package
from evidence.sheets import comparing, labels, matching, reading, sheet, waiting
from evidence.sheets.matching import Match
from evidence.sheets.sheet import Block, Progress, SheetRefused
from evidence.store import Store
from evidence.workbench import door, drafts, limits, submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry


def unsaid(sentence: str) -> None:
    """What nobody is told."""
    del sentence


def bring_in(
    store: Store,
    person: Person,
    block: Block,
    *,
    submission_id: str | None = None,
    progress: Progress = sheet.quiet,
    tell: Callable[[str], None] = unsaid,
) -> str:
    """Keep what was read as a draft, and give its id.

    Where somebody has to say what a column is, the sheets wait for that (``waiting``). Torn rows
    wait as text in a draft of their own, and hold up no other row.

    Args:
        store: where to keep it.
        person: who brings it in.
        block: what was read.
        submission_id: the draft of the pasted text that it was read from; None to begin one.
        progress: told while rows are compared.
        tell: given each sentence about how the cells were read; ``block.told`` is not repeated.

    Raises:
        NotAllowed: the person has no role.
        SheetRefused: no cell of any sheet is in a column that is known, and none is asked about.
        StoreError: the rows cannot be kept.
    """
    matches = matching.match_all(store.package, block)
    if all(each.is_decided for each in matches):
        kept = keep(
            store,
            person,
            block.name,
            matches,
            submission_id=submission_id,
            progress=progress,
            tell=tell,
        )
    else:
        kept = waiting.keep_block(store, person, submission_id, block)
    if block.torn:
        waiting.keep_pasted(store, person, None, block.torn, title=f"{block.name}: torn rows")
    return kept


def keep(
    store: Store,
    person: Person,
    name: str,
    matches: Sequence[Match],
    *,
    submission_id: str | None = None,
    progress: Progress = sheet.quiet,
    tell: Callable[[str], None] = unsaid,
) -> str:
    """Make a draft of the rows of all sheets whose table is known, and give its id.

    Args:
        store: where to keep it.
        person: who brings it in.
        name: of the file.
        matches: its sheets with what their columns are.
        submission_id: the draft that waited for these rows; None to begin one.
        progress: told while rows are compared.
        tell: given each sentence about how the cells were read.

    Raises:
        NotAllowed: the person has no role.
        SheetRefused: no cell of any sheet is in a column that is known.
        StoreError: the rows cannot be kept.
    """
    with store.reading() as connection:
        published = store.rows_within(connection)
    meant, n_read = labels.resolved(store.package, published, matches)
    found = comparing.entries(store.package, published, meant, progress=progress)
    if not found:
        raise SheetRefused(
            f"No column of {name} is one of the table: choose the table, and say which column is"
            " which, or begin with the names of the columns."
        )
    title = _title(store.package, name, found, matches)
    with door.writing(store, person, "analyst", "bring in a spreadsheet") as connection:
        submission_id = submission_id or submission.begin(connection, "upload", person)
        draft = submission.own_draft(connection, person, submission_id)
        drafts.put_within(store, connection, draft, found)
        submission.change(connection, draft, title=title)
        waiting.end(connection, submission_id)
    if n_read:
        tell(labels.told(n_read))
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

    Torn rows wait as text in a draft of their own.

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
    return bring_in(store, person, block, progress=progress)
