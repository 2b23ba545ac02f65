"""The schema of the data set, read from its one declaration: ``datapackage.json``.

The file follows the Data Package standard (version 2) and its Table Schema. Two properties go
beyond it: the ``unit`` of a field says what a number counts, a category may have a ``definition``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence import DATA

# A date that may lack its day or month: 2015, 2015-03 or 2015-03-10.
PARTIAL_DATE = "http://id.loc.gov/datatypes/edtf/EDTF-level0"


@dataclass(frozen=True)
class Category:
    """One allowed value of a field, with the words a reader sees."""

    value: str
    label: str
    definition: str = ""


@dataclass(frozen=True)
class Field:
    """One column. A limit that is None does not apply; without categories any value may stand."""

    name: str
    type: str
    title: str
    description: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    categories: tuple[Category, ...] = ()
    example: str = ""
    rdf_type: str = ""
    min_length: int | None = None

    @property
    def is_partial_date(self) -> bool:
        """Whether the text is a date that may lack its day or month."""
        return self.rdf_type == PARTIAL_DATE

    def label(self, value: str) -> str:
        """The words for one value; the value itself where the field has no category for it."""
        return next((item.label for item in self.categories if item.value == value), value)


@dataclass(frozen=True)
class ForeignKey:
    """The values of ``field`` are values of the column ``target`` of ``table``."""

    field: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One CSV file; ``key`` names the single column that identifies a row."""

    name: str
    path: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: str
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def field_names(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"the table {self.name} has no column {name}")

    def reference(self, field: str) -> ForeignKey | None:
        """The foreign key that the column carries, or None."""
        return next((key for key in self.foreign_keys if key.field == field), None)


@dataclass(frozen=True)
class Package:
    """The whole data set; ``tables`` lists a table after all tables that it refers to."""

    name: str
    title: str
    version: str
    tables: dict[str, Table]


def load_package(folder: Path = DATA) -> Package:
    """The package declared in ``folder/datapackage.json``; resources without a schema are left out.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file is not JSON or not a package, a table has no single-column key, or a
            reference points nowhere.
    """
    try:
        content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        tables = [_table(resource) for resource in content["resources"] if "schema" in resource]
        name, title, version = content["name"], content["title"], content["version"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a Data Package with tables: {error!r}") from error
    except re.error as error:
        raise ValueError(f"the pattern {error.pattern!r} is not a regular expression") from error
    ordered = _referenced_first({table.name: table for table in tables})
    return Package(name=name, title=title, version=version, tables=ordered)


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    key = _single(schema.get("primaryKey", []))
    if key is None:
        raise ValueError(f"the table {resource['name']} needs one key column")
    return Table(
        name=resource["name"],
        path=resource["path"],
        title=resource.get("title", resource["name"]),
        description=resource.get("description", ""),
        fields=tuple(_field(field) for field in schema["fields"]),
        key=key,
        foreign_keys=tuple(_foreign_key(item) for item in schema.get("foreignKeys", [])),
    )


def _field(content: Mapping[str, Any]) -> Field:
    constraints = content.get("constraints", {})
    re.compile(constraints.get("pattern", ""))
    return Field(
        name=content["name"],
        type=content.get("type", "string"),
        title=content.get("title", content["name"]),
        description=content.get("description", ""),
        unit=content.get("unit", ""),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        max_length=constraints.get("maxLength"),
        categories=_categories(content),
        example=content.get("example", ""),
        rdf_type=content.get("rdfType", ""),
        min_length=constraints.get("minLength"),
    )


def _categories(content: Mapping[str, Any]) -> tuple[Category, ...]:
    listed = content.get("categories") or content.get("constraints", {}).get("enum", [])
    return tuple(
        Category(item["value"], item["label"], item.get("definition", ""))
        if isinstance(item, dict)
        else Category(item, item)
        for item in listed
    )


def _foreign_key(content: Mapping[str, Any]) -> ForeignKey:
    field, target = _single(content["fields"]), _single(content["reference"]["fields"])
    if field is None or target is None:
        raise ValueError("a foreign key has one column on either side")
    return ForeignKey(field, content["reference"]["resource"], target)


def _single(names: str | list[str]) -> str | None:
    listed = [names] if isinstance(names, str) else names
    return listed[0] if len(listed) == 1 else None


def _referenced_first(tables: dict[str, Table]) -> dict[str, Table]:
    """The same tables, each after those that it refers to; otherwise in the order of the file."""
    ordered: dict[str, Table] = {}

    def place(table: Table, above: tuple[str, ...]) -> None:
        for key in table.foreign_keys:
            if key.table not in tables or key.target not in tables[key.table].field_names:
                raise ValueError(
                    f"{table.name}.{key.field} refers to {key.table}.{key.target},"
                    " which does not exist"
                )
            if key.table in above:
                raise ValueError(f"{key.table} and {table.name} refer to each other")
            if key.table not in ordered and key.table != table.name:
                place(tables[key.table], (*above, table.name))
        ordered.setdefault(table.name, table)

    for table in tables.values():
        place(table, ())
    return ordered
