"""The log of the store, and what the data folder last had: the first format."""

import sqlalchemy as sa
from alembic import op

from evidence.migrations.columns import image, key, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make what a store from before there were versions may lack."""
    op.create_table("meta", key("key"), text("value"), if_not_exists=True)
    op.create_table(
        "revision",
        key("revision", sa.Integer),
        text("at"),
        text("author"),
        text("message"),
        text("save_id"),
        text("kind"),
        sa.UniqueConstraint("save_id"),
        if_not_exists=True,
    )
    op.create_table(
        "change",
        key("revision", sa.Integer),
        key("table_name"),
        key("row_id"),
        image("before"),
        image("after"),
        sa.ForeignKeyConstraint(["revision"], ["revision.revision"]),
        if_not_exists=True,
    )
    op.create_index(
        "change_of_row", "change", ["table_name", "row_id", "revision"], if_not_exists=True
    )
    op.create_table(
        "seed_row",
        key("table_name"),
        key("row_id"),
        image("row", nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "conflict",
        key("table_name"),
        key("row_id"),
        image("base"),
        image("store_row"),
        image("data_row"),
        text("found_at"),
        text("fingerprint"),
        if_not_exists=True,
    )
