"""Every function by which a person writes, the least role it needs, and how to call it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence import folder_import
from evidence.sheets import reading, uploading, waiting
from evidence.workbench import (
    double_entry,
    double_entry_publishing,
    drafts,
    owners,
    review,
    settings,
    submission,
    suggested,
    undo,
)
from evidence.workbench.double_entry_settling import Alone
from evidence.workbench.person import Person, Role
from evidence.workbench.submission import Entry
from tests.attacks import world
from tests.attacks.world import SITE, World
from tests.workbench.double_entries import SOURCE

CSV = b"site_id,summary\nbeta,Another summary\n"


@dataclass(frozen=True)
class Writer:
    """A writing function.

    Attributes:
        function: it.
        needs: the least role; None where nobody needs one.
        by: the name of the person of the world who may.
        call: does it, as the person given.
    """

    function: Callable[..., Any]
    needs: Role | None
    by: str
    call: Callable[[World, Person], Any]

    @property
    def name(self) -> str:
        """Module and function, as in ``review.publish``."""
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__name__}"


def _version(it: World, submission_id: str) -> int:
    with it.store.reading() as connection:
        return submission.existing(connection, submission_id).version


WRITERS = [
    Writer(drafts.start, "analyst", "ann", lambda it, who: drafts.start(it.store, who, "case")),
    Writer(
        drafts.put,
        "analyst",
        "ann",
        lambda it, who: drafts.put(it.store, who, it.draft, "sites", {"area": "X"}, place=1),
    ),
    Writer(
        drafts.put_all,
        "analyst",
        "ann",
        lambda it, who: drafts.put_all(
            it.store, who, it.draft, [Entry(0, "sites", "", 0, None, {"name": "X"})]
        ),
    ),
    Writer(
        drafts.remove_row,
        "analyst",
        "ann",
        lambda it, who: drafts.remove_row(it.store, who, it.draft, "sites", SITE),
    ),
    Writer(drafts.drop, "analyst", "ann", lambda it, who: drafts.drop(it.store, who, it.draft, 1)),
    Writer(
        drafts.replace_by,
        "analyst",
        "ann",
        lambda it, who: drafts.replace_by(it.store, who, it.draft, 1, SITE),
    ),
    Writer(
        drafts.describe,
        "analyst",
        "ann",
        lambda it, who: drafts.describe(it.store, who, it.draft, title="X"),
    ),
    Writer(
        drafts.discard, "analyst", "ann", lambda it, who: drafts.discard(it.store, who, it.draft)
    ),
    Writer(
        drafts.refresh, "analyst", "ann", lambda it, who: drafts.refresh(it.store, who, it.draft, 1)
    ),
    Writer(
        review.send,
        "analyst",
        "ann",
        lambda it, who: review.send(it.store, who, it.draft, message="Why"),
    ),
    Writer(review.split, "analyst", "ann", lambda it, who: review.split(it.store, who, it.draft)),
    Writer(
        review.publish,
        "reviewer",
        "ruth",
        lambda it, who: review.publish(
            it.store, who, it.waiting, seen_version=_version(it, it.waiting), comment=""
        ),
    ),
    Writer(
        review.send_back,
        "reviewer",
        "ruth",
        lambda it, who: review.send_back(it.store, who, it.waiting, comment="Mend it"),
    ),
    Writer(
        review.withdraw,
        "analyst",
        "ann",
        lambda it, who: review.withdraw(it.store, who, it.waiting, comment="Not now"),
    ),
    Writer(suggested.suggest, None, "ann", lambda it, who: world.suggest(it.store, who)),
    Writer(
        suggested.take_over,
        "analyst",
        "ann",
        lambda it, who: suggested.take_over(it.store, who, it.suggestion),
    ),
    Writer(
        undo.undo,
        "reviewer",
        "ruth",
        lambda it, who: undo.undo(it.store, who, it.revision, message="Wrong"),
    ),
    Writer(
        double_entry.start,
        "reviewer",
        "ruth",
        lambda it, who: double_entry.start(it.store, who, SOURCE, "ann", "ben"),
    ),
    Writer(
        double_entry.begin,
        "analyst",
        "ann",
        lambda it, who: double_entry.begin(it.store, who, it.begun),
    ),
    Writer(
        double_entry.hand_in,
        "analyst",
        "ann",
        lambda it, who: double_entry.hand_in(it.store, who, it.begun),
    ),
    Writer(
        double_entry.close,
        "reviewer",
        "ruth",
        lambda it, who: double_entry.close(it.store, who, it.begun),
    ),
    Writer(
        double_entry.decide,
        "reviewer",
        "ruth",
        lambda it, who: double_entry.decide(
            it.store, who, it.settled, lambda now: now.with_alone("first", 1, Alone(True))
        ),
    ),
    Writer(
        double_entry_publishing.settle,
        "reviewer",
        "ruth",
        lambda it, who: double_entry_publishing.settle(it.store, who, it.settled, comment="Alike"),
    ),
    Writer(
        owners.give_role,
        "owner",
        "olive",
        lambda it, who: owners.give_role(it.store, who, "ann", "owner"),
    ),
    Writer(
        owners.take_role, "owner", "olive", lambda it, who: owners.take_role(it.store, who, "ann")
    ),
    Writer(
        settings.set_second_reader,
        "owner",
        "olive",
        lambda it, who: settings.set_second_reader(it.store, who, False),
    ),
    Writer(
        folder_import.save,
        "reviewer",
        "ruth",
        lambda it, who: folder_import.save(it.store, it.difference, who, "Brought in"),
    ),
    Writer(
        uploading.from_file,
        "analyst",
        "ann",
        lambda it, who: uploading.from_file(it.store, who, CSV, "sites.csv"),
    ),
    Writer(
        uploading.keep,
        "analyst",
        "ann",
        lambda it, who: uploading.from_file(it.store, who, CSV, "sites.csv"),
    ),
    Writer(
        uploading.bring_in,
        "analyst",
        "ann",
        lambda it, who: uploading.bring_in(it.store, who, reading.read_file(CSV, "sites.csv")),
    ),
    Writer(
        waiting.keep_pasted,
        "analyst",
        "ann",
        lambda it, who: waiting.keep_pasted(it.store, who, None, "site_id\tsummary"),
    ),
    Writer(
        waiting.keep_block,
        "analyst",
        "ann",
        lambda it, who: waiting.keep_block(
            it.store, who, None, reading.read_file(CSV, "sites.csv")
        ),
    ),
    Writer(
        waiting.choose,
        "analyst",
        "ann",
        lambda it, who: waiting.choose(it.store, who, it.draft, {"table_0": "sites"}),
    ),
]
