"""A checklist as a file: Word, HTML and CSV say the same, and hide nothing that was typed."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from evidence.checklists import checklist, entries, items, pins
from evidence.checklists.checklist import Checklist
from evidence.checklists.entries import Typed
from evidence.exports import checklist_csv, checklist_html, checklist_sheet, checklist_word
from evidence.read_model import ReadModel
from evidence.scene_drafts import Draft
from evidence.store import Store
from tests import tiny_package
from tests.checklist_items import ITEMS
from tests.tiny_package import PACKAGE

ON = "2026-11-22"
BASE = "https://example.org/evidence/commissioning?checklist=secret"
VIEW = "https://example.org/evidence/impacts?kind=mcp&kind=pacs"
DRAFT = Draft(
    "A&E <falls>", "Near us.", "impacts", (("kind", "mcp"), ("kind", "pacs")), 3,
    "2026-11-20T10:00:00Z",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, PACKAGE, check=tiny_package.check)
    yield store
    store.close()


@pytest.fixture
def empty(store: Store) -> Checklist:
    return whole(store, checklist.make(store, "Empty").read)


@pytest.fixture
def filled(store: Store) -> Checklist:
    key = checklist.make(store, "Our <place>").edit
    typed = {"state": "done", "note": "First line.\nSecond & <last>.", "role": "Finance lead"}
    entries.save(
        store, key, [Typed("step-1", field, typed[field]) for field in items.FIELDS], save_id="1"
    )
    entries.save(store, key, [Typed("step-2", "state", "under_way")], save_id="2")
    entries.save(store, key, [Typed("step-2", "state", "not_relevant")], save_id="3")
    entries.save(store, key, [Typed("principle-1", "note", "=1+1")], save_id="4")
    pins.pin(store, key, DRAFT, item="step-1")
    pins.pin(store, key, replace(DRAFT, title="Whole", note="", revision=0, revised_at=""))
    return whole(store, key)


def whole(store: Store, key: str) -> Checklist:
    found = checklist.opened(store, key)
    assert found is not None
    return found


def rows(found: Checklist, base: str = BASE) -> tuple[list[str], list[dict[str, str]]]:
    """The header block and the rows of the CSV."""
    text = checklist_csv.content(found, ITEMS, on=ON, base=base).decode("utf-8-sig")
    head = [line for line in text.split("\r\n") if line.startswith("# ")]
    body = text[text.index("item,") :]
    return head, list(csv.DictReader(io.StringIO(body, newline="")))


def in_word(content: bytes) -> list[str]:
    """Every paragraph of the file, those in tables included, in order."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [
        "".join(
            "\n" if part.tag == qn("w:br") else part.text or ""
            for part in line.iter(qn("w:t"), qn("w:br"))
        )
        for line in body.iter(qn("w:p"))
    ]


def in_html(page: str) -> str:
    """The words of a page, with its tags as line breaks."""
    body = page[page.index("<body>") :]
    return re.sub(r"(<[^>]+>)+", "\n", body)


def test_query_gives_the_items_with_their_sources(tiny_model: ReadModel) -> None:
    found = items.of_rows(tiny_model.rows("checklist_items"))
    assert [each.item for each in found] == ["step-1", "step-2", "principle-1", "principle-2"]
    assert [each.label for each in found][1:3] == ["Step 2", "Principle 1"]
    assert (found[0].text, found[0].questions, found[0].source_id, found[0].locator) == (
        "Define the services.", "Which care does it take in, and which is left out?",
        "report-2016", "page 11",
    )  # fmt: skip
    assert found[2].questions == ""
    assert found[2].source_title


def test_real_items_are_five_steps_and_ten_principles(real_model: ReadModel) -> None:
    found = items.of_rows(real_model.rows("checklist_items"))
    assert [each.item for each in found] == [
        *(f"step-{n}" for n in range(1, 6)),
        *(f"principle-{n}" for n in range(1, 11)),
    ]
    for each in found:
        items.refuse_unknown(each.item)
        assert bool(each.questions) == (each.kind == "step")
        assert each.source_title


