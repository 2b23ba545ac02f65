"""What the tests of kept scenes make, read and press."""

from streamlit.testing.v1 import AppTest

from evidence import kept_scenes
from evidence.scene_drafts import Draft
from evidence.store import Store


def draft(store: Store, title: str, page: str = "impacts", **query: str) -> Draft:
    """A view of the newest data."""
    newest = store.revisions(limit=1)[0]
    return Draft(title, "", page, tuple(query.items()), newest.number, newest.at)


def titles(store: Store, workshop: str) -> list[str]:
    listed = kept_scenes.scene_list(store, workshop)
    assert listed is not None
    return [kept.title for kept in listed.scenes]


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press_form(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    return button.click().run()
