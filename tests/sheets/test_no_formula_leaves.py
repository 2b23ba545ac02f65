"""No cell that leaves the dashboard is a formula: refused at the door, or written as text."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence import cell_rules, schema
from evidence.exports import cells, chart_csv
from tests import real_data

STARTS = ["=", "+", "-", "@", "\t", "\r"]
FIELDS = [field for table in real_data.package().tables.values() for field in table.fields]
FORMULAS = st.builds(str.__add__, st.sampled_from(STARTS), st.text(max_size=12))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate the cell."""
    return text.startswith(("=", "@", "\t", "\r")) or (
        text.startswith(("+", "-"))
        and not text[1:]
        .strip(" %")
        .replace(",", "")
        .replace(".", "")
        .replace("e", "")
        .replace("E", "")
        .replace("+", "")
        .replace("-", "")
        .isdigit()
    )


@given(FORMULAS)
@example("=1+1")
@example("-2+cmd|' /C calc'!A0")
@example("@SUM(A1)")
def test_a_cell_that_begins_like_a_formula_is_written_as_text(text: str) -> None:
    assert not is_formula(str(cells.safe(text)))


@pytest.mark.parametrize("text", ["-23", "+5", "-0.5", "-23%", "-1e5", "n", "a=b", ""])
def test_figures_and_ordinary_texts_are_written_as_they_are(text: str) -> None:
    assert cells.safe(text) == text


@given(field=st.sampled_from(FIELDS), text=FORMULAS, is_reference=st.booleans())
def test_what_the_rules_let_into_the_set_needs_no_change_on_its_way_out(
    field: schema.Field, text: str, is_reference: bool
) -> None:
    # So that the files of the whole set can be written to the character and still hold no formula.
    if cell_rules.judge(field, text, is_reference=is_reference) is None:
        assert cells.safe(text) == text


@given(text=FORMULAS)
def test_the_file_of_a_chart_has_no_formula_wherever_the_text_stands(text: str) -> None:
    written = chart_csv.text(
        title=text,
        filters=text,
        counted=text,
        revision=1,
        revised_at="2026-11-22",
        sources=[text],
        rows=[{text: text}],
    )

    assert not [
        cell for row in csv.reader(io.StringIO(written)) for cell in row if is_formula(cell)
    ]
