"""Every chart that a page draws meets Plotly's own schema; at a click nobody checks it."""

import json

import plotly.graph_objects as go
import pytest

from tests.pages.opening import open_page

PAGES = {
    "dashboard.py": {},
    "pages/impacts.py": {},
    "pages/site.py": {"site": "cambridgeshire-unitingcare"},
}


@pytest.mark.parametrize("script", PAGES)
def test_charts_meet_the_schema_and_have_words(script: str) -> None:
    app = open_page(script, **PAGES[script])
    charts = app.get("plotly_chart")
    assert charts
    for chart in charts:
        spec = json.loads(chart.proto.spec)
        assert go.Figure(spec).data
        assert spec["layout"]["template"] == {}
        assert len(chart.proto.alt) > 20
