"""What the rules say about a draft, asked when it changes and never at a keystroke."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from evidence.rules import Problem
from evidence.store import Store
from evidence.workbench import judge
from evidence.workbench.submission import Submission
from ui import add_form

_KEPT = "add_judged"


@dataclass(frozen=True)
class Judged:
    """The problems of a draft by the place of the row; of rows that are not its own under 0."""

    stamp: tuple[str, int, int]
    by_place: Mapping[int, list[Problem]]

    def of(self, place: int) -> tuple[Problem, ...]:
        """The problems of one row."""
        return tuple(self.by_place.get(place, ()))

    @property
    def count(self) -> int:
        """How many problems there are."""
        return sum(len(each) for each in self.by_place.values())


def of_draft(store: Store, item: Submission, *, now: bool = False) -> Judged:
    """The problems of the draft; after a keystroke those found before it, unless asked ``now``."""
    stamp = (item.submission_id, item.version, store.revision())
    typing = add_form.is_typing()
    kept: Judged | None = st.session_state.get(_KEPT)
    same_draft = kept is not None and kept.stamp[0] == item.submission_id
    if kept is not None and (kept.stamp == stamp or (same_draft and typing and not now)):
        return kept
    if typing and not now:
        return Judged((item.submission_id, -1, -1), {})
    judged = Judged(stamp, judge.problems_by_entry(store, item))
    st.session_state[_KEPT] = judged
    return judged
