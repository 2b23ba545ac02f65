"""Reported impacts: every finding on the scale it belongs to."""

import streamlit as st

from evidence.charts import glyphs, impacts_panels
from evidence.html import element
from evidence.scenes.impacts import GROUPS
from ui import filter_bar, frame, impact_cards, impact_receipt, parameters, screen, wall

with frame.page("Impacts") as view:
    frame.heading(view, "Reported impacts")
    size = filter_bar.show(view)
    if not view.on_wall and not size["n_findings"]:
        filter_bar.explain_nothing(view)
    else:
        with frame.choices(view):
            group = parameters.choice("Group by", "group_by", GROUPS, "outcome_domain")
            rows = view.rows("impacts", group_by=group)
            faint = impact_cards.faint(rows)
            panels = impacts_panels.panels(rows)
            chosen = st.query_params.get("finding")
            kind, panel_key = impact_cards.place(panels, chosen) if panels else ("", None)
    if view.on_wall:
        wall.show(view, "impacts")
    elif size["n_findings"]:
        shown = [panel for panel in panels if panel.kind == kind]
        drawn = impact_cards.opened(shown, panel_key)
        st.html(
            glyphs.key([row["direction"] for row in rows], [row["evidence_status"] for row in rows])
        )
        window = screen.narrow_width()
        with st.container(key="impacts"):
            charts, beside = st.columns([893, 447])
            with charts:
                for panel in drawn:
                    impact_cards.show(
                        view,
                        panel,
                        of=size["n_all_findings"],
                        window=window,
                        chosen=chosen,
                        faint=faint,
                    )
                impact_cards.closed([panel for panel in shown if panel not in drawn])
                st.html(element("p", impacts_panels.ORDER_RULE, " ", impacts_panels.FALLING_BACK))
            with beside:
                receipts = view.rows("impact_receipt", finding_id=chosen) if chosen else []
                impact_receipt.show(view, receipts[0] if receipts else None)
