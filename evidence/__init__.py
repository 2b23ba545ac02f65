"""Vanguard Evidence: the library behind the dashboard. It knows nothing of Streamlit."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = ROOT / "queries"
