"""Whatever stands in the rows, and whatever was typed: no file holds a formula, a script or a tag.

Here the rows are as the rules would never let them in, a formula in every text, so that no file
rests on the rules alone.
"""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterable
from itertools import cycle
from xml.etree import ElementTree

import docx
import pptx
import pyarrow as pa
import pytest
from docx.oxml.ns import qn

from evidence import QUERIES, ROOT, answers, read_model
from evidence.checklists import checklist, entries, items, pins
from evidence.checklists.checklist import Checklist
from evidence.checklists.entries import Typed
from evidence.exports import (
    chart_csv,
    checklist_csv,
    checklist_html,
    checklist_word,
    handout,
    scene_svg,
    sites_file,
    slides,
    whole_set,
)
from evidence.exports.citations import Edition
from evidence.exports.handout_entry import Entry
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scene_drafts import Draft
from evidence.scenes import registry
from evidence.scenes.scene import Asked
from evidence.sheets import template
from evidence.store import Store
from evidence.store_log import RowChange
from evidence.workbench import difference
from tests import real_data
from tests.attacks import files, texts
from tests.data_fixtures import Tables

PACKAGE = real_data.package()
EDITION = Edition(texts.TYPED["formula"], "1", 2, "2026-11-22T02:00:00Z", texts.TYPED["formula"])
HOSTILE = [*texts.KEEPABLE.values(), texts.LONG, *texts.TYPED.values()]
SITE = "rushcliffe-principia"
EVERYTHING = Filters()
ON, BASE = "2026-11-22", "https://example.org/commissioning"


@pytest.fixture(scope="module")
def rows() -> Tables:
    """The real set with the next hostile text in every text that is not empty."""
    following = cycle(HOSTILE)
    found: Tables = {}
    for name, table in real_data.candidate().items():
        named = texts.free_columns(PACKAGE.tables[name])
        found[name] = [
            {**row.values, **{each: next(following) for each in named if row.values[each]}}
            for row in table
        ]
    return found


@pytest.fixture(scope="module")
def model(rows: Tables) -> ReadModel:
    return ReadModel(PACKAGE, rows)


def answerable(model: ReadModel) -> Iterable[str]:
    """The queries that ask for no parameter."""
    for path in sorted(QUERIES.glob("*.sql")):
        asked = read_model.parameter_names(path.read_text(encoding="utf-8"))
        if path.stem not in read_model.NOT_A_QUERY and not asked:
            yield path.stem


def test_every_writer_is_tried() -> None:
    writers = {
        path.stem
        for folder in ("exports", "workbench", "sheets", "checklists", ".")
        for path in (ROOT / "evidence" / folder).glob("*.py")
        if re.search(
            r"csv\.writer\(|Workbook\(|\.Document\(|Presentation\(|<!DOCTYPE html>|\.save\(",
            path.read_text(encoding="utf-8"),
        )
    }

    assert writers == {
        *("answers", "chart_csv", "checklist_csv", "checklist_html", "checklist_word"),
        *("difference", "handout", "sites_file", "slides", "slides_chart", "template", "whole_set"),
    }


def test_the_data_of_no_query_hold_a_formula_as_csv(model: ReadModel) -> None:
    names = list(answerable(model))
    assert len(names) > 20
    hostile = 0
    for name in names:
        found = model.rows(name)
        if not found:
            continue
        hostile += any("evil" in str(row) for row in found)
        formula = texts.TYPED["formula"]
        files.refuse_formulas_in_csv(
            chart_csv.text(
                title=formula,
                filters=formula,
                counted=formula,
                revision=2,
                revised_at="2026-11-22",
                sources=HOSTILE,
                rows=found,
            )
        )
        files.refuse_formulas_in_csv(
            answers.as_csv(list(found[0]), [list(row.values()) for row in found])
        )
    assert hostile > 10


def test_the_list_of_sites_holds_no_formula(model: ReadModel) -> None:
    sites, sources = model.rows("site_list", sort="name"), model.rows("site_list_sources")
    about = [(text, text) for text in HOSTILE]

    written = sites_file.csv_file(sites, PACKAGE).decode("utf-8-sig")
    said = files.refuse_formulas_in_xlsx(sites_file.workbook(sites, sources, about, PACKAGE))

    files.refuse_formulas_in_csv(written)
    assert "'=HYPERLINK" in written
    assert texts.SCRIPT in said


def test_the_whole_set_as_a_workbook_holds_no_formula_nor_do_the_names(model: ReadModel) -> None:
    typed = {name: model.base_table(name) for name in PACKAGE.tables}
    readings = pa.table({name: pa.array(HOSTILE, pa.string()) for name in whole_set.READ_BY})

    said = files.refuse_formulas_in_xlsx(whole_set.excel(PACKAGE, typed, EDITION, readings))

    assert texts.TYPED["formula"] in said


def test_the_template_holds_no_formula(rows: Tables) -> None:
    said = files.refuse_formulas_in_xlsx(template.workbook(PACKAGE, rows))

    assert f"'{texts.TYPED['formula']}" in said


