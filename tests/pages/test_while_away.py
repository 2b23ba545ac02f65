"""Pages while the store cannot be reached: readers go on, and are told what has to wait."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evidence import kept_scenes
from evidence.scene_drafts import Draft
from tests.pages import opening
from tests.postgres import PostgresServer
from ui import access, frame, keep_view, pin

# What these show is not of one revision, so they say a sentence in its place.
NEED_THE_STORE = ("pages/scenes.py", "pages/add.py")
REASON = "cannot be reached"
# Something had been saved by the end of this day, for it is to come.
DAY = "2400-01-01"


class Kept(NamedTuple):
    """The ids of two lists that were kept before the store went away; only one was opened."""

    opened: str
    unopened: str


def scene(page: str, **query: list[str]) -> Draft:
    served = access.served()
    return Draft(
        title=f"Of {page}",
        note="",
        page=page,
        query=tuple((name, value) for name, values in query.items() for value in values),
        revision=served.model.revision,
        revised_at=served.revised_at,
    )


@pytest.fixture(scope="module")
def away(
    unsteady_postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    """The dashboard after its server was stopped."""
    with pytest.MonkeyPatch.context() as patch:
        unsteady_postgres.start()
        patch.setenv("EVIDENCE_HOME", str(tmp_path_factory.mktemp("away")))
        patch.setenv("EVIDENCE_DATABASE_URL", unsteady_postgres.new_database())
        st.cache_resource.clear()
        scenes = [scene("gaps"), scene("sites", kind=["vanguard"])]
        kept = Kept(*(kept_scenes.make_list(access.store(), "Day", scenes) for _ in range(2)))
        opening.open_page("pages/gaps.py", list=kept.opened, scene="1")
        opening.open_page("pages/gaps.py", revision=DAY)
        unsteady_postgres.stop()
        yield kept
        unsteady_postgres.start()
        st.cache_resource.clear()


def is_drawn_to_its_end(page: AppTest) -> bool:
    return not page.exception and not page.error and "Every figure is as" in opening.html(page)


def warnings(page: AppTest) -> str:
    return "\n".join(element.value for element in page.warning)


@pytest.mark.parametrize("script", [path for path in frame.MENU if path not in NEED_THE_STORE])
def test_page_of_the_menu_opens_with_a_notice(away: Kept, script: str) -> None:
    page = opening.open_page(script)

    assert is_drawn_to_its_end(page)
    assert "Saving has to wait" in warnings(page)


@pytest.mark.parametrize("script", NEED_THE_STORE)
def test_page_that_needs_the_store_says_so_and_offers_to_try_again(away: Kept, script: str) -> None:
    page = opening.open_page(script)

    assert not page.exception
    assert [REASON in element.value for element in page.error] == [True]
    assert "Saving has to wait" in warnings(page)
    page.button(key="frame_try_again").click().run()
    assert not page.exception
    assert [REASON in element.value for element in page.error] == [True]


@pytest.mark.parametrize("script", [path for path in frame.MENU if path not in NEED_THE_STORE])
def test_wall_is_drawn(away: Kept, script: str) -> None:
    page = opening.open_page(script, size="room")

    assert not page.exception
    assert not page.error
    assert 'class="sheet' in opening.html(page)


def test_list_that_was_opened_is_played_on(away: Kept) -> None:
    first = opening.open_page("pages/gaps.py", list=away.opened, scene="1")
    assert "Scene 1 of 2" in opening.html(first)
    assert not first.button(key="scene_next").disabled
    assert is_drawn_to_its_end(first)

    second = opening.open_page("pages/sites.py", list=away.opened, scene="2", kind="vanguard")
    assert "Scene 2 of 2" in opening.html(second)
    assert is_drawn_to_its_end(second)


def test_scene_of_a_list_that_was_not_opened_is_a_page_like_any_other(away: Kept) -> None:
    page = opening.open_page("pages/gaps.py", list=away.unopened, scene="1")

    assert "Scene 1 of 2" not in opening.html(page)
    assert is_drawn_to_its_end(page)


def test_day_that_was_looked_up_stays(away: Kept) -> None:
    page = opening.open_page("pages/sites.py", revision=DAY)

    assert "The data as of 1 January 2400" in opening.html(page)
    assert is_drawn_to_its_end(page)


@pytest.mark.parametrize(
    ("asked", "words"),
    [("2018-03-01", "the data of 1 March 2018"), ("7", "earlier data")],
)
def test_data_that_were_not_looked_up_are_not_said_to_be_missing(
    away: Kept, asked: str, words: str
) -> None:
    page = opening.open_page("pages/sites.py", revision=asked)

    assert (
        f"The link asks for {words}: it can be looked up when the store is back."
        in opening.html(page)
    )
    assert is_drawn_to_its_end(page)


@pytest.mark.parametrize(("label", "key"), [(keep_view.LABEL, "keep_view"), (pin.LABEL, "pin")])
def test_what_would_save_says_that_it_has_to_wait(away: Kept, label: str, key: str) -> None:
    page = opening.open_page("pages/gaps.py")
    page.session_state[key] = True
    page.run()

    assert [REASON in element.value for element in page.info] == [True]
    assert is_drawn_to_its_end(page)
