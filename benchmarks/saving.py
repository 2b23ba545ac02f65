"""Measures saving: a save and its appearance elsewhere, an import of 10,000 rows, the read model.

A save is made in this process and awaited in another one, which looks at the revision number all
the time and then makes its read model anew, as a server does at the next click.
"""

import multiprocessing
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from benchmarks import synthetic
from benchmarks.synthetic import Rows
from evidence import DATA, folder, folder_export, folder_import, rules, schema, seed
from evidence.exports import whole_set
from evidence.read_model import ReadModel
from evidence.schema import Package
from evidence.store import Change, Store
from evidence.workbench import person, readings, roles
from tests.postgres import PostgresServer

SAVES = 20
IMPORTED = 10_000
SIZES = (300, 10_000, 100_000)
# The larger, the longer it takes, and the less it varies.
TIMES_AT_SIZE = {300: 5, 10_000: 3, 100_000: 1}
AUTHOR = person.local("benchmark")

Samples = defaultdict[tuple[str, str], list[float]]


def measure(samples: Samples) -> None:
    """All three, into the samples under "sqlite", "postgresql", "import" and "model N"."""
    package = schema.load_package()
    real = synthetic.real_rows(package)
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        urls = {"sqlite": "", "postgresql": stack.enter_context(postgres())}
        for name, url in urls.items():
            home = Path(place) / name
            home.mkdir()
            measure_saves(samples, name, home, url, package)
        measure_import(samples, Path(place) / "import", package, real)
    for size in SIZES:
        rows = synthetic.with_findings(real, size)
        for _ in range(TIMES_AT_SIZE[size]):
            took(samples, f"model {size}", "made_ms", partial(ReadModel, package, rows))


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database of a server of this run's own."""
    place = Path(tempfile.mkdtemp(prefix="evidence-postgres-"))
    try:
        server = PostgresServer(place)
        server.start()
        try:
            yield server.new_database()
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(place)


def took(samples: Samples, name: str, measured: str, work: Callable[[], object]) -> None:
    """Note how many milliseconds the work takes."""
    began = time.monotonic()
    work()
    samples[name, measured].append((time.monotonic() - began) * 1e3)


def measure_saves(samples: Samples, name: str, home: Path, url: str, package: Package) -> None:
    """One changed cell a save: until it is saved, and until the other process shows it."""
    with closing(Store(home, package, url=url)) as store:
        seed.synchronise(store, DATA)
        let(store)
        here, there = multiprocessing.Pipe()
        other = multiprocessing.get_context("spawn").Process(target=follow, args=(home, url, there))
        other.start()
        here.recv()
        site = store.tables()["sites"][0]
        for number in range(SAVES):
            changed = {**site, "name": f"{site['name']} {number}"}
            change = Change("sites", site["site_id"], changed)
            began = time.monotonic()
            store.commit(
                [change], author=AUTHOR.person_id, message="Benchmark", save_id=f"save {number}"
            )
            saved = time.monotonic()
            shown: float = here.recv()
            samples[name, "saved_ms"].append((saved - began) * 1e3)
            samples[name, "shown_ms"].append((shown - began) * 1e3)
        here.send("end")
        other.join()


def follow(home: Path, url: str, told: Connection) -> None:
    """Show each new revision as soon as it is there, and tell when; the clock is the system's."""
    with closing(Store(home, schema.load_package(), url=url)) as store:
        shown = store.revision()
        told.send(None)
        while not told.poll(0.001):
            newest = store.revision()
            if newest != shown:
                entered = readings.readings(store, newest)
                ReadModel(store.package, store.tables(), revision=newest, readings=entered)
                told.send(time.monotonic())
                shown = newest


def measure_import(samples: Samples, place: Path, package: Package, real: Rows) -> None:
    """10,000 further findings: a bare load of the files, the checks alone, and the whole import."""
    with closing(Store(place / "home", package)) as store:
        seed.synchronise(store, DATA)
        let(store)
        package_file = folder_export.package_bytes(package, DATA)
        folder_export.write(place / "in", folder_export.files(store, package_file))
        made = synthetic.more_findings(real["findings"], IMPORTED)
        add_to_csv(place / "in", package, made)
        candidate, _ = folder.read_folder(place / "in", package)
        took(samples, "import", "loaded_ms", lambda: bare_load(place / "in", package))
        took(samples, "import", "checked_ms", lambda: refuse(rules.check(package, candidate)))
        took(samples, "import", "compared_ms", lambda: folder_import.compare(store, place / "in"))
        difference = folder_import.compare(store, place / "in")
        took(
            samples,
            "import",
            "saved_ms",
            lambda: folder_import.save(store, difference, AUTHOR, "Benchmark"),
        )


def add_to_csv(place: Path, package: Package, findings: list[dict[str, str]]) -> None:
    """Write further lines at the end of findings.csv."""
    table = package.tables["findings"]
    _, _, lines = whole_set.table_csv(table, findings).partition(b"\n")
    path = place / table.path
    path.write_bytes(path.read_bytes() + lines)


def bare_load(place: Path, package: Package) -> None:
    """The same files as DuckDB reads them by itself, every column's type found by looking."""
    with duckdb.connect(config={"threads": 1}) as connection:
        for table in package.tables.values():
            connection.execute(
                f'create table "{table.name}" as from read_csv($path)',
                {"path": str(place / table.path)},
            )


def refuse(problems: list[rules.Problem]) -> None:
    """Make sure that what is measured is a clean set."""
    if problems:
        raise ValueError(f"{len(problems)} problems, the first: {problems[0]}")


def let(store: Store) -> None:
    """Let the benchmark save."""
    with store.writing() as connection:
        roles.note_person(connection, AUTHOR)
        roles.give(connection, AUTHOR.person_id, "owner", by=AUTHOR.person_id)
