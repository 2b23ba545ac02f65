"""A case that is being entered: its steps, the rows of a step, and the row that is open."""

from dataclasses import replace
from functools import partial

import streamlit as st

from evidence.html import element, literal
from evidence.store import Store
from evidence.workbench import case_steps, drafts
from evidence.workbench.case_steps import CHECK, STEPS
from evidence.workbench.submission import Entry, Submission
from ui import (
    access,
    add_choices,
    add_clash,
    add_fields,
    add_form,
    add_judged,
    add_saved,
    add_search,
    add_send,
    identity,
    parameters,
)
from ui.add_form import Form
from ui.view import View

# More rows than this are corrected on the page of the upload, or one step at a time.
LISTED_AT_MOST = 200
# The step's first table, and the parameter of the address that keeps which row of it was chosen.
CHOSEN = {"source": "of_source", "site": "of_site"}
# Once all of the draft was looked at, its fields say too what is missing in them.
CHECKED = "checked"
NOTHING_CHOSEN = {
    "source": "A source that is in the set already",
    "site": "A site that is in the set already",
}


def show(view: View, store: Store, item: Submission) -> None:
    """Draw the steps, and the one that the address names."""
    asked = {name: step.title for name, step in STEPS.items() if _is_offered(item, name)}
    step = parameters.choice("Step", "step", asked, "source", label_visibility="collapsed")
    add_saved.show(item)
    judged = add_judged.of_draft(store, item, now=step == CHECK)
    if step == CHECK:
        parameters.set_one(CHECKED, "yes")
        add_send.check(view, store, item, judged)
        return
    _draw_step(view, item, step, judged)
    _walk(list(asked), step)


def _is_offered(item: Submission, name: str) -> bool:
    if name != "terms":
        return True
    entered = any(entry.table in STEPS["terms"].tables for entry in item.entries)
    return entered or st.query_params.get("step") == "terms"


def _is_checked() -> bool:
    return st.query_params.get(CHECKED) == "yes"


def _draw_step(view: View, item: Submission, name: str, judged: add_judged.Judged) -> None:
    step = STEPS[name]
    rows = [entry for entry in item.entries if entry.table in step.tables]
    opened = _opened(rows)
    with st.container(key="card_add_step"):
        st.html(element("p", step.advice))
        if name in CHOSEN:
            _existing(view, name)
        _list(view, item, name, rows, opened, judged)
        _add(view, item, step.tables)
    if opened is not None:
        table = view.model.package.tables[opened.table]
        add_clash.show(view, access.store(), item, opened, table)
        with st.container(key="card_add_row"):
            _row(view, item, opened, judged)


def _opened(rows: list[Entry]) -> Entry | None:
    asked = st.query_params.get("entry", "")
    found = [entry for entry in rows if str(entry.place) == asked]
    return next(iter(found or rows), None)


def _existing(view: View, step: str) -> None:
    """The published source or site that the rows of this case are about."""
    table = STEPS[step].tables[0]
    parameter = CHOSEN[step]
    known = add_choices.published(view.model, table)
    key = f"add_{parameter}"
    asked = st.query_params.get(parameter)
    asked = asked if asked in known else None
    with st.container(key=f"add_long_{step}"):
        offered = {asked: known[asked]} if asked else add_search.box(table, f"{key}_search", known)
        if not offered:
            return
        st.session_state[key] = asked
        st.selectbox(
            NOTHING_CHOSEN[step],
            list(offered),
            index=None,
            key=key,
            format_func=lambda value: known[value].words,
            placeholder="Choose",
            on_change=lambda: parameters.set_one(parameter, st.session_state[key]),
        )
    if asked:
        st.html(element("p", "New rows of this case begin with it.", class_="quiet"))


def _list(
    view: View,
    item: Submission,
    step: str,
    rows: list[Entry],
    opened: Entry | None,
    judged: add_judged.Judged,
) -> None:
    if opened is None:
        st.html(element("p", "Nothing is entered in this step yet.", class_="quiet"))
        return
    listed = {entry.place: entry for entry in rows[:LISTED_AT_MOST]}
    listed.setdefault(opened.place, opened)
    numbers = {entry.place: number for number, entry in enumerate(rows, 1)}
    key = f"add_rows_{step}"
    st.session_state[key] = opened.place
    checked = _is_checked()
    st.radio(
        "Rows of this step",
        list(listed),
        key=key,
        # Numbered, since Streamlit tells two rows with the same words apart by nothing else.
        format_func=lambda place: literal(f"{numbers[place]}. {_words(view, listed[place])}"),
        captions=[_n_problems(len(judged.of(place))) if checked else "" for place in listed],
        on_change=lambda: parameters.set_one("entry", str(st.session_state[key])),
    )
    if len(rows) > LISTED_AT_MOST:
        st.caption(f"The first {LISTED_AT_MOST} of {len(rows):,} rows.")


