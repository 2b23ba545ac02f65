"""Measures what a click costs and writes the table of ``docs/performance.md``.

Every server runs at the same time and every click is interleaved with the others, so that a
ratio compares two things that met the same machine. Run it when the machine is quiet.
"""

import itertools
import os
import platform
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import psutil

from benchmarks import browser, client, report, saving
from evidence import ROOT
from scripts import server

ROUNDS = 5
CLICKS = 8
APPS = ROOT / "benchmarks" / "apps"
PAGES = {
    "dashboard": "",
    "sites": "sites",
    "impacts": "impacts",
    "compare": "compare?site=rushcliffe-principia&site=nottingham-city&site=fylde-coast",
    "directions": "directions",
    "harvest": "directions?picture=harvest",
    "gaps": "gaps",
    "contracts": "contracts",
    "terms": "terms",
    "commissioning": "commissioning",
    "sources": "sources",
}
# These have no filter bar: each click sets other sites side by side, or another term.
BOARD, TERMS = "compare", "terms"
SITES = (
    "rushcliffe-principia",
    "nottingham-city",
    "fylde-coast",
    "northumberland",
    "dudley-mcp",
    "salford",
    "south-somerset-symphony",
    "airedale",
)
MODELS = (
    "Multispecialty",
    "Primary",
    "Enhanced",
    "Urgent",
    "Acute",
    "Accountable",
    "Integrated",
    "Other",
)
CODES = ("mcp", "pacs", "ehch", "uec", "acc", "accountable_care", "integrated_care", "other")
# Each adds findings to the first chart of the page, so that there is something to redraw.
REDRAWING = (
    ("Multispecialty", "mcp"),
    ("Primary", "pacs"),
    ("Enhanced", "ehch"),
    ("Integrated", "integrated_care"),
    ("Other", "other"),
)

Samples = defaultdict[tuple[str, str], list[float]]


def main() -> None:
    """Measure on the server and in the browser, and write the report."""
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        dashboard = stack.enter_context(server.running(Path(home)))
        empty = stack.enter_context(server.running(Path(home), APPS / "empty.py"))
        bare = stack.enter_context(
            server.running(Path(home), APPS / "empty.py", STREAMLIT_RUNNER_POST_SCRIPT_GC="false")
        )
        naive = stack.enter_context(server.running(Path(home), APPS / "naive.py"))
        measure_server(samples, dashboard, {"empty": empty, "bare": bare}, naive)
        measure_browser(samples, dashboard, empty, naive)
    # After the servers have stopped, for it asks for both processors.
    saving.measure(samples)
    report.write(samples, rounds=ROUNDS, clicks=CLICKS, machine=machine())


def measure_server(
    samples: Samples,
    dashboard: server.Server,
    empty: Mapping[str, server.Server],
    naive: server.Server,
) -> None:
    """Clicks over the websocket: each with a choice that nobody has made before."""
    viewers = {
        name: client.open_viewer(dashboard.url, *path.split("?")) for name, path in PAGES.items()
    }
    for name, viewer in viewers.items():
        if name not in (BOARD, TERMS):
            viewer.open_popover("Model of care")
    growths = (f"demand_growth_percent={step / 100:.2f}" for step in itertools.count(101))
    boards = itertools.combinations(SITES, 3)
    floors = {name: client.open_viewer(running.url) for name, running in empty.items()}
    tutorial = client.open_viewer(naive.url)
    choices = {name: new_choices() for name in viewers}
    codes = itertools.cycle(itertools.combinations(CODES, 2))
    for _ in range(ROUNDS):
        for _ in range(CLICKS):
            for name, floor in floors.items():
                note(samples, name, empty[name], floor.rerun)
            for name, viewer in viewers.items():
                if name == BOARD:
                    query = "&".join(f"site={site}" for site in next(boards))
                    click = partial(viewer.visit, query)
                elif name == TERMS:
                    click = partial(viewer.visit, next(growths))
                else:
                    chosen = [MODELS[place] for place in next(choices[name])]
                    click = partial(viewer.choose, "Model of care", chosen)
                note(samples, name, dashboard, click)
            chosen = list(next(codes))
            note(samples, "naive", naive, partial(tutorial.choose, "Model of care", chosen))


def new_choices() -> Iterator[tuple[int, ...]]:
    """Choices of two, three and four models of care, none twice."""
    for size in (2, 3, 4):
        yield from itertools.combinations(range(len(MODELS)), size)


def note(samples: Samples, name: str, running: server.Server, click: client.Click) -> None:
    """One click: its times, its bytes, and the processor time of the server it went to."""
    process = psutil.Process(running.process_id)
    before = sum(process.cpu_times()[:2])
    run = click()
    samples[name, "finished_ms"].append(run.finished_ms)
    samples[name, "received_bytes"].append(run.received_bytes)
    samples[name, "cpu_ms"].append((sum(process.cpu_times()[:2]) - before) * 1e3)
    if run.chart_ms is not None:
        samples[name, "chart_ms"].append(run.chart_ms)


def measure_browser(
    samples: Samples, dashboard: server.Server, empty: server.Server, naive: server.Server
) -> None:
    """Cold loads and clicks in Chromium."""
    with browser.chromium() as chromium:
        pages = {}
        for name, address in (("impacts", f"{dashboard.url}/impacts"), ("naive", naive.url)):
            pages[name] = chromium.new_page(viewport={"width": 1440, "height": 900})
            pages[name].goto(address)
            pages[name].locator(browser.CHART).first.wait_for()
        pages["impacts"].get_by_role("button", name="Model of care", exact=True).click()
        for model, code in REDRAWING:
            samples["impacts", "click_ms"].append(browser.click_ms(pages["impacts"], model))
            samples["naive", "click_ms"].append(browser.click_ms(pages["naive"], code))
        for _ in range(ROUNDS):
            samples["empty", "cold_ms"].append(
                browser.cold_load_ms(chromium, empty.url, "text=Nothing else")
            )
            samples["impacts", "cold_ms"].append(
                browser.cold_load_ms(chromium, f"{dashboard.url}/impacts")
            )
            samples["naive", "cold_ms"].append(browser.cold_load_ms(chromium, naive.url))


def machine() -> str:
    """What it was measured on."""
    gigabytes = round(psutil.virtual_memory().total / 2**30)
    return (
        f"{os.cpu_count()} processors, {gigabytes} GiB, {platform.system()}"
        f" {platform.machine()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
