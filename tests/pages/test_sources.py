"""The sources page: what rests on what, the method, the dictionary, and the files to take away."""

import io
import zipfile
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evidence import DATA, source_words
from evidence.exports.citations import Edition
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package
from tests.pages.opening import html, open_page
from ui import downloads, method
from ui.source_list import PAGE_SIZE

EDITION = Edition("Vanguard Evidence", "2026.11.21", 1, "2026-11-22T02:00:00Z")


def opened(**query: str | list[str]) -> AppTest:
    app = open_page("pages/sources.py", **query)
    assert not app.exception
    assert not app.error
    return app


def words(app: AppTest) -> str:
    return unescape(html(app))


def headings(app: AppTest) -> list[str]:
    return [each.value for each in app.header]


def listed(model: ReadModel, filters: Filters | None = None, **changed: object) -> list[Row]:
    parameters = {"everything": False, "sort": "rests", "page": 1, "page_size": PAGE_SIZE} | changed
    return model.rows("source_list", filters or Filters(), **parameters)


def test_all_that_the_set_rests_on_is_listed(real_model: ReadModel) -> None:
    app, rows = opened(), listed(real_model)
    assert headings(app) == [f"{rows[0]['n_listed']} of {rows[0]['n_all']} sources"]
    assert f"Those that the selection rests on: 1 to {PAGE_SIZE}." in words(app)
    assert words(app).count('scope="row"') == len(rows) == PAGE_SIZE
    for row in rows:
        assert row["title"] in words(app)
        assert f'href="{row["url"]}"' in words(app)


def test_what_rests_on_a_source_leads_to_it(real_model: ReadModel) -> None:
    shown, first = words(opened()), listed(real_model)[0]
    findings = first["rests_on"][0]
    chosen = f"source_id={first['source_id']}"
    assert f'<a href="impacts?{chosen}">{findings["n"]} findings</a>' in shown
    assert f'<a href="sites?{chosen}">{first["n_sites"]} sites' in shown
    assert f'<a href="sources?{chosen}">{first["title"]}</a>' in shown


def test_every_table_that_cites_sources_has_words(package: Package) -> None:
    citing = {
        table.name
        for table in package.tables.values()
        if any(key.table == "sources" for key in table.foreign_keys)
    }
    assert set(source_words.KINDS) == citing
    assert source_words.rows_of("absences", 1) == "1 known gap"
    assert source_words.rows_of("absences", 2) == "2 known gaps"


def test_links_keep_the_filters(real_model: ReadModel) -> None:
    shown = words(opened(model_type=["mcp"]))
    first = listed(real_model, Filters(model_type=("mcp",)))[0]
    assert f'href="sites?model_type=mcp&source_id={first["source_id"]}"' in shown


def test_one_site_has_its_own_sources(real_model: ReadModel) -> None:
    filters = Filters(text="Nuka", kind=("case_study",))
    rows = listed(real_model, filters)
    app = opened(text="Nuka", kind="case_study")
    assert 0 < len(rows) < PAGE_SIZE
    assert headings(app) == [f"{len(rows)} of {rows[0]['n_all']} sources"]
    assert "Pages of the list" not in words(app)
    assert words(app).count('scope="row"') == len(rows)


def test_searched_words_are_marked() -> None:
    assert "<mark>Nuka</mark>" in html(opened(text="Nuka"))


def test_nothing_selected_is_said_and_all_sources_can_still_be_seen(
    real_model: ReadModel,
) -> None:
    app = opened(text="zzzz")
    assert [each.value for each in app.info] == [
        "No site and no finding meets all of these filters."
    ]
    assert "The selection rests on no source." in words(app)
    everything = listed(real_model, everything=True)
    app = opened(text="zzzz", scope="all")
    assert headings(app) == [f"{everything[0]['n_all']} of {everything[0]['n_all']} sources"]