def test_what_differs_between_revisions_holds_no_formula() -> None:
    changes = [
        RowChange("sites", text, {"name": text, "summary": ""}, {"name": "x", "summary": text})
        for text in HOSTILE
    ]

    written = difference.csv_text(PACKAGE, changes)

    files.refuse_formulas_in_csv(written)
    assert f"'{texts.KEEPABLE['formula at']}" in written


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, rows: Tables) -> Iterable[Checklist]:
    """A checklist into which every hostile text was typed, over hostile steps and principles."""
    store = Store(tmp_path_factory.mktemp("lists"), PACKAGE, check=lambda package, rows: [])
    key = checklist.make(store, texts.TYPED["formula"]).edit
    asked = [f"step-{number}" for number in range(1, 6)]
    asked += [f"principle-{number}" for number in range(1, 11)]
    for number, text in enumerate(HOSTILE):
        item = asked[number % len(asked)]
        typed = [Typed(item, "note", text), Typed(item, "role", text[:100])]
        entries.save(store, key, typed, save_id=f"{number}")
        view = (("q", text),)
        pins.pin(
            store, key, Draft(text[:100], text, "impacts", view, 2, f"{ON}T09:30:00Z"), item=item
        )
    found = checklist.opened(store, key)
    assert found is not None
    yield found
    store.close()


@pytest.fixture(scope="module")
def asked(model: ReadModel) -> tuple[items.Item, ...]:
    return items.of_rows(model.rows("checklist_items"))


def test_a_checklist_as_csv_holds_no_formula(
    filled: Checklist, asked: tuple[items.Item, ...]
) -> None:
    written = checklist_csv.content(filled, asked, on=ON, base=BASE).decode("utf-8-sig")

    files.refuse_formulas_in_csv(written)
    assert texts.SCRIPT in written


def test_a_checklist_as_word_file_is_sound_and_says_what_was_typed(
    filled: Checklist, asked: tuple[items.Item, ...]
) -> None:
    content = checklist_word.docx(filled, asked, on=ON, base=BASE)

    files.refuse_broken_xml(content)
    body = docx.Document(io.BytesIO(content)).element.body
    words = files.printable(" ".join(part.text or "" for part in body.iter(qn("w:t"))))
    assert not [text for text in HOSTILE if files.printable(text) not in words]
    fields = {part.get(qn("w:instr")) for part in body.iter(qn("w:fldSimple"))}
    assert fields <= {"PAGE", "NUMPAGES"}
    assert not list(body.iter(qn("w:instrText")))


def test_a_checklist_as_web_page_runs_nothing(
    filled: Checklist, asked: tuple[items.Item, ...]
) -> None:
    written = checklist_html.html(filled, asked, on=ON, base=BASE)

    texts.refuse_active(written)
    assert texts.SCRIPT not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def scenes(
    model: ReadModel, pages: Iterable[str] = registry.PAGES, filters: Filters = EVERYTHING
) -> list[Entry]:
    """The scenes of the pages, by default of all, with a hostile title and note."""
    own = {"site": (SITE,), "contract": ("dudley-icp-dihc",)}
    following = cycle(HOSTILE)
    return [
        Entry(
            registry.of(page)(Asked(model, filters, own if page in own else {})),
            *(next(following), next(following)),
            "javascript:alert(1)",
        )
        for page in pages
    ]


def test_no_picture_of_a_scene_holds_a_tag_of_theirs(model: ReadModel) -> None:
    drawn = 0
    for entry in scenes(model):
        scene = dataclasses.replace(entry.scene, title=entry.title, filters=entry.note or "")
        for panel in scene.panels:
            svg = scene_svg.svg(scene, panel, width=1080, revision=2, revised_at=ON)
            drawn += 1
            tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(svg).iter()}
            assert not tags & {"script", "img", "image", "foreignObject", "a", "use"}
            texts.refuse_active(svg)
    assert drawn > 10


def test_the_hand_out_of_every_scene_runs_nothing_of_theirs(model: ReadModel) -> None:
    written = handout.html(
        texts.TYPED["script"],
        scenes(model),
        revision=2,
        revised_at=ON,
        address="javascript:alert(1)",
        with_notes=True,
    )

    texts.refuse_active(written.replace("<script>", "", 1).replace("</script>", "", 1))
    assert written.count("<script>") == written.count("<script") == 1


def test_slides_with_charts_are_sound_and_say_what_was_typed(model: ReadModel) -> None:
    # Few rows, for slides take their time; both kinds of charts are among them.
    filters = Filters(outcome_domain=("emergency_admissions",), model_type=("mcp",))
    listed = scenes(model, ("impacts", "directions"), filters)
    content = slides.pptx(
        texts.TYPED["formula"], listed, revision=2, revised_at=ON, with_notes=True
    )

    files.refuse_broken_xml(content)
    deck = pptx.Presentation(io.BytesIO(content))
    words = files.printable(
        " ".join(
            shape.text_frame.text
            for slide in deck.slides
            for shape in (*slide.shapes, *slide.notes_slide.shapes)
            if shape.has_text_frame
        )
    )
    assert not [each.note for each in listed if files.printable(each.note or "") not in words]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        books = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
    assert books
    for book in books:
        files.refuse_formulas_in_xlsx(book)
