"""Where views are: the pages by their names in addresses, and the address of a kept scene."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from evidence import ROOT, moved
from evidence.kept_rows import KeptScene
from evidence.moved import Moved
from evidence.scene_drafts import LANDING_PAGE
from ui import access

# A page's script, and the parameters of its address.
Address = tuple[str, dict[str, list[str]]]

LISTS = "scenes"


def script(page: str) -> str:
    """The script of a page, as ``st.switch_page`` wants it."""
    return f"{LANDING_PAGE}.py" if page == LANDING_PAGE else f"pages/{page}.py"


@st.cache_resource(show_spinner=False)
def pages() -> frozenset[str]:
    """The names of the pages that can be kept: all but that of the scenes themselves."""
    found = {path.stem for path in (ROOT / "pages").glob("*.py")}
    return frozenset(found - {LISTS} | {LANDING_PAGE})


def current_page() -> str:
    """The name of the page that is being drawn."""
    context = get_script_run_ctx()
    if context is None:
        return LANDING_PAGE
    page = context.pages_manager.get_pages().get(context.page_script_hash)
    return Path(page["script_path"]).stem if page else LANDING_PAGE


def of_list(list_id: str | None) -> Address:
    """The address of a list of scenes, or of all lists."""
    return script(LISTS), {"list": [list_id]} if list_id else {}


def of_scene(kept: KeptScene, number: int, size: str) -> Address:
    """The address at which a scene is played, its place in the list with it.

    It names the data revision that the scene was kept with where what it shows has moved since.

    Args:
        kept: the scene.
        number: its place in its list, from 1.
        size: desk, room or hall.
    """
    if kept.draft.page not in pages():
        return of_list(kept.list_id)
    query = {**kept.draft.parameters, "list": [kept.list_id], "scene": [str(number)]}
    if size != "desk":
        query["size"] = [size]
    if moved_since(kept):
        query["revision"] = [str(kept.draft.revision)]
    return script(kept.draft.page), query


def moved_since(kept: KeptScene) -> Moved | None:
    """What moved in a scene between the revision that it was kept with and the newest one.

    Nothing where it was kept with the newest or without data, None where the store does not hold
    its revision, as for a list that was loaded from another dashboard.
    """
    if not kept.draft.revision:
        return Moved()
    newest = access.served()
    if newest.model.revision == kept.draft.revision:
        return Moved() if newest.revised_at == kept.draft.revised_at else None
    then = access.served(kept.draft.revision)
    if (then.model.revision, then.revised_at) != (kept.draft.revision, kept.draft.revised_at):
        return None
    return moved.in_view(then.model, newest.model, kept.draft.page, kept.draft.parameters)


def go(address: Address) -> None:
    """Open an address; for a button's callback."""
    page, query = address
    st.switch_page(page, query_params=query)
