"""The workbench: people and roles, submissions and their review, double entry."""

import sqlalchemy as sa
from alembic import op

from evidence.migrations.columns import counted, image, key, number, text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make what a store from before there were versions may lack."""
    _people()
    _submissions()
    _reviews()


def _people() -> None:
    op.create_table(
        "person",
        key("person_id"),
        text("name"),
        text("email"),
        text("first_seen_at"),
        text("last_seen_at"),
        if_not_exists=True,
    )
    op.create_table(
        "role",
        key("person_id"),
        text("role"),
        text("given_by"),
        text("given_at"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"]),
        if_not_exists=True,
    )
    op.create_table(
        "role_change",
        counted("role_change_id"),
        text("at"),
        text("person_id"),
        text("role", nullable=True),
        text("changed_by"),
        if_not_exists=True,
    )
    op.create_table(
        "refusal",
        counted("refusal_id"),
        text("at"),
        text("person_id"),
        text("doing"),
        text("reason"),
        if_not_exists=True,
    )


def _submissions() -> None:
    op.create_table(
        "submission",
        key("submission_id"),
        text("kind"),
        text("state"),
        text("title"),
        text("message"),
        text("entered_by"),
        text("entered_name"),
        text("made_at"),
        text("saved_at"),
        text("sent_at", nullable=True),
        text("decided_at", nullable=True),
        text("decided_by", nullable=True),
        text("comment"),
        number("revision", nullable=True),
        number("version"),
        text("double_entry_id", nullable=True),
        if_not_exists=True,
    )
    op.create_index(
        "submission_of_person", "submission", ["entered_by", "state"], if_not_exists=True
    )
    op.create_index("submission_in_state", "submission", ["state", "sent_at"], if_not_exists=True)
    op.create_table(
        "submission_entry",
        key("submission_id"),
        key("place", sa.Integer),
        text("table_name"),
        text("row_id"),
        number("opened_revision"),
        image("before"),
        image("row"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.submission_id"]),
        if_not_exists=True,
    )


def _reviews() -> None:
    op.create_table(
        "revision_review",
        key("revision", sa.Integer),
        text("submission_id", nullable=True),
        text("entered_by"),
        text("entered_at"),
        text("checked_by", nullable=True),
        text("checked_at", nullable=True),
        text("comment"),
        number("takes_back", nullable=True),
        if_not_exists=True,
    )
    op.create_table(
        "double_entry",
        key("double_entry_id"),
        text("source_id"),
        text("made_by"),
        text("made_at"),
        text("first_by"),
        text("second_by"),
        text("settled_by", nullable=True),
        text("settled_at", nullable=True),
        image("settled"),
        number("revision", nullable=True),
        text("closed_at", nullable=True),
        if_not_exists=True,
    )
