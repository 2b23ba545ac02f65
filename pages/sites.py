"""Every site in a list, to sort, to open and to take away."""

import streamlit as st

from evidence.html import element
from ui import filter_bar, frame, parameters, sites_download, sites_list, sites_words

SORTS = {
    "name": "Name",
    "model": "Model of care",
    "findings": "Number of findings",
    "event": "Last event",
    "contract": "Contract status",
}
LAYOUTS = {"table": "Table", "cards": "Cards"}
ORDERS = {
    "name": "by name",
    "model": "by model of care, then by name",
    "findings": "by number of findings, most first, then by name",
    "event": "by last event, newest first, then by name; sites without a dated event last",
    "contract": "by the status of the contract, live first, then by name; sites without one last",
}
RULES = (
    "One mark an outcome: the findings of the strongest evidence status that the outcome has there,"
    " merged to the direction that at least 70% of them share, else to mixed. Populations count"
    " different things, so there is no order by population."
)

GROUPS = (
    "Several sites or studies reported together. They overlap with the sites above, so they are"
    " never counted with them."
)


def listed(view, rows, layout, caption):
    if layout == "cards":
        st.html(sites_list.cards(view, rows))
    else:
        st.html(sites_list.table(view, rows, caption))


with frame.page("Sites") as view:
    frame.heading("Sites")
    size = filter_bar.show(view)
    if size["n_sites"] or size["n_groups"]:
        with st.container(horizontal=True, vertical_alignment="bottom", key="screen-only_choices"):
            sort = parameters.choice("Sort by", "sort", SORTS, "name")
            layout = parameters.choice("Show as", "layout", LAYOUTS, "table")
            sites_download.buttons(view, size, sort)
        rows = view.rows("site_list", sort=sort)
        groups = [row for row in rows if row["kind"] == "national_group"]
        sites = rows[: len(rows) - len(groups)]
        shown = sites_list.page_of(sites)
        with st.container(key="card_sites"):
            st.header(f"{len(sites)} of {size['n_all_sites']} sites", anchor=False)
            st.html(sites_words.key([*shown, *groups]))
            listed(view, shown, layout, "Sites")
            sites_list.pager(len(sites))
            st.html(element("p", f"Order: {ORDERS[sort]}. {RULES}", class_="quiet"))
        with st.container(key="card_groups"):
            st.header(f"{len(groups)} of {size['n_all_groups']} national groups", anchor=False)
            st.html(element("p", GROUPS, class_="quiet"))
            if groups:
                listed(view, groups, layout, "National groups")
    else:
        filter_bar.explain_nothing(view)
