"""The fields of a page, and the same text typed into all of them."""

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea, TextInput

from tests.attacks import texts


def of_page(app: AppTest) -> dict[str, TextInput | TextArea]:
    """Every field of the page into which somebody can type, by its key."""
    found = [each for each in (*app.text_input, *app.text_area) if not each.disabled]
    assert all(each.key for each in found)
    return {str(each.key): each for each in found}


def type_into(app: AppTest, text: str) -> None:
    """Type the text into every field; asserts that each shows it, and that nothing reads it."""
    keys = list(of_page(app))
    for field in of_page(app).values():
        field.set_value(text)
    app.run()
    assert texts.refuse_interpreted(app) > 5
    shown = {key: field.value for key, field in of_page(app).items()}
    assert {key: shown.get(key) for key in keys} == dict.fromkeys(keys, text)
