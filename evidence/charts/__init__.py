"""Rows to pictures: plain figure dicts for Plotly, and marks for HTML. No database, no pages."""
