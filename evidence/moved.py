"""What moved between two revisions of the data in what a view shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import filters as filter_language
from evidence.filters import FACETS, Filters
from evidence.read_model import ReadModel

FINDINGS = "findings"
# The pages about the sites that their address names; the record of one site heeds no filter.
OF_SITES = ("site", "compare")
UNFILTERED = ("site",)


@dataclass(frozen=True)
class Moved:
    """How many findings of a view are new, changed or removed, and how much else it rests on.

    Attributes:
        new: findings that only the newer data show in this view.
        changed: findings that both show, with another value in any of their columns.
        removed: findings that only the older data show in this view.
        others: rows of all other kinds (sites, contracts, sources and the like) that differ.
    """

    new: int = 0
    changed: int = 0
    removed: int = 0
    others: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything moved."""
        return self != Moved()

    @property
    def words(self) -> str:
        """As in '2 findings new, 1 changed, 0 removed; 1 other entry differs'."""
        findings = "1 finding" if self.new == 1 else f"{self.new} findings"
        said = f"{findings} new, {self.changed} changed, {self.removed} removed"
        if not self.others:
            return said
        if not (self.new or self.changed or self.removed):
            said = "no finding new, changed or removed"
        entries = (
            "1 other entry differs" if self.others == 1 else f"{self.others} other entries differ"
        )
        return f"{said}; {entries}"


def since(old: ReadModel, new: ReadModel, filters: Filters, columns: Sequence[str] = ()) -> Moved:
    """Compare, row by row and value by value, what the same view rests on in two revisions.

    Args:
        old: the data as they were.
        new: the data as they are.
        filters: what the view selects; a value that one of the revisions lacks selects nothing
            there.
        columns: the sites or groups that the view is about, as the comparison's address names
            them; none for a view of all that is selected.
    """
    before, after = (_rows(model, filters, columns) for model in (old, new))
    differing = {place for place in before.keys() & after.keys() if before[place] != after[place]}
    appeared, gone = after.keys() - before.keys(), before.keys() - after.keys()
    return Moved(
        new=_findings(appeared),
        changed=_findings(differing),
        removed=_findings(gone),
        others=sum(each[0] != FINDINGS for each in (*appeared, *differing, *gone)),
    )


def in_view(
    old: ReadModel, new: ReadModel, page: str, parameters: Mapping[str, Sequence[str]]
) -> Moved:
    """As ``since``, for the view at an address.

    Args:
        old: the data as they were.
        new: the data as they are.
        page: the page's name in its address.
        parameters: every value of every parameter of the address.
    """
    known = [model.known_values() for model in (old, new)]
    either = {facet: frozenset().union(*(each[facet] for each in known)) for facet in FACETS}
    filters, _ = filter_language.from_query({} if page in UNFILTERED else parameters, either)
    return since(old, new, filters, parameters.get("site", ()) if page in OF_SITES else ())


def _rows(model: ReadModel, filters: Filters, columns: Sequence[str]) -> dict[tuple[str, str], str]:
    rows = model.rows("scene_rows", filters, columns=list(columns))
    return {(row["table_name"], row["row_id"]): row["fingerprint"] for row in rows}


def _findings(places: set[tuple[str, str]]) -> int:
    return sum(table == FINDINGS for table, _ in places)
