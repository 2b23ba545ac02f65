"""The SQL tables of the workbench: people and roles, submissions and their review, double entry.

They stand beside the data in the same store, so that a save, its author, its check and the row
itself are written in one transaction or not at all.
"""

from typing import Any

import sqlalchemy as sa

WORKBENCH = sa.MetaData()
IMAGE = sa.JSON(none_as_null=True)


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, **{"nullable": False, **options})


person = sa.Table(
    "person",
    WORKBENCH,
    _text("person_id", primary_key=True),
    _text("name"),
    _text("email"),
    _text("first_seen_at"),
    _text("last_seen_at"),
)
role = sa.Table(
    "role",
    WORKBENCH,
    sa.Column("person_id", sa.ForeignKey("person.person_id"), primary_key=True),
    _text("role"),
    _text("given_by"),
    _text("given_at"),
)
# Every role ever given or taken; ``role`` is null where it was taken.
role_change = sa.Table(
    "role_change",
    WORKBENCH,
    sa.Column("role_change_id", sa.Integer, primary_key=True),
    _text("at"),
    _text("person_id"),
    _text("role", nullable=True),
    _text("changed_by"),
)
refusal = sa.Table(
    "refusal",
    WORKBENCH,
    sa.Column("refusal_id", sa.Integer, primary_key=True),
    _text("at"),
    _text("person_id"),
    _text("doing"),
    _text("reason"),
)
submission = sa.Table(
    "submission",
    WORKBENCH,
    _text("submission_id", primary_key=True),
    _text("kind"),
    _text("state"),
    _text("title"),
    _text("message"),
    _text("entered_by"),
    _text("entered_name"),
    _text("made_at"),
    _text("saved_at"),
    _text("sent_at", nullable=True),
    _text("decided_at", nullable=True),
    _text("decided_by", nullable=True),
    _text("comment"),
    sa.Column("revision", sa.Integer),
    # Counts every change of it, so that nobody decides about what has changed since.
    sa.Column("version", sa.Integer, nullable=False),
    _text("double_entry_id", nullable=True),
    sa.Index("submission_of_person", "entered_by", "state"),
    sa.Index("submission_in_state", "state", "sent_at"),
)
submission_entry = sa.Table(
    "submission_entry",
    WORKBENCH,
    sa.Column("submission_id", sa.ForeignKey("submission.submission_id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    _text("table_name"),
    # The row that it corrects or removes; empty for a new row.
    _text("row_id"),
    sa.Column("opened_revision", sa.Integer, nullable=False),
    sa.Column("before", IMAGE),
    sa.Column("row", IMAGE),
)
# What an upload waits for before it has rows.
upload_waiting = sa.Table(
    "upload_waiting",
    WORKBENCH,
    sa.Column("submission_id", sa.ForeignKey("submission.submission_id"), primary_key=True),
    # A block as it was pasted; empty once it was read.
    _text("pasted"),
    # The sheets as they were read, where somebody has to say what their columns are.
    sa.Column("block", IMAGE),
    # What was said of them so far, by question.
    sa.Column("chosen", IMAGE, nullable=False),
)
# Who entered and who checked what a revision of the app wrote.
revision_review = sa.Table(
    "revision_review",
    WORKBENCH,
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    _text("submission_id", nullable=True),
    _text("entered_by"),
    _text("entered_at"),
    # Null where nobody but the author looked at it.
    _text("checked_by", nullable=True),
    _text("checked_at", nullable=True),
    _text("comment"),
    # The revision that this one takes back; null for any other.
    sa.Column("takes_back", sa.Integer),
)
double_entry = sa.Table(
    "double_entry",
    WORKBENCH,
    _text("double_entry_id", primary_key=True),
    _text("source_id"),
    _text("made_by"),
    _text("made_at"),
    _text("first_by"),
    _text("second_by"),
    _text("settled_by", nullable=True),
    _text("settled_at", nullable=True),
    sa.Column("settled", IMAGE),
    sa.Column("revision", sa.Integer),
    _text("closed_at", nullable=True),
)
