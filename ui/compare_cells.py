"""The cells of the comparison board as HTML: facts, findings and absences, votes, lessons."""

import itertools
from collections.abc import Iterable, Sequence

from evidence import html
from evidence.board_parts import (
    Beside,
    Cell,
    FactCell,
    LessonsCell,
    Missing,
    OutcomeCell,
    Reference,
    Reported,
    Statement,
    VotesCell,
)
from evidence.charts import glyphs, marks
from evidence.dates import date_words
from evidence.html import Markup, element
from ui import second_read
from ui.view import View

KINDS = {"evaluation": "found", "monitoring": "monitored"}
# The facts that begin what is said of a contract.
FIRST_OF_CONTRACT = ("form", "fate")


def cell(view: View, of: Cell) -> Markup:
    """What stands in one cell of the board."""
    match of:
        case FactCell():
            return _facts(view, of)
        case OutcomeCell():
            return _outcome(view, of)
        case VotesCell():
            return _votes(view, of)
        case LessonsCell():
            return _lessons(view, of)


def _facts(view: View, of: FactCell) -> Markup:
    """Facts, one under the other; what is not stated shares a line with the next such."""
    lines = (
        [element("p", html.joined(map(_missing_fact, same), " "))]
        if not_stated
        else [_statement(view, each) for each in same]
        for not_stated, same in itertools.groupby(of.statements, key=_is_bare_absence)
    )
    return html.joined(itertools.chain.from_iterable(lines))


def _is_bare_absence(said: Statement) -> bool:
    return said.is_missing and not said.references


def _missing_fact(said: Statement) -> Markup:
    """What no source states, in a box; why it cannot be worked out follows in plain words."""
    missing, _, why = said.words.partition(": ")
    box = glyphs.nothing(missing)
    return html.joined((box, " ", element("span", why, class_="quiet"))) if why else box


def _statement(view: View, said: Statement) -> Markup:
    """One fact: the mark of a contract, a bold beginning, words, and what it rests on."""
    if said.is_missing:
        return element("p", _missing_fact(said), _sources(view, said.references))
    mark = html.joined((glyphs.contract(said.status, ""), " ")) if said.status else ""
    bold = html.joined((element("b", said.bold), " ")) if said.bold else ""
    words = element("span", said.text, class_="quiet" if said.bold and not mark else None)
    return element(
        "p",
        mark,
        bold,
        words,
        _sources(view, said.references),
        class_="next" if said.item > 1 and said.topic in FIRST_OF_CONTRACT else None,
    )


def _outcome(view: View, of: OutcomeCell) -> Markup:
    """Every finding and absence of one outcome; a claim is joined to what it stands beside."""
    parts: list[Markup] = []
    if of.beside:
        parts.append(_beside(view, of.beside))
    for _, same in itertools.groupby(of.others, key=_said_once):
        parts.append(_findings(view, tuple(same)))
    parts += [_missing(view, each) for each in of.absences]
    if of.is_empty:
        parts.append(element("p", glyphs.nothing()))
    if of.n_hidden:
        parts.append(element("p", f"{of.n_hidden} hidden by the filters", class_="quiet"))
    return html.joined(parts)


def _said_once(finding: Reported) -> tuple[str, str]:
    return finding.how, finding.reference.source_id


def _findings(view: View, same: Sequence[Reported]) -> Markup:
    """Findings that one source obtained in one way: a line each, and how, said once."""
    lines = (
        element(
            "p",
            _figure(view, each),
            " ",
            element("span", "; ".join(filter(None, (each.label, each.interval))), class_="quiet"),
            class_="finding faint" if each.faint else "finding",
        )
        for each in same
    )
    faint = all(each.faint for each in same)
    return element(
        "div",
        *lines,
        element(
            "p",
            f"{same[0].how}.",
            _sources(view, [each.reference for each in same]),
            class_="how faint" if faint else "how",
        ),
        class_="findings-of-cell",
    )


def _figure(view: View, each: Reported) -> Markup:
    """The mark and the figure, which opens its receipt."""
    spoken = marks.DIRECTIONS[each.direction].word
    glyph = glyphs.finding(
        each.direction,
        each.evidence_status,
        f"{spoken}, does not survive" if each.faint else spoken,
    )
    address = view.address("impacts", finding=each.finding_id)
    link = element("a", element("b", each.number), href=address, title="Open the receipt")
    return html.joined((glyph, " ", link, second_read.mark(each.row["is_second_read"])))


