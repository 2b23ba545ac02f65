"""Opens a page in Streamlit's AppTest, as a link would."""

from streamlit.testing.v1 import AppTest

from evidence import ROOT


def open_page(script: str = "dashboard.py", **query: str | list[str]) -> AppTest:
    """A page after its first run: ``open_page("pages/sites.py", model_type=["mcp"])``."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if script != "dashboard.py":
        app.switch_page(script)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """Everything that the page wrote by ``st.html``."""
    return "\n".join(element.proto.body for element in app.get("html"))
