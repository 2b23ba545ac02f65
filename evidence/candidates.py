"""What a change makes wrong: the problems of the rows that it touches, and new ones elsewhere."""

from collections.abc import Callable, Collection

from evidence.rules import Candidate, Problem
from evidence.schema import Package


def new_problems(
    check: Callable[[Package, Candidate], list[Problem]],
    package: Package,
    *,
    before: Candidate,
    after: Candidate,
    touched: Collection[tuple[str, str]],
) -> list[Problem]:
    """The problems of ``after``, without those of untouched rows that ``before`` had already.

    The rules are asked about ``before`` only where an untouched row has a problem.

    Args:
        check: the rules.
        package: the schema.
        before: the rows as they are.
        after: the rows as they shall be.
        touched: file and row id of the rows that differ.
    """
    problems = check(package, after)
    if all((problem.file, problem.row_id) in touched for problem in problems):
        return problems
    known = set(check(package, before))
    return [
        problem
        for problem in problems
        if problem not in known or (problem.file, problem.row_id) in touched
    ]
