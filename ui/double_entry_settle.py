"""Where the two differ, side by side, and what a third person decides, cell by cell."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence.html import Markup, element, literal
from evidence.store import Store
from evidence.workbench import double_entry, double_entry_publishing
from evidence.workbench.agreement import Pair
from evidence.workbench.double_entry_publishing import Compared
from evidence.workbench.double_entry_settling import Settling, Side
from evidence.workbench.limits import LONGEST_MESSAGE
from ui import (
    cell_words,
    double_entry_alone,
    double_entry_cell,
    identity,
    pager,
    parameters,
    review_words,
    scenes_saving,
    site_tables,
)
from ui.view import View

# More would send over 25 kB at each decision.
PAGE_SIZE = 3
# One pair, or one finding of one person alone.
Place = tuple[Pair | None, Side, int]


def show(view: View, store: Store, seen: Compared) -> None:
    """Draw each difference and each finding of one alone, and what publishes the settled ones."""
    may_settle = (
        identity.may("reviewer")
        and not seen.task.is_one_of_two(identity.person())
        and not seen.task.closed_at
    )
    if not seen.task.closed_at and not may_settle:
        _why_not(seen)
    places = _places(seen)
    last = pager.last_page(len(places), PAGE_SIZE)
    page = parameters.page_number("list_page", last)
    for pair, side, place in places[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]:
        if pair is not None:
            _pair(view, store, seen, pair, may_settle=may_settle)
        else:
            double_entry_alone.show(view, store, seen, side, place, may_settle=may_settle)
    _pager(page, last)
    if may_settle:
        _parted(view, store, seen)
        _publish(store, seen)


def _why_not(seen: Compared) -> None:
    if seen.task.is_one_of_two(identity.person()):
        st.info("You entered this source, so a third person settles where you differ.")
    else:
        st.info(literal(identity.why_not("reviewer")))


def _places(seen: Compared) -> list[Place]:
    """What there is to settle, the pairs first; then the pairs that are alike."""
    found = seen.agreement
    pairs = sorted(found.pairs, key=lambda pair: not pair.differing)
    differing: list[Place] = [(pair, "first", 0) for pair in pairs if pair.differing]
    alike: list[Place] = [(pair, "first", 0) for pair in pairs if not pair.differing]
    alone: list[Place] = [(None, "first", place) for place in found.only_first]
    alone += [(None, "second", place) for place in found.only_second]
    return [*differing, *alone, *alike]


def _pager(page: int, last: int) -> None:
    if last < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="double_entry_pages"):
        for words, to in (("Earlier findings", page - 1), ("Further findings", page + 1)):
            st.button(
                words,
                key=f"double_entry_{words.split()[0].lower()}",
                disabled=not 1 <= to <= last,
                on_click=parameters.setter("list_page", str(to)),
            )
        st.html(element("p", f"Page {page} of {last}"))


def _pair(view: View, store: Store, seen: Compared, pair: Pair, *, may_settle: bool) -> None:
    table = view.model.package.tables["findings"]
    first, second = seen.first[pair.first], seen.second[pair.second]
    where = (pair.first, pair.second)
    with st.container(key=f"card_double_entry_{pair.first}_{pair.second}"):
        n = len(pair.differing)
        st.subheader(literal(review_words.row(view, "findings", first)), anchor=False)
        differing = f"{review_words.counted(n, 'cell')} entered differently"
        st.html(element("p", differing if n else "Both entered the same.", class_="quiet"))
        if not may_settle and n:
            st.html(_side_by_side(view, seen, pair))
        if may_settle and n:
            for name in pair.differing:
                double_entry_cell.show(
                    view, store, seen, where, table.field(name), (first[name], second[name])
                )
            with st.container(horizontal=True, key=f"double_entry_more_{where}"):
                for who, row in ((seen.task.first_name, first), (seen.task.second_name, second)):
                    st.button(
                        literal(f"Take everything of {who}"),
                        key=f"double_entry_all_{where}_{row is second}",
                        on_click=partial(
                            _decide,
                            store,
                            seen,
                            partial(_take_all, pair=pair, row=row),
                            f"Taken as {who} entered it.",
                        ),
                    )
                st.button(
                    "These are two findings",
                    key=f"double_entry_apart_{where}",
                    on_click=partial(
                        _decide,
                        store,
                        seen,
                        partial(_part, pair=where, is_apart=True),
                        "They are two findings now, each to keep or to leave out.",
                    ),
                )
        same = [field for field in table.fields if field.name not in pair.differing]
        st.html(double_entry_cell.folded(view, table, same, first))


def _side_by_side(view: View, seen: Compared, pair: Pair) -> Markup:
    table = view.model.package.tables["findings"]
    decided = seen.task.settled.cells.get((pair.first, pair.second), {})
    rows = [
        (
            table.field(name).title,
            *(
                cell_words.said(view, table, table.field(name), row[name])
                for row in (seen.first[pair.first], seen.second[pair.second])
            ),
            cell_words.said(view, table, table.field(name), decided[name])
            if name in decided
            else element("span", "not settled", class_="quiet"),
        )
        for name in pair.differing
    ]
    headings = ("Field", seen.task.first_name, seen.task.second_name, "Settled")
    return site_tables.table("Where the two differ", headings, rows)


def _take_all(settled: Settling, pair: Pair, row: Mapping[str, str]) -> Settling:
    for name in pair.differing:
        settled = settled.with_cell((pair.first, pair.second), name, row[name])
    return settled


def _part(settled: Settling, pair: tuple[int, int], is_apart: bool) -> Settling:
    return settled.with_apart(pair, is_apart)


def _decide(store: Store, seen: Compared, change: partial[Settling], said: str) -> None:
    person, task_id = identity.person(), seen.task.double_entry_id
    scenes_saving.attempt(lambda: double_entry.decide(store, person, task_id, change), said)


def _parted(view: View, store: Store, seen: Compared) -> None:
    """The pairs that were said to be two findings, each with the way back."""
    for first, second in sorted(seen.task.settled.apart):
        words = review_words.row(view, "findings", seen.first.get(first, {}))
        st.button(
            literal(f"“{words}” is one finding after all"),
            key=f"double_entry_join_{first}_{second}",
            on_click=partial(
                _decide,
                store,
                seen,
                partial(_part, pair=(first, second), is_apart=False),
                "It is one finding again.",
            ),
        )


def _publish(store: Store, seen: Compared) -> None:
    with st.container(key="card_double_entry_publish"):
        st.header("Publish the settled findings", anchor=False)
        if seen.n_open:
            missing = review_words.counted(seen.n_open, "decision")
            st.html(element("p", element("strong", f"{missing} still missing.")))
        else:
            for problem in double_entry_publishing.problems(store, seen):
                st.html(element("p", str(problem), class_="fault"))
        key = f"double_entry_comment_{seen.task.double_entry_id}"
        st.text_area(
            "Comment, which is published as the reason (required)",
            key=key,
            max_chars=LONGEST_MESSAGE,
            height=100,
        )
        scenes_saving.outcome("double_entry_publish")
        st.button(
            "Publish",
            key="double_entry_publish",
            type="primary",
            on_click=partial(_published, store, seen, key),
        )


def _published(store: Store, seen: Compared, key: str) -> None:
    def settle() -> str:
        comment = str(st.session_state.get(key, ""))
        revision = double_entry_publishing.settle(
            store, identity.person(), seen.task.double_entry_id, comment=comment
        )
        if revision is None:
            return "Settled: no finding was kept, so nothing was published."
        return f"Settled and published as revision {revision.number}."

    scenes_saving.attempt(settle, place="double_entry_publish")
