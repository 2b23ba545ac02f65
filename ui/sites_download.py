"""Buttons that hand out the list of sites as a file, made when the button is pressed."""

import datetime

import streamlit as st

from evidence.exports import sites_file
from evidence.read_model import Row
from ui import filter_bar
from ui.view import View

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(view: View, size: Row, sort: str) -> None:
    """Draw the two buttons; the files hold all selected sites, in the chosen order.

    Nothing where rows in review are shown: a file could be taken for published data.
    """
    if not view.is_published:
        return
    name = f"vanguard-evidence-sites-revision-{view.model.revision}"

    def csv_file() -> bytes:
        return sites_file.csv_file(view.rows("site_list", sort=sort), view.model.package)

    def workbook() -> bytes:
        return sites_file.workbook(
            view.rows("site_list", sort=sort),
            view.rows("site_list_sources"),
            _about(view, size),
            view.model.package,
        )

    st.download_button(
        "Download CSV", csv_file, f"{name}.csv", "text/csv", key="sites_csv", on_click="ignore"
    )
    st.download_button(
        "Download Excel", workbook, f"{name}.xlsx", EXCEL, key="sites_excel", on_click="ignore"
    )


def _about(view: View, size: Row) -> list[tuple[str, str]]:
    return sites_file.about_lines(
        title=view.model.package.title,
        selected=filter_bar.in_words(size),
        filters=view.words(),
        revision=view.model.revision,
        revised_on=view.revised_at[:10],
        made_on=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    )
