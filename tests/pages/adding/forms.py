"""Opens the pages Add or correct, and fills in their fields."""

import getpass

from streamlit.testing.v1 import AppTest

from evidence.store import Store
from evidence.workbench import drafts, submission
from evidence.workbench.person import local
from evidence.workbench.submission import Submission
from tests import real_data
from tests.pages.opening import open_page

PAGE = "pages/add.py"
FINDING = "symphony-beddays-hsj-2"
# Another one, which tests publish changes of.
CHANGED = "symphony-beddays-hsj"
PACKAGE = real_data.package()
# Who acts where no provider of sign-ins is set up.
ME = local(getpass.getuser())


def opened(**query: str) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    button.click().run()
    assert not app.exception
    return app


def fields(app: AppTest) -> dict[str, str | None]:
    widgets = (*app.text_input, *app.text_area, *app.selectbox)
    return {each.label.removesuffix(" (required)"): each.value for each in widgets}


def fill(app: AppTest, label: str, value: str | None) -> None:
    widgets = (*app.text_input, *app.text_area, *app.selectbox)
    (widget,) = [each for each in widgets if each.label.removesuffix(" (required)") == label]
    widget.set_value(value).run()
    assert not app.exception


def go(app: AppTest, step: str) -> None:
    (steps,) = [each for each in app.segmented_control if each.label == "Step"]
    steps.set_value(step).run()
    assert not app.exception


def only_draft(store: Store) -> Submission:
    (head,) = submission.own(store, ME)
    found = submission.found(store, ME, head.submission_id)
    assert found is not None
    return found


def start(store: Store, *rows: tuple[str, dict[str, str]]) -> str:
    draft = drafts.start(store, ME, "case")
    for table, values in rows:
        drafts.put(store, ME, draft, table, values)
    return draft


def beside(app: AppTest) -> list[str]:
    """What stands beside the fields, in their order."""
    return [
        str(each.proto.body) for each in app.get("html") if 'class="add-beside"' in each.proto.body
    ]
