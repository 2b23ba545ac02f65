"""The read model: one in-memory DuckDB that answers the questions in ``queries/``."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from evidence import QUERIES, typed_tables
from evidence.filters import FACETS, Filters
from evidence.schema import Package

Row = dict[str, Any]

SITE_FACETS = ("model_type", "contract_form", "kind", "country", "source_id")
SELECTIONS_KEPT = 64
ROWS_KEPT = 50_000
# Run once a revision, in this order.
PREPARED = (
    "views",
    "prepared_lists",
    "prepared_findings",
    "prepared_board",
    "prepared_contracts",
    "prepared_lanes",
    "prepared_plan",
    "prepared_payment",
)
NOT_A_QUERY = (*PREPARED, "selected", "standing")


@dataclass
class _Selection:
    """What one choice of filters selects, as temporary tables of a connection of its own."""

    cursor: duckdb.DuckDBPyConnection
    lock: threading.Lock = field(default_factory=threading.Lock)


class ReadModel:
    """The data of one revision, ready to be asked; safe to share between threads.

    Args:
        package: the schema.
        tables: the rows of every table, each value as the text that was entered.
        revision: the revision of the store that the rows were taken from; 0 for none.
        version: another text for any other rows, where they are not those of the revision alone;
            empty where they are.
        readings: who entered and checked each row, with the columns of ``typed_tables.READINGS``;
            None where that is not known, and then no row counts as read by a second person.
        queries: the folder of the ``.sql`` files.
    """

    def __init__(
        self,
        package: Package,
        tables: Mapping[str, Sequence[Mapping[str, str]]],
        *,
        revision: int = 0,
        version: str = "",
        readings: pa.Table | None = None,
        queries: Path = QUERIES,
    ) -> None:
        """Load the rows, make the views, and shut the door to files and network."""
        self.package = package
        self.revision = revision
        self.version = version or str(revision)
        self._queries = query_texts(queries)
        self._obeys_filters = {name: _obeys_filters(sql) for name, sql in self._queries.items()}
        self._selections: OrderedDict[Filters, _Selection] = OrderedDict()
        # An answer is the same for everybody as long as the revision lasts.
        self._answers: OrderedDict[tuple[str, Filters, str], list[Row]] = OrderedDict()
        self._rows_kept = 0
        self._lock = threading.Lock()
        self._connection = duckdb.connect(":memory:", config={"threads": 1})
        typed_tables.create(self._connection, package, tables)
        typed_tables.create_readings(self._connection, readings)
        _create_categories(self._connection, package)
        *prepared, standing, selected = (
            (queries / f"{name}.sql").read_text(encoding="utf-8")
            for name in (*PREPARED, "standing", "selected")
        )
        self._standing = standing
        _choose(self._connection, Filters())
        for statements in (*prepared, standing, selected):
            self._connection.execute(statements)
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def rows(self, name: str, filters: Filters | None = None, /, **parameters: object) -> list[Row]:
        """Run ``queries/<name>.sql`` over what the filters select.

        Returns:
            One dict a row, in the order that the query gives; empty when nothing is found. The
            dicts are the caller's own; a list or struct inside one is shared and not to be changed.

        Raises:
            KeyError: there is no such query.
            duckdb.Error: a named parameter of the query is missing, or one too many was given.
        """
        chosen = filters if filters and self._obeys_filters[name] else Filters()
        asked = (name, chosen, repr(sorted(parameters.items())))
        with self._lock:
            answer = self._answers.get(asked)
            if answer is not None:
                self._answers.move_to_end(asked)
        if answer is None:
            answer = self._answer(name, chosen, parameters)
            with self._lock:
                self._keep(asked, answer)
        return [row.copy() for row in answer]

    def table(self, name: str, filters: Filters | None = None, /, **parameters: object) -> pa.Table:
        """Run a query as ``rows`` does; returns an Arrow table with the query's columns."""
        sql = self._queries[name]
        selection = self._select(filters or Filters())
        with selection.lock:
            return selection.cursor.sql(sql, params=parameters or None).to_arrow_table()

    def known_values(self) -> dict[str, frozenset[str]]:
        """The values that each facet may take, for reading a link."""
        known: dict[str, set[str]] = {facet: set() for facet in FACETS}
        for row in self.rows("facet_values"):
            known.setdefault(row["facet"], set()).add(row["value"])
        return {facet: frozenset(values) for facet, values in known.items()}

    def base_table(self, name: str) -> pa.Table:
        """All rows of one table of the package, typed, in the order of its key."""
        table = self.package.tables[name]
        columns = ", ".join(f'"{field_name}"' for field_name in table.field_names)
        with self._connection.cursor() as cursor:
            return cursor.sql(
                f'select {columns} from "{table.name}" order by "{table.key}"'
            ).to_arrow_table()

    def readings(self) -> pa.Table:
        """Who entered and who checked each row, with the columns of ``typed_tables.READINGS``."""
        with self._connection.cursor() as cursor:
            return cursor.sql("from row_readings order by table_name, row_id").to_arrow_table()

    def _answer(self, name: str, filters: Filters, parameters: dict[str, object]) -> list[Row]:
        selection = self._select(filters)
        with selection.lock:
            result = selection.cursor.execute(self._queries[name], parameters or None)
            columns = [column[0] for column in result.description]
            return [dict(zip(columns, values, strict=True)) for values in result.fetchall()]

    def _keep(self, asked: tuple[str, Filters, str], answer: list[Row]) -> None:
        """Keep an answer, and let go of those asked longest ago."""
        if asked not in self._answers:
            self._answers[asked] = answer
            self._rows_kept += len(answer)
        while self._rows_kept > ROWS_KEPT:
            _, forgotten = self._answers.popitem(last=False)
            self._rows_kept -= len(forgotten)

    def _select(self, filters: Filters) -> _Selection:
        with self._lock:
            if filters in self._selections:
                self._selections.move_to_end(filters)
                return self._selections[filters]
        selection = _Selection(self._connection.cursor())
        _choose(selection.cursor, filters)
        selection.cursor.execute(self._standing)
        with self._lock:
            self._selections[filters] = selection
            while len(self._selections) > SELECTIONS_KEPT:
                self._selections.popitem(last=False)
        return selection


