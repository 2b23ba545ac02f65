"""The package file is read into tables, fields and keys, and describes the curated set whole."""

import json
import re

import pytest

from evidence import DATA, schema
from tests import real_data


def written(folder, content):
    (folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def minimal(*resources):
    return {"name": "n", "title": "t", "version": "1", "resources": list(resources)}


def resource(name, *fields, foreign_keys=()):
    return {
        "name": name,
        "path": f"{name}.csv",
        "schema": {
            "fields": list(fields),
            "primaryKey": fields[0]["name"],
            "foreignKeys": list(foreign_keys),
        },
    }


def refers(field, table, target):
    return {"fields": field, "reference": {"resource": table, "fields": [target]}}


def test_a_field_carries_what_the_package_says(tmp_path):
    place = written(
        tmp_path,
        minimal(
            resource(
                "sites",
                {"name": "site_id"},
                {
                    "name": "n",
                    "type": "integer",
                    "title": "Number",
                    "description": "How many.",
                    "unit": "people",
                    "example": "12",
                    "constraints": {"required": True, "minimum": 1, "maximum": 9},
                },
                {
                    "name": "kind",
                    "categories": [{"value": "a", "label": "A", "definition": "First."}, "b"],
                    "constraints": {"unique": True, "minLength": 1, "maxLength": 5, "pattern": "."},
                },
            )
        ),
    )

    table = schema.load_package(place).tables["sites"]

    assert table.field_names == ("site_id", "n", "kind")
    assert table.key == "site_id"
    assert table.field("n") == schema.Field(
        name="n",
        type="integer",
        title="Number",
        description="How many.",
        unit="people",
        required=True,
        minimum=1,
        maximum=9,
        example="12",
    )
    assert table.field("kind") == schema.Field(
        name="kind",
        type="string",
        title="kind",
        unique=True,
        pattern=".",
        max_length=5,
        min_length=1,
        categories=(schema.Category("a", "A", "First."), schema.Category("b", "b")),
    )
    assert table.field("kind").label("a") == "A"
    assert table.field("kind").label("other") == "other"
    with pytest.raises(KeyError, match="sites has no column x"):
        table.field("x")


def test_a_table_comes_after_those_it_refers_to(tmp_path):
    place = written(
        tmp_path,
        minimal(
            resource("c", {"name": "id"}, {"name": "b"}, foreign_keys=[refers("b", "b", "id")]),
            resource("b", {"name": "id"}, {"name": "a"}, foreign_keys=[refers("a", "a", "id")]),
            resource("a", {"name": "id"}, {"name": "up"}, foreign_keys=[refers("up", "a", "id")]),
            {"name": "map", "path": "map.geojson"},
        ),
    )

    package = schema.load_package(place)

    assert list(package.tables) == ["a", "b", "c"]
    assert package.tables["c"].reference("b") == schema.ForeignKey("b", "b", "id")
    assert package.tables["c"].reference("id") is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "Expecting property name"),
        ("[]", "not a Data Package"),
        ('{"name": "n"}', "'resources'"),
        ('{"name": "n", "title": "t", "version": "1", "resources": 5}', "not a Data Package"),
        (
            json.dumps(minimal(resource("a", {"name": "id", "constraints": {"pattern": "("}}))),
            "not a regular expression",
        ),
        (
            json.dumps(minimal({"name": "a", "path": "a", "schema": {"fields": []}})),
            "the table a needs one key column",
        ),
        (
            json.dumps(minimal(resource("a", {"name": "i"}, foreign_keys=[refers("i", "b", "i")]))),
            "a.i refers to b.i, which does not exist",
        ),
        (
            json.dumps(
                minimal(
                    resource("a", {"name": "i"}, foreign_keys=[refers("i", "b", "i")]),
                    resource("b", {"name": "i"}, foreign_keys=[refers("i", "a", "i")]),
                )
            ),
            "refer to each other",
        ),
    ],
)
def test_a_package_that_cannot_be_used_says_why(tmp_path, content, words):
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape(words)):
        schema.load_package(tmp_path)


def test_every_file_of_the_set_is_a_resource():
    resources = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]

    files = {path.name for path in DATA.iterdir() if path.suffix in (".csv", ".geojson")}

    assert {resource["path"] for resource in resources} == files


@pytest.mark.parametrize("table", real_data.package().tables.values(), ids=lambda table: table.name)
def test_the_package_lists_the_columns_of_the_file_in_its_order(table):
    header = (DATA / table.path).read_text(encoding="utf-8").partition("\n")[0]

    assert ",".join(table.field_names) == header


@pytest.mark.parametrize("table", real_data.package().tables.values(), ids=lambda table: table.name)
def test_every_column_is_explained(table):
    assert table.description
    for field in table.fields:
        assert field.title
        assert field.title != field.name
        assert field.description.endswith((".", "?"))
        assert field.type in ("string", "integer", "number", "boolean")
        assert all(category.label for category in field.categories)


def test_every_number_says_its_unit_except_order_and_number():
    numbers = {
        f"{table.name}.{field.name}": field.unit
        for table in real_data.package().tables.values()
        for field in table.fields
        if field.type in ("integer", "number")
    }

    assert {name.rpartition(".")[2] for name, unit in numbers.items() if not unit} == {
        "sort_order",
        "number",
    }
    assert numbers["contracts.value_gbp"] == "gbp"
    assert numbers["contracts.years"] == "years"


def test_a_row_that_says_something_needs_its_source_and_a_place_in_it():
    tables = real_data.package().tables.values()

    for table in tables:
        for name in {"source_id", "locator", "source_a", "source_b"} & set(table.field_names):
            assert table.field(name).required, f"{table.name}.{name}"
    with_source = {table.name for table in tables if "source_id" in table.field_names}
    with_locator = {table.name for table in tables if "locator" in table.field_names}
    assert with_source - with_locator == {"sources", "partners"}


def test_categories_and_enum_of_the_file_list_the_same_values():
    content = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    fields = [
        field for item in content["resources"] for field in item.get("schema", {}).get("fields", [])
    ]

    for field in fields:
        if "categories" in field:
            values = [category["value"] for category in field["categories"]]
            assert field["constraints"]["enum"] == values


def test_every_reference_column_has_its_foreign_key():
    for table in real_data.package().tables.values():
        for name in table.field_names:
            if name in ("source_id", "source_a", "source_b") and table.name != "sources":
                assert table.reference(name) == schema.ForeignKey(name, "sources", "source_id")
            if name in ("site_id", "contract_id") and name != table.key:
                assert table.reference(name) is not None
