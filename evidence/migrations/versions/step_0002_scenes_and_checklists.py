"""What people make beside the data: lists of scenes, and checklists."""

import sqlalchemy as sa
from alembic import op

from evidence.migrations.columns import counted, image, key, number, text, view

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make what a store from before there were versions may lack."""
    _scenes()
    _checklists()


def _scenes() -> None:
    op.create_table(
        "scene_list",
        key("list_id"),
        text("title"),
        text("made_at"),
        text("removed_at", nullable=True),
        if_not_exists=True,
    )
    op.create_table(
        "scene",
        key("scene_id"),
        text("list_id"),
        number("place"),
        *view(),
        text("kept_at"),
        text("removed_at", nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["scene_list.list_id"]),
        if_not_exists=True,
    )
    op.create_index("scene_of_list", "scene", ["list_id", "place"], if_not_exists=True)


def _checklists() -> None:
    op.create_table(
        "checklist",
        key("checklist_id"),
        text("edit_key"),
        text("read_key"),
        text("title"),
        text("made_at"),
        text("removed_at", nullable=True),
        sa.UniqueConstraint("edit_key"),
        sa.UniqueConstraint("read_key"),
        if_not_exists=True,
    )
    op.create_table(
        "checklist_entry",
        counted("entry_id"),
        text("checklist_id"),
        text("item"),
        text("field"),
        text("value"),
        text("at"),
        image("replaces", nullable=False),
        text("save_id"),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.checklist_id"]),
        sa.UniqueConstraint("checklist_id", "save_id", "item", "field"),
        if_not_exists=True,
    )
    op.create_table(
        "checklist_pin",
        counted("pin_id"),
        text("checklist_id"),
        text("item"),
        *view(),
        text("pinned_at"),
        text("removed_at", nullable=True),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.checklist_id"]),
        if_not_exists=True,
    )
    op.create_index(
        "pins_of_checklist", "checklist_pin", ["checklist_id", "pin_id"], if_not_exists=True
    )
