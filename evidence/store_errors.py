"""What the store can refuse. The text of each error is one sentence that a reader can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.rules import Problem
from evidence.store_log import Revision


class StoreError(Exception):
    """The store could not do what was asked, and nothing of it was written."""


class StoreUnreadable(StoreError):
    """It is damaged, or is not a store of this dashboard. It is left as it is."""

    def __init__(self, place: Path | str, reason: str, mend: str = "") -> None:
        mend = mend or (
            "put back a copy of it, or move it and the"
            " files beside it with the same beginning to another folder and start again, which"
            " loads the data folder afresh without what was saved in the dashboard"
        )
        super().__init__(f"The store {place} cannot be read ({reason}): {mend}.")


class StoreAway(StoreError):
    """The store cannot be reached at the moment; what was read before is all there is."""


class StoreInterrupted(StoreAway):
    """The connection ended in the middle of a transaction, which may have arrived or not."""


class StoreRace(StoreError):
    """Another transaction came in between, and the database undid this one."""


class StoreTooNew(StoreError):
    """A newer version of the dashboard made the store."""

    def __init__(self, place: Path | str, *, found: int | str, known: int | str) -> None:
        super().__init__(
            f"The store {place} has format {found} and this version of the dashboard reads formats"
            f" up to {known}: start the newer version that made it."
        )


class StoreMismatch(StoreError):
    """The package describes other tables than the store holds, and rows would be lost."""


class PackageUnreadable(StoreError):
    """The file that describes the tables is missing or damaged."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path} cannot be read ({reason}): put back its last good version.")


class UnknownRevision(StoreError):
    """There is no revision of that number."""

    def __init__(self, revision: int, newest: int) -> None:
        super().__init__(f"There is no revision {revision}: the newest is {newest}.")


class Rejected(StoreError):
    """The change breaks rules; ``problems`` lists all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems, the first"
        super().__init__(f"Nothing was saved because of {count}: {problems[0]}")


@dataclass(frozen=True)
class Clash:
    """A row that somebody else saved after it was opened.

    ``row`` is the row as it is now, None when it was deleted; ``revision`` is the save that made it
    so, None when the store never held the row.
    """

    table: str
    row_id: str
    row: Mapping[str, str] | None
    revision: Revision | None

    def __str__(self) -> str:
        """One sentence: which row, who, when, and what to do."""
        if self.revision is None:
            return f"{self.table} {self.row_id} is not in the store: save it as a new row."
        done = "deleted" if self.row is None else "saved"
        return (
            f"{self.table} {self.row_id} was {done} by {self.revision.author} at {self.revision.at}"
            f" (revision {self.revision.number}) after it was opened: compare both and save again."
        )


class EditConflict(StoreError):
    """At least one row is no longer the one that was opened; ``clashes`` lists all such rows."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        more = f" The same holds for {len(clashes) - 1} more." if len(clashes) > 1 else ""
        super().__init__(f"{clashes[0]}{more}")
