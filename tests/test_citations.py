"""Citations: as printed, and in BibTeX and RIS whatever a title holds."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from evidence import DATA
from evidence.exports import citations
from evidence.exports.citations import Citation, Edition
from evidence.schema import Package

EDITION = Edition("Vanguard Evidence", "2026.11.21", 3, "2026-11-22T02:00:00Z")
# What LaTeX prints for what we write.
PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "$&%#_"},
}


def source(**changed: str) -> dict[str, str | None]:
    return {
        "source_id": "bmj-2019",
        "title": "A&E visits: 50% fewer?",
        "publisher": "BMJ",
        "published": "2019-03-10",
        "type": "journal",
        "url": "https://example.org/a_b?c=1%20d",
        **changed,
    }


def cited(**changed: str) -> Citation:
    return citations.of_source(source(**changed), "Journal article")


def fields(bibtex: str) -> dict[str, str]:
    """The fields of an entry, read as BibTeX does: it counts braces, backslash or not."""
    entry = re.match(r"@(\w+)\{([^,]+),", bibtex)
    assert entry
    found, place = {"ENTRY": entry[1], "KEY": entry[2]}, entry.end()
    while opening := re.compile(r"\s*(\w+) = \{").match(bibtex, place):
        depth, place = 1, opening.end()
        start = place
        while depth:
            depth += {"{": 1, "}": -1}.get(bibtex[place], 0)
            place += 1
        found[opening[1]] = bibtex[start : place - 1]
        assert bibtex[place] == ","
        place += 1
    assert bibtex[place:] == "\n}\n"
    return found


def read(value: str) -> str:
    """What LaTeX prints for a field."""
    value = value.removeprefix("{").removesuffix("}")
    return re.sub("|".join(map(re.escape, PRINTED)), lambda found: PRINTED[found[0]], value)


def lines(ris: str) -> list[tuple[str, str]]:
    """Tag and value of each line; every line has both."""
    found = []
    for line in ris.removesuffix("\r\n").split("\r\n"):
        parts = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert parts, line
        found.append((parts[1], parts[2]))
    return found


def test_the_set_is_cited_with_version_revision_date_and_licence() -> None:
    cited = citations.of_set(EDITION)
    assert cited.text == (
        "Vanguard Evidence contributors (2026). Vanguard Evidence. Version 2026.11.21, data"
        " revision 3 of 22 November 2026. Licensed under CC BY 4.0,"
        " https://creativecommons.org/licenses/by/4.0/"
    )
    assert fields(cited.bibtex) == {
        "ENTRY": "misc",
        "KEY": "vanguard-evidence-r3",
        "author": "{Vanguard Evidence contributors}",
        "title": "{Vanguard Evidence}",
        "howpublished": "Data set",
        "year": "2026",
        "month": "November",
        "date": "2026-11-22",
        "note": "Version 2026.11.21, data revision 3. Licensed under CC BY 4.0,"
        " https://creativecommons.org/licenses/by/4.0/",
    }
    assert lines(cited.ris) == [
        ("TY", "DATA"),
        ("ID", "vanguard-evidence-r3"),
        ("AU", "Vanguard Evidence contributors"),
        ("TI", "Vanguard Evidence"),
        ("ET", "Version 2026.11.21, data revision 3"),
        ("PY", "2026"),
        ("DA", "2026/11/22/"),
        ("N1", "Licensed under CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
        ("ER", ""),
    ]


def test_the_owner_is_the_author_where_one_is_named() -> None:
    cited = citations.of_set(Edition("Vanguard Evidence", "1", 3, "2026-11-22T02:00:00Z", "ACME"))
    assert cited.text.startswith("ACME (2026). Vanguard Evidence.")
    assert fields(cited.bibtex)["author"] == "{ACME}"
    assert ("AU", "ACME") in lines(cited.ris)


def test_a_set_that_was_never_saved_has_no_date() -> None:
    cited = citations.of_set(Edition("Vanguard Evidence", "1", 0, ""))
    assert "(no date)" in cited.text
    assert "data revision 0 of no date" in cited.text
    assert "year" not in fields(cited.bibtex)


def test_licence_is_the_one_of_the_package() -> None:
    [licence] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["licenses"]
    assert licence["name"] == citations.LICENCE.replace(" ", "-")
    assert licence["path"] == citations.LICENCE_ADDRESS


def test_a_journal_article_is_cited_in_its_journal() -> None:
    assert cited().text == (
        "A&E visits: 50% fewer? BMJ, 10 March 2019. Journal article."
        " https://example.org/a_b?c=1%20d"
    )
    assert fields(cited().bibtex) == {
        "ENTRY": "article",
        "KEY": "bmj-2019",
        "title": r"{A\&E visits: 50\% fewer?}",
        "journal": "{BMJ}",
        "year": "2019",
        "month": "March",
        "date": "2019-03-10",
        "url": "https://example.org/a_b?c=1%20d",
    }
    assert lines(cited().ris) == [
        ("TY", "JOUR"),
        ("ID", "bmj-2019"),
        ("TI", "A&E visits: 50% fewer?"),
        ("T2", "BMJ"),
        ("PY", "2019"),
        ("DA", "2019/03/10/"),
        ("UR", "https://example.org/a_b?c=1%20d"),
        ("ER", ""),
    ]


def test_a_missing_date_is_said() -> None:
    undated = cited(published="")
    assert "BMJ, no date." in undated.text
    assert fields(undated.bibtex)["note"] == "no date"
    assert "year" not in fields(undated.bibtex)
    assert ("N1", "no date") in lines(undated.ris)
    assert not {"PY", "DA"} & {tag for tag, _ in lines(undated.ris)}


def test_a_date_is_as_exact_as_the_source_gives_it() -> None:
    assert ("DA", "2019///") in lines(cited(published="2019").ris)
    assert ("DA", "2019/03//") in lines(cited(published="2019-03").ris)
    assert "month" not in fields(cited(published="2019").bibtex)


def test_every_kind_of_document_has_a_form_of_its_own(package: Package) -> None:
    kinds = {each.value for each in package.tables["sources"].field("type").categories}
    assert set(citations.FORMS) == kinds


@given(title=st.text(min_size=1), publisher=st.text(min_size=1))
def test_bibtex_gives_any_title_back(title: str, publisher: str) -> None:
    found = fields(cited(title=title, publisher=publisher).bibtex)
    assert read(found["title"]) == citations.one_line(title)
    assert read(found["journal"]) == citations.one_line(publisher)


@given(title=st.text(alphabet='{}\\"@,%#=~^_$& a\n'), url=st.text(alphabet="{}\\%/:#&=a"))
def test_bibtex_braces_stay_balanced(title: str, url: str) -> None:
    found = fields(cited(title=title, url=url).bibtex)
    assert read(found["title"]) == citations.one_line(title)
    assert not set(found["url"]) & set("{}\\")


@given(title=st.text(), publisher=st.text(alphabet="ER  -\r\n\x0b\x0c\x1c\x85\u2028\u2029"))
def test_ris_has_no_line_of_a_value(title: str, publisher: str) -> None:
    ris = cited(title=title, publisher=publisher).ris
    assert len(ris.splitlines()) == len(lines(cited().ris))
    assert dict(lines(ris))["TI"] == citations.one_line(title)
    assert [tag for tag, _ in lines(ris)] == [tag for tag, _ in lines(cited().ris)]


@given(st.text())
def test_one_line_keeps_what_can_be_read(words: str) -> None:
    line = citations.one_line(words)
    assert line.isprintable()
    assert line == citations.one_line(line)
    assert line.split() == [
        kept
        for word in words.split()
        if (kept := "".join(sign for sign in word if sign.isprintable()))
    ]