def test_a_source_on_which_nothing_rests_says_so(real_model: ReadModel) -> None:
    last = opened(scope="all", list_page="999")
    rows = listed(real_model, everything=True, page=999)
    unused = [row for row in rows if not row["n_rows"]]
    assert unused
    assert words(last).count("nothing rests on it") == len(unused)
    assert 'aria-current="page"' in html(last)


def test_list_is_ordered_and_paged_by_the_address(real_model: ReadModel) -> None:
    app = opened(sort="newest", list_page="2")
    rows = listed(real_model, sort="newest", page=2)
    assert f"{rows[0]['place']} to {rows[-1]['place']}" in words(app)
    places = [words(app).index(f">{row['title']}</a>") for row in rows[:3]]
    assert places == sorted(places)
    assert "In order: newest first; then by title." in words(app)


def test_unknown_order_and_page_fall_back() -> None:
    app = opened(sort="size", list_page="x", part="nothing")
    assert f"1 to {PAGE_SIZE}." in words(app)
    assert "In order: what rests on it, most first" in words(app)


def test_another_order_begins_at_the_first_page() -> None:
    app = opened(list_page="3")
    app.selectbox(key="choice_sort").select("title").run()
    assert app.query_params["sort"] == "title"
    assert "list_page" not in app.query_params


def test_switch_for_all_sources_is_in_the_address() -> None:
    app = opened(list_page="3")
    app.toggle(key="choice_scope").set_value(True).run()
    assert app.query_params["scope"] == "all"
    assert f"All of the set: 1 to {PAGE_SIZE}." in words(app)


def test_one_source_opens_with_all_that_rests_on_it(real_model: ReadModel) -> None:
    source_id = "nao-unitingcare-2016"
    [source] = real_model.rows("source_record", source_id=source_id)
    rows = real_model.rows("source_rows", source_id=source_id)
    app = opened(source_id=source_id)
    assert headings(app) == [source["title"], "Cite this source", "What rests on it"]
    assert len(app.subheader) == len({row["table_name"] for row in rows})
    assert words(app).count('scope="row"') == len(rows)
    for row in rows:
        assert row["words"] in words(app)
        assert not row["locator"] or row["locator"] in words(app)
        assert not row["site_id"] or f'href="site?source_id={source_id}&site=' in words(app)
    assert app.code[0].value.startswith(source["title"])


def test_a_source_of_many_rows_shows_one_kind_at_a_time(real_model: ReadModel) -> None:
    rows = real_model.rows("source_rows", source_id="rapid-review-2016")
    lessons = [row for row in rows if row["table_name"] == "lessons"]
    app = opened(source_id="rapid-review-2016", kind="lessons")
    assert [each.value for each in app.subheader] == [f"{len(lessons)} lessons"]
    assert words(app).count('scope="row"') == len(lessons)
    assert "General" in words(app)


def test_a_source_on_which_nothing_rests_opens_too(real_model: ReadModel) -> None:
    [*_, row] = listed(real_model, everything=True, page=999)
    app = opened(source_id=row["source_id"])
    assert "Nothing in the set rests on this source." in words(app)
    assert "no date" in words(app) or row["published"]


@pytest.mark.parametrize(
    ("form", "begins"), [("bibtex", "@techreport{nao-unitingcare-2016,"), ("ris", "TY  - RPRT")]
)
def test_a_source_is_cited_in_the_form_that_is_asked_for(form: str, begins: str) -> None:
    app = opened(source_id="nao-unitingcare-2016", cite=form)
    assert app.code[0].value.startswith(begins) or "@" in begins
    assert len(app.get("download_button")) == 1


def test_method_explains_every_term_with_its_findings(real_model: ReadModel) -> None:
    app = opened(part="method")
    for row in real_model.rows("source_terms"):
        assert row["name"] in words(app)
        assert row["definition"] is None or row["definition"] in words(app)
        link = f'<a href="impacts?{row["facet"]}={row["value"]}">{row["n_findings"]}</a>'
        assert not row["n_findings"] or link in words(app)


