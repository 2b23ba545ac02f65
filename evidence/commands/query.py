"""Ask one of the questions in queries/, with the same filters as the screens.

Without a name it lists the questions. A filter may be given several times: its values widen what is
selected, different filters narrow it, and none means all.
"""

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from evidence import DATA, answers, home, read_model, seed, suggestions
from evidence import filters as filter_language
from evidence.filters import FACETS, FIELD_TITLES, Filters
from evidence.read_model import ReadModel
from evidence.store import StoreError

HELP = "ask a question of queries/, or list them all"
WIDTH_WITHOUT_TERMINAL = 160


class Refused(ValueError):
    """What was asked for cannot be answered; the text is the sentence that says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the name, one option for each filter, ``--parameter`` and ``--format``."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="the question; none lists them")
    for facet in FACETS:
        parser.add_argument(
            _option(facet),
            action="append",
            default=[],
            metavar="ID",
            help=f"{FIELD_TITLES[facet].lower()}; may be given several times",
        )
    parser.add_argument("--with-number", action="store_true", help="only findings with a figure")
    parser.add_argument(
        "--published-up-to", metavar="YEAR", help="only what was known by the end of that year"
    )
    parser.add_argument("--text", default="", metavar="WORDS", help="every word must occur")
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        type=_named_value,
        metavar="NAME=VALUE",
        help="what the question asks for: site_id=erewash, page=2, everything=true",
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="table without it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the answer; 0 when done, 1 when there is no data, 2 for what cannot be answered."""
    try:
        _print(_answer(arguments), in_utf8=arguments.format != "table")
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _answer(arguments: argparse.Namespace) -> str:
    queries = read_model.query_texts()
    if arguments.name is None:
        return _list(queries)
    if arguments.name not in queries:
        meant = suggestions.nearest(arguments.name, queries)
        hint = f"did you mean {meant}?" if meant else "python -m evidence query lists them"
        raise Refused(f"There is no query {arguments.name}: {hint}")
    asked = read_model.parameter_names(queries[arguments.name])
    parameters = _parameters(arguments.name, asked, dict(arguments.parameter))
    model = _newest()
    filters = _filters(arguments, model)
    names, rows = _ask(model, arguments.name, filters, parameters)
    if arguments.format == "csv":
        return answers.as_csv(names, rows)
    if arguments.format == "json":
        return answers.as_json(names, rows)
    width = shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns
    counted = f"{len(rows)} row{'' if len(rows) == 1 else 's'} of revision {model.revision}"
    words = filter_language.in_words(filters, _labels(model))
    return f"{answers.as_table(names, rows, width)}\n\n{counted}; {words}\n"


def _list(queries: Mapping[str, str]) -> str:
    """Every question with what one row of its answer is, and the parameters that it asks for."""
    lines = []
    for name, sql in queries.items():
        lines.append(f"{name}: {_grain(sql)}")
        lines += [f"  --parameter {each}=..." for each in sorted(read_model.parameter_names(sql))]
    return "\n".join(lines) + "\n"


def _grain(sql: str) -> str:
    """The first sentence of the comment that a query begins with."""
    comment = []
    for line in sql.splitlines():
        if not line.startswith("--") or line.startswith("-- Key:"):
            break
        comment.append(line.removeprefix("--").strip())
        if line.endswith("."):
            break
    return " ".join(comment).split(". ")[0]


def _parameters(name: str, asked: set[str], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The given values; refused where one is missing, or is none of the question's own."""
    missing = sorted(asked - given.keys())
    if missing:
        options = " ".join(f"--parameter {each}=..." for each in missing)
        raise Refused(f"The query {name} needs {options}")
    for surplus in sorted(given.keys() - asked):
        known = f"it asks for {', '.join(sorted(asked))}" if asked else "it asks for none"
        raise Refused(f"The query {name} has no parameter {surplus}: {known}")
    return given


def _newest() -> ReadModel:
    """What the dashboard would show: the newest revision, after a look at the data folder."""
    store = home.open_store(home.home())
    try:
        taken = seed.synchronise(store, DATA)
        for problem in taken.problems:
            print(problem, file=sys.stderr)
        if not taken.revision:
            raise StoreError("There is no data to ask yet: mend the problems above first")
        if taken.problems:
            print(
                f"The data folder has problems, so revision {taken.revision} is asked.",
                file=sys.stderr,
            )
        tables = store.tables(taken.revision)
        return ReadModel(store.package, tables, revision=taken.revision)
    finally:
        store.close()


def _filters(arguments: argparse.Namespace, model: ReadModel) -> Filters:
    """The filters that the options say; refused where a value does not exist."""
    year = arguments.published_up_to
    query: dict[str, Sequence[str]] = {facet: getattr(arguments, facet) for facet in FACETS}
    query["with_number"] = ["yes"] if arguments.with_number else []
    query["published_up_to"] = [] if year is None else [year]
    query["text"] = [arguments.text]
    filters, ignored = filter_language.from_query(query, model.known_values())
    if ignored:
        labels = _labels(model)
        raise Refused("\n".join(_unknown(each.name, each.value, labels) for each in ignored))
    return filters


def _unknown(name: str, value: str, labels: Mapping[tuple[str, str], str]) -> str:
    if name == "published_up_to":
        return f"{_option(name)} {value}: write a year, such as 2016"
    known = {each: label for (facet, each), label in labels.items() if facet == name}
    mend = suggestions.allowed_value(value, known, "python -m evidence query facet_values")
    return f"{_option(name)} {value}: there is no such value: {mend}"


def _labels(model: ReadModel) -> dict[tuple[str, str], str]:
    return {(row["facet"], row["value"]): row["label"] for row in model.rows("facet_values")}


def _ask(
    model: ReadModel, name: str, filters: Filters, parameters: Mapping[str, Any]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns of the answer and its rows."""
    try:
        rows = model.rows(name, filters, **parameters)
        names = list(rows[0]) if rows else model.table(name, filters, **parameters).column_names
    except duckdb.Error as error:
        raise Refused(f"The query {name} failed: {str(error).splitlines()[0]}") from error
    return names, [tuple(row.values()) for row in rows]


def _print(answer: str, *, in_utf8: bool) -> None:
    """Write to the standard output; that its reader has gone, as ``head`` does, is no fault."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if in_utf8:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        else:
            sys.stdout.reconfigure(errors="replace")
    try:
        sys.stdout.write(answer)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer would be written again, and fail again, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _named_value(text: str) -> tuple[str, object]:
    """The name and the value: what is JSON is read as such, all else is text."""
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text}: write it as name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
