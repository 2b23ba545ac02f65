"""What an upload waits for before it has rows: pasted text, or columns that nobody named yet."""

import sqlalchemy as sa
from alembic import op

from evidence.migrations.columns import image, key, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table beside the submissions."""
    op.create_table(
        "upload_waiting",
        key("submission_id"),
        text("pasted"),
        image("block"),
        image("chosen", nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.submission_id"]),
        if_not_exists=True,
    )
