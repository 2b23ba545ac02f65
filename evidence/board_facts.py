"""The cells of the comparison board that hold facts: model, people, contracts, fate, certainty."""

from collections.abc import Callable, Sequence

from evidence import contract_words
from evidence.board_parts import FactCell, Missing, Reference, Statement
from evidence.board_words import counted
from evidence.charts import marks
from evidence.dates import date_words
from evidence.read_model import Row

# The reference of a source id and a locator.
Cite = Callable[[str, str | None], Reference]


def model_of_care(column: Row, groups: Sequence[Row], cite: Cite) -> FactCell:
    """The model of a site, or the models of the sites of a group."""
    if column["is_group"]:
        return _shares(groups, "model")
    name = column["model_name"]
    return FactCell((Statement(bold=name, short=name, references=_cited(cite, column)),))


def population(column: Row, cite: Cite) -> FactCell:
    """How many people, and who is counted; those of several sites are never added up."""
    if column["is_group"]:
        stated = f"stated for {column['n_with_population']} of {column['n_sites']} sites"
        text = f"{stated}; they count different things and are not added up"
        return FactCell((Statement(text=text, short=stated),))
    if column["population"] is None:
        return _missing("not stated")
    number, counts = f"{column['population']:,.0f}", column["population_counts"]
    when = f", {date_words(column['population_as_of'])}" if column["population_as_of"] else ""
    return FactCell(
        (
            Statement(
                bold=number,
                text=f"{counts}{when}",
                # What follows a semicolon says more of the same people.
                short=f"{number} {counts.partition(';')[0]}",
                references=_cited(cite, column, "population_"),
            ),
        )
    )


def contracts(column: Row, rows: Sequence[Row], groups: Sequence[Row], cite: Cite) -> FactCell:
    """Form, state, value, length and payment of each contract; the forms of a group's sites."""
    if column["is_group"]:
        return _shares(groups, "form")
    if not rows:
        return _missing("no contract found")
    several = len(rows) > 1
    return FactCell(tuple(each for row in rows for each in _terms(row, several, cite)))


def fate(column: Row, rows: Sequence[Row], groups: Sequence[Row], cite: Cite) -> FactCell:
    """What became of the site and of each contract; the states of the contracts of a group."""
    if column["is_group"]:
        return _shares(groups, "status")
    said = []
    if column["outcome_status"] != "unknown":
        words = f"The arrangement: {column['outcome_name'].lower()}"
        said.append(Statement(text=words, short=words, references=_cited(cite, column)))
    said += [
        Statement(
            bold=f"{row['number']}. {row['form_name']}:" if len(rows) > 1 else "",
            text=row["what_happened"] or "what became of it is not stated",
            topic="fate",
            item=row["number"],
            short=row["reason"] or row["status_name"].lower(),
            is_missing=row["what_happened"] is None,
            references=_cited(cite, row),
        )
        for row in rows
    ]
    return FactCell(tuple(said)) if said else _missing("not found")


def certainty(column: Row, overtaken: Sequence[Missing], step: str) -> FactCell:
    """How many findings of each status, and with an interval: '10 evaluated, 1 forecast; ...'.

    ``overtaken`` are absences of all results of a site that has findings all the same.
    """
    absent = tuple(
        Statement(
            text=f"A source said of all its results: {each.words}"
            + (f", {each.as_of}" if each.as_of else ""),
            references=(each.reference,),
        )
        for each in overtaken
    )
    hidden = column["n_hidden"]
    by_filters = [f"{hidden} hidden by filters"] if hidden else []
    if not column["n_shown"]:
        return FactCell((*_missing("; ".join(["no findings", *by_filters])).statements, *absent))
    said = [
        ", ".join(f"{each['n']} {marks.STATUSES[each['status']]}" for each in column["statuses"]),
        f"{column['n_with_interval']} with an interval",
    ]
    if step != "all":
        said.append(f"{column['n_surviving']} of {column['n_shown']} survive")
    words = "; ".join(said + by_filters)
    return FactCell((Statement(text=words, short=words), *absent))


def _terms(row: Row, several: bool, cite: Cite) -> list[Statement]:
    item, cited = row["number"], _cited(cite, row)
    form = f"{item}. {row['form_name']}:" if several else f"{row['form_name']}:"
    return [
        Statement(
            bold=form,
            text=contract_words.state(row),
            topic="form",
            item=item,
            short=f"{contract_words.short_form(row['form_name'])}, {row['status_name'].lower()}",
            status=row["status"],
            references=cited,
        ),
        _value(row),
        *_computed(row, cite),
        *_length(row),
        Statement(
            text=f"Payment: {row['payment']}" if row["payment"] else "payment not stated",
            topic="payment",
            item=item,
            is_missing=row["payment"] is None,
        ),
    ]


def _value(row: Row) -> Statement:
    item, (value, basis) = row["number"], contract_words.value(row)
    if not value:
        return Statement(
            text="value not stated",
            topic="value",
            item=item,
            short="value not stated",
            is_missing=True,
        )
    short = contract_words.short_value(row)
    return Statement(bold=value, text=basis, topic="value", item=item, short=short)


def _computed(row: Row, cite: Cite) -> list[Statement]:
    """The values that are computed, marked as such, and why the others are not."""
    item, made = row["number"], []
    figures = [each for each in (contract_words.a_year(row), contract_words.a_head(row)) if each]
    if figures:
        how = contract_words.how_computed(row)
        made.append(
            Statement(
                bold=", ".join(figures),
                text=f"({how})",
                topic="computed",
                item=item,
                short=f"{figures[-1]}, computed here",
                is_computed=True,
                references=_cited(cite, row, "population_") if contract_words.a_head(row) else (),
            )
        )
    why = contract_words.not_computed(row)
    if why:
        short = why.partition(":")[0]
        made.append(
            Statement(text=why, topic="not_computed", item=item, short=short, is_missing=True)
        )
    return made


def _length(row: Row) -> list[Statement]:
    """The years that were agreed, and from when to when."""
    item, agreed, term = row["number"], contract_words.years(row), contract_words.term(row)
    if agreed:
        return [Statement(bold=agreed, text=term, topic="length", item=item, short=agreed)]
    words = "length not stated"
    missing = Statement(text=words, topic="length", item=item, short=words, is_missing=True)
    dated = row["start_date"] or row["end_date"]
    return [missing, *([Statement(text=term, topic="length", item=item)] if dated else [])]


def _shares(groups: Sequence[Row], part: str) -> FactCell:
    """How many sites of a group have each value; a site with several counts in each."""
    rows = [row for row in groups if row["part"] == part]
    said = tuple(
        Statement(
            bold=row["name"] if row["value"] != "none" else "",
            text=f"{'' if row['value'] != 'none' else row['name'] + ': '}"
            f"{counted(row['n_sites'], 'site')}",
            short=f"{contract_words.short_form(row['name'])} {row['n_sites']}",
            status=row["value"] if part == "status" and row["value"] != "none" else "",
            is_missing=row["value"] == "none",
        )
        for row in rows
    )
    return FactCell(said) if said else _missing("no site")


def _missing(words: str) -> FactCell:
    return FactCell((Statement(text=words, short=words, is_missing=True),))


def _cited(cite: Cite, row: Row, prefix: str = "") -> tuple[Reference, ...]:
    source_id = row[f"{prefix}source_id"]
    return (cite(source_id, row[f"{prefix}locator"]),) if source_id else ()