def _beside(view: View, pair: Beside) -> Markup:
    """A claim and what was found, on one line joined by a rule, and the gap in words."""
    said, found = (
        html.joined(
            (
                element(
                    "span", _figure(view, each), class_="finding faint" if each.faint else "finding"
                )
                for each in side
            ),
            " ",
        )
        for side in (pair.claims, pair.found)
    )
    return element(
        "div",
        element(
            "p",
            element("span", "said ", said),
            element("i", class_="rule", aria_hidden="true"),
            element("span", f"{KINDS[pair.kind]} ", found),
            class_="beside",
        ),
        element(
            "p",
            pair.words,
            _sources(view, [each.reference for each in (*pair.claims, *pair.found)]),
            class_="how",
        ),
    )


def _missing(view: View, each: Missing) -> Markup:
    """A result that a source says is missing, with what the source says of it."""
    quoted = html.joined((" ", element("span", f"“{each.quoted}”"))) if each.quoted else ""
    dated = html.joined((", ", each.as_of)) if each.as_of else ""
    return element(
        "p", glyphs.absence(each.words), quoted, dated, _sources(view, (each.reference,))
    )


def _votes(view: View, of: VotesCell) -> Markup:
    """One mark a site of a group, the counts in words, and the sites by name."""
    if not of.votes:
        boxes = [glyphs.absence(f"{n} {words}") for words, n in of.absences]
        where = "of" if boxes else "at any of"
        words = f" {where} {of.n_sites} sites"
        return element("p", html.joined(boxes or [glyphs.nothing()], " "), words)
    drawn = (
        element(
            "span",
            glyphs.finding(
                vote.direction,
                vote.evidence_status,
                f"{vote.short_name}: {marks.words(vote.direction, vote.evidence_status)}",
            ),
            class_="faint" if vote.faint else None,
        )
        for vote in of.votes
    )
    names = (
        element(
            "li",
            glyphs.finding(vote.direction, vote.evidence_status),
            " ",
            html.link(vote.short_name, view.address("site", site=vote.site_id)),
            class_="faint" if vote.faint else None,
        )
        for vote in of.votes
    )
    return html.joined(
        (
            element("p", *drawn, class_="votes"),
            element("p", of.text),
            element(
                "details",
                element("summary", "Which sites"),
                element("ul", *names, class_="bare"),
            ),
        )
    )


def _lessons(view: View, of: LessonsCell) -> Markup:
    """The lessons behind their themes, which open."""
    if of.is_empty:
        return element("p", glyphs.nothing(of.text or "none recorded"))
    themes = (
        element(
            "details",
            element("summary", f"{theme.name}: {len(theme.lessons)}"),
            element(
                "ul",
                *(
                    element(
                        "li",
                        element("span", f"{lesson.site}: ", class_="quiet") if lesson.site else "",
                        lesson.text,
                        _sources(view, (lesson.reference,)),
                    )
                    for lesson in theme.lessons
                ),
            ),
        )
        for theme in of.themes
    )
    return html.joined(themes)


def _sources(view: View, references: Iterable[Reference]) -> Markup:
    """A link to each source, each once, with the places in it; nothing where there is none."""
    by_id: dict[str, list[Reference]] = {}
    for each in references:
        by_id.setdefault(each.source_id, []).append(each)
    links = html.joined((_source(view, each) for each in by_id.values()), "; ")
    return html.joined((" ", element("span", links, class_="cited"))) if links else links


def _source(view: View, places: Sequence[Reference]) -> Markup:
    """One source, with its year; without an address of its own it leads to its record here."""
    first = places[0]
    words = f"Source, {date_words((first.published or '')[:4])}"
    whole = f"{first.title}. {origin(places)}"
    return element(
        "a",
        words,
        href=first.url or view.address("sources", source_id=first.source_id),
        aria_label=f"{words}: {whole}",
        title=whole,
        rel="noopener noreferrer" if first.url else None,
    )


def origin(places: Sequence[Reference]) -> str:
    """Who published one source, when, and the places in it: 'HSJ, 24 March 2017; article text'."""
    locators = dict.fromkeys(each.locator for each in places if each.locator)
    return "; ".join([f"{places[0].publisher}, {date_words(places[0].published)}", *locators])
