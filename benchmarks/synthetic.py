"""As many findings as a benchmark wants: the real ones again and again, under new ids."""

import itertools
from collections.abc import Mapping, Sequence

from evidence import DATA, folder
from evidence.schema import Package

Rows = dict[str, list[dict[str, str]]]


def real_rows(package: Package) -> Rows:
    """The rows of the data folder by table."""
    candidate, problems = folder.read_folder(DATA, package)
    if problems:
        raise ValueError(f"mend the data folder first: {problems[0]}")
    return {name: [dict(row.values) for row in rows] for name, rows in candidate.items()}


def more_findings(findings: Sequence[Mapping[str, str]], count: int) -> list[dict[str, str]]:
    """So many further findings, each like a real one but for its id and its words."""
    ids = {row["finding_id"] for row in findings}
    made = []
    for number, row in zip(range(count), itertools.cycle(findings), strict=False):
        finding_id = f"made-{number:06d}"
        if finding_id in ids:
            raise ValueError(f"{finding_id} is the id of a real finding")
        # Two findings of a site may not say the same.
        own = {name: f"{row[name]} ({number})" for name in ("measure", "statement")}
        made.append({**row, **own, "label": f"made {number}", "finding_id": finding_id})
    return made


def with_findings(real: Rows, count: int) -> Rows:
    """The real set with findings added, or left out, until there are so many."""
    kept = real["findings"][:count]
    return {**real, "findings": [*kept, *more_findings(kept, count - len(kept))]}
