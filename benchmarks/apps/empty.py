"""The least that a rerun can cost: one line of text."""

import streamlit as st

st.text("Nothing else")
