"""What the counts of a selection leave out, in words."""

from collections.abc import Mapping
from typing import Any


def note(row: Mapping[str, Any]) -> str:
    """What a row of ``queries/in_short.sql`` leaves out."""
    nobody = "" if row["n_sites"] else "No site is selected, only national groups. "
    return (
        f"{nobody}As the filters stand. National groups overlap with the sites in them, so no"
        f" count of sites includes them; {row['n_group_findings']} of the findings are theirs."
    )
