"""Ten cases of the landing page: what a review of 2016 could report, and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from evidence import html, ten_cases
from evidence.charts import glyphs, marks, quantities
from evidence.html import Markup, element
from evidence.read_model import ReadModel, Row

Finding = Mapping[str, Any]

COMPARED = {
    "matched_control": "against matched controls",
    "rest_england": "against the rest of England",
    "other_sites": "against other sites",
    "before_after": "before and after",
    "target": "against a target",
    "none_stated": "",
}


@st.cache_resource(show_spinner=False, hash_funcs={ReadModel: lambda model: model.version})
def table(model: ReadModel) -> Markup:
    """The cases of one revision, made once: what never changes is sent to a browser only once."""
    return cases(model.rows("ten_cases"))


def cases(rows: Sequence[Row]) -> Markup:
    """One line a case. The cases stand outside the filters, and so do the links to their records.

    Args:
        rows: those of ``queries/ten_cases.sql``.
    """
    head = element("tr", *(element("th", words, scope="col") for words in ten_cases.HEADINGS))
    body = (
        element(
            "tr",
            element("th", _case(row), scope="row"),
            element("td", _review(row), data_of=ten_cases.HEADINGS[1]),
            element("td", _found(row), data_of=ten_cases.HEADINGS[2]),
            element("td", _contracts(row["contracts"]), data_of=ten_cases.HEADINGS[3]),
        )
        for row in rows
    )
    return element(
        "table",
        element("caption", "Ten cases, then and now"),
        element("thead", head),
        element("tbody", *body),
        class_="plain cases folding",
    )


def _case(row: Row) -> Markup:
    if row["short_name"] is None:
        return element("span", row["site_id"], " ", glyphs.absence("not in this set"))
    return html.joined(
        (
            html.link(row["short_name"], f"site?{urlencode({'site': row['site_id']})}"),
            element("span", row["model_name"], class_="quiet"),
        )
    )


def _review(row: Row) -> Markup:
    """The review's own label or its figures; what else it has where it reports no outcome."""
    if row["slide"] is None:
        return glyphs.nothing("not in the review")
    parts: list[Markup] = []
    if row["review_label"]:
        parts.append(glyphs.absence(f"“{row['review_label']}”"))
    if row["reported"]:
        parts += [_glyphs(row["reported"]), element("span", _named(row["reported"]))]
    if not parts:
        parts.append(glyphs.nothing("no outcome"))
        terms = " and ".join(ten_cases.terms(row))
        parts.append(element("span", f"but {terms}" if terms else ""))
    return html.joined(parts, " ")


def _found(row: Row) -> Markup:
    found: Sequence[Finding] = row["found"]
    if not found:
        return glyphs.nothing("nothing found")
    counts = (
        ("by November 2016", len(found) - row["n_since"] - row["n_undated"]),
        ("undated", row["n_undated"]),
    )
    when = "".join(f"; {words}: {n}" for words, n in counts if n)
    return html.joined(
        (
            _glyphs(found),
            element("span", _named(found)),
            element("span", f"Published since: {row['n_since'] or 'none'}{when}.", class_="quiet"),
        ),
        " ",
    )


def _glyphs(findings: Sequence[Finding]) -> Markup:
    return html.joined(
        glyphs.finding(each["direction"], each["evidence_status"]) for each in findings
    )


def _named(findings: Sequence[Finding]) -> str:
    """The first of the findings in words: outcome, label, value, comparator, evidence status."""
    first = findings[0]
    about = ", ".join(each for each in (first["outcome_name"], first["label"]) if each)
    return f"{about}: {_result(first)}, {marks.STATUSES[first['evidence_status']]}."


def _result(finding: Finding) -> str:
    if finding["value"] is None:
        return marks.DIRECTIONS[finding["direction"]].word
    value = quantities.in_words(finding)
    if finding["quantity"] == "ratio":
        value = f"ratio {value}"
    compared = "" if finding["comparator_value"] is not None else COMPARED[finding["comparator"]]
    return f"{value} {compared}".strip()


def _contracts(contracts: Sequence[Mapping[str, Any]]) -> Markup:
    if not contracts:
        return glyphs.nothing("none found")
    return element("ul", *(element("li", _contract(each)) for each in contracts), class_="bare")


def _contract(contract: Mapping[str, Any]) -> Markup:
    status = contract["status"]
    if contract["seen"] is None:
        when = f"{status}, date not stated"
    elif contract["stage"] == status:
        when = f"{status} {contract['seen']}"
    else:
        when = f"{status} when last seen, {contract['seen']}"
    words = f"{contract['form_name']}: {contract['reason'] or 'nothing more known'}."
    return html.joined(
        (
            glyphs.contract(status, ""),
            element("span", words),
            element("span", f"{when[0].upper()}{when[1:]}.", class_="quiet"),
        ),
        " ",
    )