def _words(view: View, entry: Entry) -> str:
    if entry.row is None:
        return f"{case_steps.noun(entry.table)}: {entry.row_id}, to be removed"
    return add_choices.row_words(view, entry)


def _n_problems(n: int) -> str:
    return "" if not n else "1 problem" if n == 1 else f"{n} problems"


def _add(view: View, item: Submission, tables: tuple[str, ...]) -> None:
    with st.container(horizontal=True, key="add_more"):
        for name in tables:
            st.button(
                f"Add {case_steps.NOUNS[name]}",
                key=f"add_new_{name}",
                on_click=partial(add_form.attempt, partial(_new_row, view, item, name)),
            )


def _new_row(view: View, item: Submission, name: str) -> None:
    package = view.model.package
    chosen = {
        STEPS[step].tables[0]: st.query_params.get(parameter, "")
        for step, parameter in CHOSEN.items()
    }
    values = case_steps.first_values(package.tables[name], item.entries, chosen)
    add_form.add_row(item, name, values)


def _row(view: View, item: Submission, entry: Entry, judged: add_judged.Judged) -> None:
    table = view.model.package.tables[entry.table]
    form = Form(
        table,
        entry,
        item,
        problems=judged.of(entry.place),
        shows_all=_is_checked(),
        entries=item.entries,
    )
    st.header(literal(_words(view, entry)), anchor=False)
    st.html(element("p", table.description, class_="quiet"))
    if entry.row is not None:
        add_fields.show(view, form)
        beside(view, form, judged)
    with st.container(horizontal=True, key="add_row_actions"):
        if entry.row is not None and not entry.row_id:
            st.button(
                "Copy as a new row",
                key="add_copy",
                on_click=partial(add_form.attempt, partial(_copy, item, form)),
            )
        offer_new_source(form)
        st.button(
            "Take this row out" if not entry.row_id else "Take this change out",
            key="add_drop",
            on_click=partial(add_form.attempt, partial(_drop, item, entry)),
        )


def offer_new_source(form: Form) -> None:
    """A button for each field of the row that names a source, which begins a new one beneath it."""
    for key in form.table.foreign_keys:
        if key.table == "sources" and form.entry.row is not None:
            title = form.table.field(key.field).title.lower()
            st.button(
                f"Enter a new {title}",
                key=f"add_new_{key.field}",
                on_click=partial(add_form.attempt, partial(add_form.new_source, form, key.field)),
            )


def beside(view: View, form: Form, judged: add_judged.Judged) -> None:
    """The new source of the row, beneath it, where one was begun here."""
    asked = st.query_params.get("beside", "")
    entry = next((each for each in form.entries if str(each.place) == asked), None)
    if entry is None or entry.place == form.entry.place or entry.row is None:
        return
    table = view.model.package.tables[entry.table]
    with st.container(key="add_beside_row"):
        st.subheader(literal(_words(view, entry)), anchor=False)
        add_fields.show(
            view,
            replace(form, table=table, entry=entry, problems=judged.of(entry.place)),
        )


def _copy(item: Submission, form: Form) -> None:
    add_form.add_row(item, form.table.name, add_form.copied(add_form.present(form)))


def _drop(item: Submission, entry: Entry) -> None:
    drafts.drop(access.store(), identity.person(), item.submission_id, entry.place)
    parameters.set_one("entry", None)


def _walk(names: list[str], step: str) -> None:
    place = names.index(step)
    with st.container(horizontal=True, key="add_walk"):
        if place:
            st.button(
                f"Back: {STEPS[names[place - 1]].title}",
                key="add_back",
                on_click=partial(_go, names[place - 1]),
            )
        st.button(
            f"Next: {STEPS[names[place + 1]].title}",
            key="add_next",
            type="primary",
            on_click=partial(_go, names[place + 1]),
        )


def _go(step: str) -> None:
    parameters.set_one("step", None if step == "source" else step)
    parameters.set_one("entry", None)
