"""Which fields the form asks for, and what can be chosen in them."""

import pytest

from evidence.store import Store
from evidence.workbench import case_steps, relevance
from tests import real_data
from tests.pages.adding.forms import (
    FINDING,
    PACKAGE,
    fields,
    fill,
    go,
    only_draft,
    opened,
    press,
    start,
)
from tests.pages.opening import html
from ui import add_form, add_search


def test_only_fields_that_matter_are_asked_for(store: Store) -> None:
    draft = start(store, ("findings", {"measure": "Bed days"}))
    app = opened(submission=draft, step="findings")
    assert "Unit" not in fields(app)
    fill(app, "Value", "0.86")
    fill(app, "What the value is", "ratio")
    assert fields(app)["Unit"] == "ratio"
    assert "Interval, lower end" in fields(app)
    assert "Comparator's value" not in fields(app)


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_every_field_of_every_table_is_drawn_with_its_title_and_its_description(
    store: Store, name: str
) -> None:
    table = PACKAGE.tables[name]
    (published, *_) = real_data.candidate()[name]
    full = {
        field.name: published.values[field.name] or (field.example or "1") for field in table.fields
    }
    draft = start(store, (name, full))
    app = opened(submission=draft, step=case_steps.step_of(name))
    drawn = fields(app)
    asked = relevance.shown(table, full)
    assert set(asked) == set(table.field_names) - set(relevance.implied(name, full)) | set(asked)
    for field in table.fields:
        if field.name in asked and field.name != table.key:
            assert any(label.startswith(field.title) for label in drawn), field.name
            assert field.description in html(app).replace("&#x27;", "'").replace("&quot;", '"')


def test_the_form_reads_every_published_row_exactly(store: Store) -> None:
    rows = add_form.published_rows(store, store.revision())
    assert rows["findings"][FINDING] == dict(real_data.row("findings", FINDING).values)


def test_no_field_carries_a_long_list_along(store: Store) -> None:
    draft = start(store, ("findings", {"finding_id": "f"}), ("contract_stages", {"stage": "x"}))
    for step in ("source", "site", "contract", "findings"):
        app = opened(submission=draft, step=step)
        assert all(len(each.options) <= add_search.OFFERED_AT_MOST for each in app.selectbox)


def test_a_source_is_searched_by_words_of_title_publisher_and_code(store: Store) -> None:
    draft = start(store, ("findings", {"finding_id": "f"}))
    app = opened(submission=draft, step="findings")
    source = "nao-unitingcare-2016"
    search = next(each.label for each in app.text_input if each.label.startswith("Search 4"))
    fill(app, search, "no-such-word")
    assert "None of the sources has all of these words" in html(app)
    fill(app, search, "national UNITINGCARE investigation nao-")
    assert "1 found. Choose it below." in html(app)
    fill(app, "Source", source)
    assert (only_draft(store).entries[0].row or {})["source_id"] == source
    assert search not in fields(app)
    fill(app, "Source", None)
    assert search in fields(app)


def test_the_document_of_a_case_is_searched_and_new_rows_begin_with_it(store: Store) -> None:
    app = opened(submission=start(store), step="source")
    fill(app, "Search 427 sources", "nao unitingcare")
    fill(app, "A source that is in the set already", "nao-unitingcare-2016")
    go(app, "findings")
    press(app, "Add a finding")
    (entry,) = only_draft(store).entries
    assert (entry.row or {})["source_id"] == "nao-unitingcare-2016"
