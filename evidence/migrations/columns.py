"""The kinds of columns that the steps make. They stay as they are, whatever the store becomes."""

from typing import Any

import sqlalchemy as sa

# Texts stand in the order of their characters on every server, as they do in SQLite.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
IMAGE = sa.JSON(none_as_null=True)


def text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A column of text."""
    return sa.Column(name, TEXT, nullable=nullable)


def image(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    """A column that holds a row, or a list, as JSON."""
    return sa.Column(name, IMAGE, nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=nullable)


def key(name: str, kind: Any = TEXT) -> sa.Column[Any]:
    """The primary key, or a part of it, that whoever writes gives."""
    return sa.Column(name, kind, primary_key=True, autoincrement=False, nullable=False)


def counted(name: str) -> sa.Column[Any]:
    """The primary key that the database counts."""
    return sa.Column(name, sa.Integer, primary_key=True, nullable=False)


def view() -> list[sa.Column[Any]]:
    """The columns of a view that somebody keeps."""
    return [
        text("title"),
        text("note"),
        text("page"),
        image("query", nullable=False),
        number("revision"),
        text("revised_at"),
    ]