def test_word_and_html_say_the_same(filled: Checklist) -> None:
    word = "\n".join(in_word(checklist_word.docx(filled, ITEMS, on=ON, base=BASE)))
    page = in_html(checklist_html.html(filled, ITEMS, on=ON, base=BASE))
    for said in (
        "1 of 3 done",
        "1 without an answer, 1 with two answers side by side",
        "taken on 22 November 2026",
        "Commissioning steps",
        "Design principles",
        "Define the services.",
        "Which care does it take in?",
        "No questions in the source",
        "Report of 2016, page 11",
        "Finance lead",
        "No role named",
        "=1+1",
        "Near us.",
        "Pinned to the checklist as a whole",
        "from data revision 3 of 20 November 2026",
        "from data revision not stated",
        checklist_sheet.DISCLAIMER,
    ):
        assert said in word, said
        assert said in page, said
    assert "First line.\nSecond & <last>." in word
    assert "First line.\nSecond &amp; &lt;last&gt;." in page


def test_two_values_stand_side_by_side_and_it_is_said(filled: Checklist) -> None:
    said = "2 values stand side by side: people typed them at once, and none is chosen."
    word = in_word(checklist_word.docx(filled, ITEMS, on=ON))
    place = word.index(said)
    assert [word[place + 1], word[place + 3]] == ["Under way", "Not relevant"]
    assert word[place + 2].startswith("1 of 2, saved ")
    page = in_html(checklist_html.html(filled, ITEMS, on=ON))
    assert page.index(said) < page.index("\nUnder way\n", page.index(said))
    _, listed = rows(filled)
    assert re.fullmatch(
        r"Under way\n\(1 of 2, saved .+ UTC\)\n\nNot relevant\n\(2 of 2, saved .+ UTC\)",
        listed[1]["state"],
    )
    assert [row["side_by_side"] for row in listed] == ["", "State", "", ""]


def test_a_cleared_value_beside_another_is_said(store: Store) -> None:
    key = checklist.make(store, "Our place").edit
    (base,) = entries.save(store, key, [Typed("step-1", "role", "Lead")], save_id="1")
    for save_id, role in (("2", ""), ("3", "Board")):
        typed = Typed("step-1", "role", role, [base.entry_id])
        entries.save(store, key, [typed], save_id=save_id)
    _, listed = rows(whole(store, key))
    assert re.sub(r"\(.*\)", "", listed[0]["role"]) == "Cleared\n\n\nBoard\n"


def test_csv_has_a_row_an_item_and_what_is_pinned_to_the_whole(filled: Checklist) -> None:
    head, listed = rows(filled)
    assert head[0] == "# Our <place>"
    assert "1 of 3 done; 1 without an answer" in head[1]
    assert [row["item"] for row in listed] == [
        "Step 1", "Step 2", "Principle 1", "Pinned to the checklist as a whole",
    ]  # fmt: skip
    assert listed[0]["note"] == "First line.\nSecond & <last>."
    assert listed[0]["pinned"].split("\n")[:3] == ["A&E <falls>", "Near us.", VIEW]
    assert listed[1]["source"] == "gone"
    assert listed[2]["state"] == "No answer yet"


def test_no_text_of_the_csv_is_taken_for_a_formula(filled: Checklist) -> None:
    head, listed = rows(replace(filled, title="x,=cmd()"))
    assert listed[2]["note"] == "'=1+1"
    assert head[0] == "# x,'=cmd()"


def test_pinned_evidence_is_linked_where_the_address_is_whole(filled: Checklist) -> None:
    page = checklist_html.html(filled, ITEMS, on=ON, base=BASE)
    assert f'<a href="{VIEW.replace("&", "&amp;")}"' in page
    word = docx.Document(io.BytesIO(checklist_word.docx(filled, ITEMS, on=ON, base=BASE)))
    targets = {each.target_ref for each in word.part.rels.values() if each.is_external}
    assert targets == {VIEW}