def test_method_gives_the_limits_of_the_readme() -> None:
    app = opened(part="method")
    readme = method.sections((DATA / "README.md").read_text(encoding="utf-8"))
    shown = [each.value for each in app.markdown]
    for title in ("Known limits", "Words used", "Corrections"):
        assert title in headings(app)
        assert readme[title] in shown
    assert any(title.startswith("Scope") for title in headings(app))


def test_sections_are_told_apart_by_headings_of_two_levels() -> None:
    text = "# One\n\nA\n\n## Two\nB\n### Three\nC\n## Four\n"
    assert method.sections(text) == {"One": "A", "Two": "B\n### Three\nC", "Four": ""}


def test_filters_are_said_not_to_matter() -> None:
    filtered = words(opened(part="method", model_type=["mcp"]))
    assert "The filters do not change this part: Model of care: Multispecialty" in filtered
    assert "do not change" not in words(opened(part="method"))


def test_dictionary_lists_every_table_with_its_rows(
    package: Package, real_model: ReadModel
) -> None:
    app = opened(part="dictionary")
    assert headings(app) == [f"Data dictionary: {len(package.tables)} tables"]
    for name, table in package.tables.items():
        assert f'href="sources?part=dictionary&table={name}">{name}</a>' in words(app)
        assert table.description in words(app)
    for row in real_model.rows("source_table_sizes"):
        assert f"{row['n_rows']:,}" in words(app)


@pytest.mark.parametrize("name", ["findings", "sources", "principles"])
def test_dictionary_describes_every_column(package: Package, name: str) -> None:
    table = package.tables[name]
    shown = words(opened(part="dictionary", table=name))
    for field in table.fields:
        assert f"<code>{field.name}</code>" in shown
        for part in (field.title, field.unit, field.description):
            assert part in shown
        for category in field.categories:
            assert f"<code>{category.value}</code>" in shown
            assert category.definition in shown
    for key in table.foreign_keys:
        assert f"table={key.table}" in shown


def test_set_can_be_taken_away_and_cited(real_model: ReadModel) -> None:
    app = opened(part="downloads")
    labels = [each.proto.label for each in app.get("download_button")]
    assert labels == ["CSV, zipped", "Excel", "Parquet, zipped", "DuckDB"]
    assert f"All {len(real_model.package.tables)} tables at data revision 1" in words(app)
    cited = app.code[0].value
    assert cited.startswith("Vanguard Evidence contributors (")
    assert f"Version {real_model.package.version}, data revision 1 of" in cited


def test_owner_is_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_OWNER", "Example Trust")
    assert opened(part="downloads").code[0].value.startswith("Example Trust (")


def test_zip_holds_the_served_revision(package: Package, real_tables: dict[str, list[Row]]) -> None:
    opened()
    model = ReadModel(package, real_tables, revision=1)
    archive = zipfile.ZipFile(io.BytesIO(downloads.csv_zip(model, EDITION)))
    for table in package.tables.values():
        heading, *rows = archive.read(table.path).splitlines(keepends=True)
        # The store keeps rows by their key, the files of the vocabularies by their sort order.
        wanted = (DATA / table.path).read_bytes().splitlines(keepends=True)
        assert [heading, *sorted(rows)] == [wanted[0], *sorted(wanted[1:])]


def test_zip_is_made_while_the_data_folder_is_damaged(
    package: Package,
    real_tables: dict[str, list[Row]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened()
    (tmp_path / "datapackage.json").write_text("{half", encoding="utf-8")
    monkeypatch.setattr(downloads, "DATA", tmp_path)
    model = ReadModel(package, real_tables, revision=1)
    archive = zipfile.ZipFile(io.BytesIO(downloads.csv_zip(model, EDITION)))
    assert archive.read("datapackage.json") == (DATA / "datapackage.json").read_bytes()


def test_other_files_are_made_from_the_model(tiny_model: ReadModel) -> None:
    assert downloads.excel(tiny_model, EDITION).startswith(b"PK")
    assert downloads.parquet_zip(tiny_model, EDITION).startswith(b"PK")
    assert downloads.duckdb_file(tiny_model, EDITION)[8:12] == b"DUCK"
