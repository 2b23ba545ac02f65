"""Bringing the store's own tables to this version by Alembic; the steps stand in migrations/."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from evidence import ROOT

FOLDER = ROOT / "evidence" / "migrations"


def upgrade(connection: sa.Connection, target: str = "head") -> None:
    """Take every step that the store lacks, within the transaction of the connection.

    A store from before there were versions is taken through all of them; what it has is left.
    """
    command.upgrade(configuration(FOLDER, connection), target)


def configuration(folder: Path = FOLDER, connection: sa.Connection | None = None) -> Config:
    """What Alembic asks for: where the steps are, and the connection that they take."""
    config = Config()
    # A per cent sign in a path would begin a placeholder.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
