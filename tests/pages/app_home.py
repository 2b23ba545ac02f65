"""A home of a module's own for the pages, which has the data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st

from ui import access


@contextmanager
def app_home(folder: Path) -> Iterator[Path]:
    """Let the pages keep what they save in this folder, after the data folder was taken in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_HOME", str(folder))
        st.cache_resource.clear()
        access.served()
        yield folder
    st.cache_resource.clear()
