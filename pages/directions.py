"""Directions: which way results point, by site and outcome, or as a harvest plot."""

from evidence.scenes import directions
from ui import (
    directions_cards,
    directions_harvest,
    filter_bar,
    frame,
    parameters,
    survival,
    wall,
)

with frame.page("Directions") as view:
    frame.heading(view, "Which way results point")
    size = filter_bar.show(view)
    step = survival.chosen()
    counts = view.rows("directions_counts", step=step)
    if not view.on_wall and not size["n_findings"]:
        filter_bar.explain_nothing(view)
    else:
        with frame.choices(view):
            picture = parameters.choice("Picture", "picture", directions.PICTURES, "directions")
            if picture == "harvest":
                outcome = directions_harvest.ask_outcome(counts)
                bars = (
                    view.rows("harvest", outcome_domain=outcome["outcome_domain"], step=step)
                    if outcome
                    else []
                )
                survival.ask(directions.left_at_steps(bars))
            else:
                merged = view.one("directions_size")
                survival.ask(directions_cards.left(merged))
        if view.on_wall:
            wall.show(view, "directions")
        elif picture == "harvest" and outcome:
            directions_harvest.show(view, outcome, bars, size["n_all_findings"])
        elif picture == "directions":
            rows = view.rows("directions", step=step)
            directions_cards.show(view, merged, rows, counts, size["n_all_findings"])