def test_without_an_address_the_relative_one_stands_as_words(filled: Checklist) -> None:
    page = checklist_html.html(filled, ITEMS, on=ON)
    assert "<a " not in page
    assert "impacts?kind=mcp&amp;kind=pacs" in page
    content = checklist_word.docx(filled, ITEMS, on=ON)
    word = docx.Document(io.BytesIO(content))
    assert not [each for each in word.part.rels.values() if each.is_external]
    assert "impacts?kind=mcp&kind=pacs" in in_word(content)


@pytest.mark.parametrize("base", [BASE, ""])
def test_no_file_holds_a_key(filled: Checklist, base: str) -> None:
    with ZipFile(io.BytesIO(checklist_word.docx(filled, ITEMS, on=ON, base=base))) as parts:
        word = b"".join(parts.read(name) for name in parts.namelist()).decode("latin-1")
    page = checklist_html.html(filled, ITEMS, on=ON, base=base)
    listed = checklist_csv.content(filled, ITEMS, on=ON, base=base).decode()
    for content in (word, page, listed):
        for key in (filled.edit_key or "", filled.read_key, "secret"):
            assert key not in content


def test_html_runs_nothing_and_asks_nobody(filled: Checklist) -> None:
    page = checklist_html.html(filled, ITEMS, on=ON)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"<script|<img|<link|@import|url\(|src=", page)
    assert "<h1>Our &lt;place&gt;</h1>" in page
    assert "size: A4" in page


def test_word_file_is_in_arial_on_a4_and_names_nobody(filled: Checklist) -> None:
    word = docx.Document(io.BytesIO(checklist_word.docx(filled, ITEMS, on=ON)))
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.created.date().isoformat()) == ("Our <place>", ON)
    section = word.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Footer"):
        fonts = word.styles[name].element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {"Arial"}
        assert not [each for each in fonts.attrib if "Theme" in each]
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Vanguard Evidence: Our <place>. Page ")
    fields = foot._p.findall(qn("w:fldSimple"))
    assert [each.get(qn("w:instr")) for each in fields] == ["PAGE", "NUMPAGES"]


def test_word_file_has_headings_and_a_table_an_item(filled: Checklist) -> None:
    word = docx.Document(io.BytesIO(checklist_word.docx(filled, ITEMS, on=ON)))
    assert [line.text for line in word.paragraphs if line.style == word.styles["Heading 2"]] == [
        "Step 1: Define the services.",
        "Step 2: Choose the form.",
        "Principle 1: State whom it serves.",
    ]
    overview, *each_item, whole_list = word.tables
    assert [cell.text for cell in overview.rows[2].cells] == [
        "Step 2", "Choose the form.", "Under way\nNot relevant", "No role named",
    ]  # fmt: skip
    assert overview.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert [[row.cells[0].text for row in table.rows] for table in each_item] == [
        ["State", "Note", "Role", "Pinned evidence", "Source"]
    ] * 3
    assert whole_list.rows[0].cells[1].text.startswith("Whole\n")


def test_an_empty_checklist_says_what_is_missing_everywhere(empty: Checklist) -> None:
    page = in_html(checklist_html.html(empty, ITEMS, on=ON))
    word = "\n".join(in_word(checklist_word.docx(empty, ITEMS, on=ON)))
    for content in (page, word):
        assert "0 of 3 done" in content
        assert "3 without an answer" in content
        for said in ("No answer yet", "No note", "No role named", "Nothing pinned"):
            assert content.count(said) >= 3, said
    _, listed = rows(empty)
    assert [row["state"] for row in listed] == ["No answer yet"] * 3


def test_a_checklist_without_items_is_a_file_too(empty: Checklist) -> None:
    assert "0 of 0 done" in checklist_html.html(empty, [], on=ON)
    assert "0 of 0 done" in in_word(checklist_word.docx(empty, [], on=ON))
    assert b"0 of 0 done" in checklist_csv.content(empty, [], on=ON)


def test_what_was_filled_in_for_an_item_that_is_gone_is_not_dropped(filled: Checklist) -> None:
    page = in_html(checklist_html.html(filled, ITEMS[1:], on=ON))
    assert "0 of 2 done" in page
    assert "No longer among the steps and principles" in page
    assert "Finance lead" in page
    assert "Near us." in page
