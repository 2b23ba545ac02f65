"""The table of ``docs/performance.md``, from what was measured."""

import datetime
import statistics
from collections.abc import Mapping
from importlib import metadata

from benchmarks import report_saving
from evidence import ROOT

TARGET = ROOT / "docs" / "performance.md"
PAGES = (
    "dashboard",
    "sites",
    "impacts",
    "compare",
    "directions",
    "harvest",
    "gaps",
    "contracts",
    "terms",
    "commissioning",
    "sources",
)
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
        *report_saving.tables(samples),
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
    empty, bare = (_middle(samples, name, "finished_ms") or 1.0 for name in ("empty", "bare"))
    lines = [
        "| page | finished, ms | in empty reruns | in bare reruns | first chart, ms"
        " | bytes a click | CPU a click, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in ("empty", "bare", *PAGES, "naive"):
        finished = _middle(samples, name, "finished_ms") or 0.0
        chart = _middle(samples, name, "chart_ms")
        lines.append(
            f"| {name} | {finished:.1f} | {finished / empty:.1f} | {finished / bare:.1f}"
            f" | {f'{chart:.1f}' if chart else ''}"
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
    empty, bare = (_middle(samples, name, "finished_ms") or 1.0 for name in ("empty", "bare"))
    slowest = max(_middle(samples, page, "finished_ms") or 0.0 for page in PAGES)
    chart = _middle(samples, "impacts", "chart_ms") or 0.0
    heaviest = max(_middle(samples, page, "received_bytes") or 0.0 for page in PAGES)
    share = _mean(samples, "naive", "cpu_ms") / _mean(samples, "impacts", "cpu_ms")
    return [
        "| target | bar | against empty | against bare |",
        "| --- | ---: | ---: | ---: |",
        "| a filter click finished, slowest page, in reruns |"
        f" at most 4 | {slowest / empty:.1f} | {slowest / bare:.1f} |",
        "| the impacts chart on the wire, in reruns |"
        f" at most 2.5 | {chart / empty:.1f} | {chart / bare:.1f} |",
        "",
        "| target | bar | measured |",
        "| --- | ---: | ---: |",
        f"| bytes a click on the wire, heaviest page | at most 25,000 | {heaviest:,.0f} |",
        f"| CPU a click, the naive page in impacts pages | at least 5 | {share:.1f} |",
    ]
