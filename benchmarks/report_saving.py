"""The tables about saving in ``docs/performance.md``, from what was measured."""

import statistics
from collections.abc import Mapping, Sequence

from benchmarks.saving import IMPORTED, SAVES, SIZES

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

Samples = Mapping[tuple[str, str], Sequence[float]]


def tables(samples: Samples) -> list[str]:
    """A save and its appearance, an import, and the read model, each a table in Markdown."""
    return [*_saves(samples), "", *_import(samples), "", *_models(samples)]


def _saves(samples: Samples) -> list[str]:
    lines = [
        f"| one cell saved, {SAVES} times | saved, ms (p50) | saved, ms (p95)"
        " | shown by another process, ms (p50) | shown, ms (p95) |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, words in ENGINES.items():
        cells = [
            f"{_percentile(samples[name, measured], percent):.0f}"
            for measured in ("saved_ms", "shown_ms")
            for percent in (50, 95)
        ]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return lines


def _import(samples: Samples) -> list[str]:
    loaded = statistics.median(samples["import", "loaded_ms"])
    steps = {
        "loaded_ms": "DuckDB alone reads the CSV files",
        "checked_ms": "all rules over the set",
        "compared_ms": "the folder read, compared and checked",
        "saved_ms": "saved as one revision, checked again",
    }
    lines = [f"| {IMPORTED:,} rows | ms | in bare loads |", "| --- | ---: | ---: |"]
    for measured, words in steps.items():
        took = statistics.median(samples["import", measured])
        lines.append(f"| {words} | {took:,.0f} | {took / loaded:.1f} |")
    return lines


def _models(samples: Samples) -> list[str]:
    lines = ["| findings | the read model made anew, ms |", "| ---: | ---: |"]
    for size in SIZES:
        made = statistics.median(samples[f"model {size}", "made_ms"])
        lines.append(f"| {size:,} | {made:,.0f} |")
    return lines


def _percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1]
