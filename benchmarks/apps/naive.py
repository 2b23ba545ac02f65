"""The impacts page as a tutorial would write it: read, merge, filter and draw at every click."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

data = Path(__file__).resolve().parents[2] / "data"

st.title("Reported impacts")
findings = pd.read_csv(data / "findings.csv")
sites = pd.read_csv(data / "sites.csv")
domains = pd.read_csv(data / "outcome_domains.csv")
sources = pd.read_csv(data / "sources.csv")
frame = (
    findings.merge(sites, on="site_id", suffixes=("", "_site"))
    .merge(domains, on="outcome_domain", suffixes=("", "_domain"))
    .merge(sources, on="source_id", suffixes=("", "_source"))
)
model_types = st.pills(
    "Model of care", sorted(frame["model_type"].unique()), selection_mode="multi"
)
directions = st.multiselect("Direction", sorted(frame["direction"].unique()))
if model_types:
    frame = frame[frame["model_type"].isin(model_types)]
if directions:
    frame = frame[frame["direction"].isin(directions)]
st.write(f"{len(frame)} findings")
for unit, rows in frame.dropna(subset=["value"]).groupby("unit"):
    st.subheader(str(unit))
    figure = px.scatter(
        rows,
        x="value",
        y="short_name",
        color="direction",
        symbol="evidence_status",
        hover_data=["statement"],
    )
    st.plotly_chart(figure)
st.dataframe(frame)