def query_texts(folder: Path = QUERIES) -> dict[str, str]:
    """The text of every result query, by name, in the order of the names."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.sql"))
        if path.stem not in NOT_A_QUERY
    }


def _obeys_filters(sql: str) -> bool:
    """Whether the answer of a query may differ with the filters."""
    return any(word in sql for word in ("selected_", "_standing", "leaves_in", "('filters')"))


def parameter_names(sql: str) -> set[str]:
    """The named parameters that a query asks for."""
    return {
        name for statement in duckdb.extract_statements(sql) for name in statement.named_parameters
    }


def _choose(connection: duckdb.DuckDBPyConnection, filters: Filters) -> None:
    """Tell the views of this connection what is chosen."""
    chosen = {facet: getattr(filters, facet) for facet in FACETS if getattr(filters, facet)}
    if filters.with_number:
        chosen["with_number"] = ("yes",)
    if filters.published_up_to is not None:
        chosen["published_up_to"] = (_last_year(connection, filters.published_up_to),)
    connection.execute(
        "set variable filters = {"
        " 'chosen': map($facets::varchar[], $values::varchar[][]),"
        " 'site_facets': $site_facets::varchar[],"
        " 'words': $words::varchar[]}",
        {
            "facets": list(chosen),
            "values": [list(values) for values in chosen.values()],
            "site_facets": [facet for facet in chosen if facet in SITE_FACETS],
            "words": filters.text.split(),
        },
    )


def _last_year(connection: duckdb.DuckDBPyConnection, year: int) -> str:
    """The last year up to this one in which a source was published; itself where none was."""
    (found,) = connection.execute(
        "select max(value) from facet_values where facet = 'published_up_to' and value <= $year",
        {"year": str(year)},
    ).fetchall()[0]
    return found or str(year)


def _create_categories(connection: duckdb.DuckDBPyConnection, package: Package) -> None:
    """Make the table ``categories``: one row per table, field and value that has a label."""
    listed = [
        (table.name, column.name, category.value, category.label, order)
        for table in package.tables.values()
        for column in table.fields
        for order, category in enumerate(column.categories)
    ]
    names = ("table_name", "field", "value", "label", "sort_order")
    values = zip(*listed, strict=True) if listed else ((),) * len(names)
    types = (pa.string(), pa.string(), pa.string(), pa.string(), pa.int32())
    rows = pa.table(
        {name: pa.array(each, kind) for name, each, kind in zip(names, values, types, strict=True)}
    )
    connection.register("incoming_categories", rows)
    connection.execute("create table categories as select * from incoming_categories")
    connection.unregister("incoming_categories")
