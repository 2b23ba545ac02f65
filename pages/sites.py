"""Every site in a list, to sort, to open and to take away."""

import streamlit as st

from evidence import site_words
from evidence.html import element
from ui import filter_bar, frame, parameters, sites_download, sites_list, sites_words, wall

LAYOUTS = {"table": "Table", "cards": "Cards"}
POPULATIONS = "Populations count different things, so there is no order by population."


def listed(view, rows, layout, caption):
    if layout == "cards":
        st.html(sites_list.cards(view, rows))
    else:
        st.html(sites_list.table(view, rows, caption))


with frame.page("Sites") as view:
    frame.heading(view, "Sites")
    size = filter_bar.show(view)
    is_empty = not size["n_sites"] and not size["n_groups"]
    if view.on_wall or not is_empty:
        with frame.choices(view):
            sort = parameters.choice("Sort by", "sort", site_words.SORTS, "name")
            if not view.on_wall:
                layout = parameters.choice("Show as", "layout", LAYOUTS, "table")
                sites_download.buttons(view, size, sort)
    if view.on_wall:
        wall.show(view, "sites")
    elif is_empty:
        filter_bar.explain_nothing(view)
    else:
        rows = view.rows("site_list", sort=sort)
        groups = [row for row in rows if row["kind"] == "national_group"]
        sites = rows[: len(rows) - len(groups)]
        shown = sites_list.page_of(sites)
        with st.container(key="card_sites"):
            st.header(f"{len(sites)} of {size['n_all_sites']} sites", anchor=False)
            st.html(sites_words.key([*shown, *groups]))
            listed(view, shown, layout, "Sites")
            sites_list.pager(len(sites))
            rules = f"Order: {site_words.ORDERS[sort]}. {site_words.RULE} {POPULATIONS}"
            st.html(element("p", rules, class_="quiet"))
        with st.container(key="card_groups"):
            st.header(f"{len(groups)} of {size['n_all_groups']} national groups", anchor=False)
            st.html(element("p", site_words.GROUPS, class_="quiet"))
            if groups:
                listed(view, groups, layout, "National groups")
