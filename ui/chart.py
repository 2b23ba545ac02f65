"""The one way a chart gets onto a page."""

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st
from plotly.basedatatypes import BaseFigure

Chosen = Mapping[str, Any]


class _Drawn(BaseFigure):
    """A plain figure that Streamlit hands on as it is.

    Given a dict, Streamlit builds a Plotly figure from it at every click, only to check it; the
    tests check every figure against the same schema once.
    """

    def __init__(self, figure: Mapping[str, Any]) -> None:
        """Keep the figure; none of Plotly's own attributes are made."""
        object.__setattr__(self, "_figure", figure)

    def to_dict(self) -> dict[str, Any]:
        """The figure itself."""
        return dict(object.__getattribute__(self, "_figure"))


def draw(
    figure: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    width: int | Literal["stretch"] = "stretch",
    on_select: Any = "ignore",
) -> Chosen | None:
    """Draw a plain figure.

    Args:
        figure: a dict with ``data`` and ``layout``.
        key: the chart's own name on the page.
        alt: what it shows, for those who do not see it.
        width: "stretch" or pixels.
        on_select: as for ``st.plotly_chart``; a click selects one mark.

    Returns:
        What is selected where ``on_select`` asks for a rerun, else None.
    """
    chosen = st.plotly_chart(
        _Drawn(figure),
        theme=None,
        width=width,
        key=key,
        alt=alt,
        on_select=on_select,
        selection_mode="points",
        config={"displayModeBar": False},
    )
    return chosen if isinstance(chosen, Mapping) else None
