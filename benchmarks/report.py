"""The table of ``docs/performance.md``, from what was measured."""

import datetime
import statistics
from collections.abc import Mapping
from importlib import metadata

from evidence import ROOT

TARGET = ROOT / "docs" / "performance.md"
PACKAGES = ("streamlit", "duckdb", "plotly", "pyarrow")
TABLES_START = "<!-- measured -->"

Samples = Mapping[tuple[str, str], list[float]]


def write(samples: Samples, *, rounds: int, clicks: int, machine: str) -> None:
    """Replace what follows the marker in the document by the new tables."""
    words, _, _ = TARGET.read_text(encoding="utf-8").partition(TABLES_START)
    lines = [
        TABLES_START,
        "",
        f"Measured on {datetime.date.today().isoformat()}: {machine};"
        f" {', '.join(f'{name} {metadata.version(name)}' for name in PACKAGES)}."
        f" {rounds} rounds of {clicks} clicks, all servers at the same time; medians.",
        "",
        *_server_table(samples),
        "",
        *_browser_table(samples),
        "",
        *_verdicts(samples),
        "",
    ]
    TARGET.write_text(words + "\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def _middle(samples: Samples, name: str, measure: str) -> float | None:
    values = samples.get((name, measure))
    return statistics.median(values) if values else None


def _mean(samples: Samples, name: str, measure: str) -> float:
    return statistics.mean(samples[name, measure])


def _server_table(samples: Samples) -> list[str]:
    floor = _middle(samples, "empty", "finished_ms") or 1.0
    lines = [
        "| page | finished, ms | in empty reruns | first chart, ms | in empty reruns"
        " | bytes a click | CPU a click, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in ("empty", "dashboard", "sites", "impacts", "sources", "naive"):
        finished = _middle(samples, name, "finished_ms") or 0.0
        chart = _middle(samples, name, "chart_ms")
        lines.append(
            f"| {name} | {finished:.1f} | {finished / floor:.1f}"
            f" | {f'{chart:.1f}' if chart else ''} | {f'{chart / floor:.1f}' if chart else ''}"
            f" | {_middle(samples, name, 'received_bytes') or 0:,.0f}"
            f" | {_mean(samples, name, 'cpu_ms'):.1f} |"
        )
    return lines


def _browser_table(samples: Samples) -> list[str]:
    lines = [
        "| in Chromium | cold load to the first chart, ms | click to the redrawn chart, ms |",
        "| --- | ---: | ---: |",
    ]
    for name in ("empty", "impacts", "naive"):
        click = _middle(samples, name, "click_ms")
        lines.append(
            f"| {name} | {_middle(samples, name, 'cold_ms'):.0f}"
            f" | {f'{click:.0f}' if click else ''} |"
        )
    return lines


def _verdicts(samples: Samples) -> list[str]:
    floor = _middle(samples, "empty", "finished_ms") or 1.0
    pages = ("dashboard", "sites", "impacts", "sources")
    slowest = max((_middle(samples, page, "finished_ms") or 0.0) / floor for page in pages)
    chart = (_middle(samples, "impacts", "chart_ms") or 0.0) / floor
    heaviest = max(_middle(samples, page, "received_bytes") or 0.0 for page in pages)
    share = _mean(samples, "naive", "cpu_ms") / _mean(samples, "impacts", "cpu_ms")
    return [
        "| target | bar | measured |",
        "| --- | ---: | ---: |",
        f"| a filter click finished, slowest page, in empty reruns | 4 | {slowest:.1f} |",
        f"| the impacts chart on the wire, in empty reruns | 2.5 | {chart:.1f} |",
        f"| bytes a click, heaviest page | 25,000 | {heaviest:,.0f} |",
        f"| CPU a click, the naive page over the impacts page | 5 | {share:.1f} |",
    ]
