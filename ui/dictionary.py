"""The data dictionary: every table and column, as the data package declares them."""

from collections.abc import Mapping

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.schema import Field, Table
from ui import correct, parameters, site_tables
from ui.view import View

PART = {"part": "dictionary"}
HEADINGS = ("Column", "Title", "Type and unit", "Required", "Description", "Allowed values")


def show(view: View) -> None:
    """Draw the list of tables, or the columns of the table that the address names."""
    package = view.model.package
    sizes = {row["table_name"]: row["n_rows"] for row in view.rows("source_table_sizes")}
    name = parameters.read("table", list(package.tables), "")
    if name:
        table = package.tables[name]
        st.html(html.link("All tables", view.address("sources", **PART)))
        title = f"{table.title}: {len(table.fields)} columns"
        content = html.joined((_columns(view, table), _terms(view, table)))
        words = f"{table.description} {sizes[name]:,} rows in {table.path}."
    else:
        title, content = f"Data dictionary: {len(package.tables)} tables", _tables(view, sizes)
        words = (
            f"{package.title}, version {package.version}. Each table is one CSV file. An empty"
            " cell means that the source does not state it."
        )
    with st.container(key="card_dictionary"):
        st.header(title, anchor=False)
        st.html(html.joined((element("p", words), content)))


def _tables(view: View, sizes: Mapping[str, int]) -> Markup:
    rows = (
        (
            html.link(table.name, view.address("sources", **PART, table=table.name)),
            table.title,
            table.description,
            f"{sizes[table.name]:,}",
        )
        for table in view.model.package.tables.values()
    )
    return site_tables.table("Tables of the set", ("Table", "Title", "Description", "Rows"), rows)


def _terms(view: View, table: Table) -> Markup:
    """The rows of a table of words, each with the way to correct it; nothing for other tables."""
    if "definition" not in table.field_names:
        return Markup("")
    rows = (
        (row["name"], row["definition"], correct.link(table.name, row[table.key]))
        for row in view.model.base_table(table.name).to_pylist()
    )
    terms = site_tables.table(f"Rows of {table.title}", ("Name", "Definition", ""), rows)
    return html.joined((element("h3", "The words"), terms))


def _columns(view: View, table: Table) -> Markup:
    rows = (
        (
            element("code", field.name),
            field.title,
            f"{field.type}, {field.unit}" if field.unit else field.type,
            "required" if field.required else "may be empty",
            field.description,
            _allowed(view, table, field),
        )
        for field in table.fields
    )
    return site_tables.table(f"Columns of {table.title}", HEADINGS, rows)


def _allowed(view: View, table: Table, field: Field) -> Markup:
    """What may stand in the column: listed values, a reference, or limits; 'any' where all may."""
    if field.categories:
        values = (
            element(
                "li",
                element("code", each.value),
                "" if each.label == each.value else f" {each.label}",
                f": {each.definition}" if each.definition else "",
            )
            for each in field.categories
        )
        return element("ul", *values, class_="bare")
    reference = table.reference(field.name)
    if reference:
        there = view.address("sources", **PART, table=reference.table)
        return html.joined(("a ", html.link(reference.target, there), f" of {reference.table}"))
    return html.text("; ".join(_limits(table, field)) or "any")


def _limits(table: Table, field: Field) -> list[str]:
    limits = []
    if field.name == table.key or field.unique:
        limits.append("each value once")
    if field.minimum is not None and field.maximum is not None:
        limits.append(f"{field.minimum:g} to {field.maximum:g}")
    elif field.minimum is not None:
        limits.append(f"{field.minimum:g} or more")
    elif field.maximum is not None:
        limits.append(f"at most {field.maximum:g}")
    if field.is_partial_date:
        limits.append("a date: year, year-month or year-month-day")
    if field.type == "boolean":
        limits.append("true or false")
    if field.max_length is not None:
        limits.append(f"at most {field.max_length:,} characters")
    if field.example:
        limits.append(f"as in {field.example}")
    return limits
