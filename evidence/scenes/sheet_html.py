"""A sheet as HTML for the wall; ui/styles/wall.css gives it its sizes."""

from collections.abc import Iterable, Sequence

from evidence import html
from evidence.charts import glyphs, marks
from evidence.html import Markup, element
from evidence.scenes import paging
from evidence.scenes.paging import Sheet, Size
from evidence.scenes.parts import (
    Absence,
    Against,
    Cell,
    Contract,
    Dot,
    Finding,
    Nothing,
    Part,
    Words,
)
from evidence.scenes.scene import Bar, Harvest, Line, Panel, Scale


def sheet(shown: Sheet, size: Size) -> Markup:
    """The title, the panel and the foot of a sheet, filling what the strip leaves of the screen."""
    panel = shown.panel
    under = paging.subtitle(shown.scene, panel)
    body = _harvest(panel.harvest, size) if panel.harvest else _table(panel, size)
    return element(
        "section",
        element(
            "header",
            element("h1", panel.title),
            element("p", under, class_="quiet") if under else "",
        ),
        body,
        _foot(shown),
        class_=f"sheet {size.name.lower()}",
        style=f"--row:{shown.row_padding:.2f}em",
        aria_label=panel.title,
    )


def _table(panel: Panel, size: Size) -> Markup:
    widths = paging.column_widths(panel, size)
    columns = (element("col", style=f"width:{width:.2f}em") for width in widths)
    head = element("tr", *(element("th", each, scope="col") for each in panel.headings))
    return element(
        "div",
        element(
            "table",
            element("caption", panel.title),
            element("colgroup", *columns),
            element("thead", head, class_="unseen" if panel.scale else None),
            element("tbody", *(_line(panel, line) for line in panel.lines)),
            _axis(panel.scale, widths) if panel.scale and paging.has_axis(panel) else "",
        ),
        class_="rows",
    )


def _line(panel: Panel, line: Line) -> Markup:
    label = html.joined((line.label, element("span", line.quiet, class_="quiet")), " ")
    if line.heading:
        head = element("th", label, colspan=len(panel.headings), scope="colgroup")
        return element("tr", head, class_="heading")
    return element(
        "tr",
        element("th", label if line.quiet else line.label, scope="row"),
        *(
            _cell(cell, panel.scale if place == 0 else None)
            for place, cell in enumerate(line.cells)
        ),
    )


def _cell(cell: Cell, scale: Scale | None) -> Markup:
    on_scale = [part for part in cell if isinstance(part, Dot)]
    beside = [_part(part) for part in cell if not isinstance(part, Dot)]
    drawn = [_track(on_scale, scale)] if scale and on_scale else []
    drawn += [element("div", *beside, class_="cell")] if beside else []
    return element("td", *drawn)


def _part(part: Part) -> Markup:
    match part:
        case Words(text=text, tone=tone):
            return element("b" if tone == "bold" else "span", text, class_=tone)
        case Finding():
            words = element("b", part.words) if part.words else ""
            glyph = glyphs.finding(part.direction, part.evidence_status, part.spoken)
            faint = " faint" if part.faint else ""
            return element("span", glyph, words, class_=f"finding{faint}")
        case Contract():
            glyph = glyphs.contract(part.status, "" if part.words else None)
            return element("span", glyph, part.words, class_="finding")
        case Absence():
            return glyphs.absence(part.words)
        case Nothing():
            return glyphs.nothing(part.words)
        case Against():
            return element("span", "→", class_="against", role="img", aria_label=part.words)
        case Dot():
            return Markup("")


def _track(dots: Iterable[Dot], scale: Scale) -> Markup:
    grid = [element("i", class_="grid", style=_left(scale, value)) for value, _ in scale.ticks]
    if scale.reference is not None:
        grid.append(element("i", class_="reference", style=_left(scale, scale.reference)))
    return element("div", *grid, *(_dot(dot, scale) for dot in dots), class_="track")


def _dot(dot: Dot, scale: Scale) -> Markup:
    colour = f"of-{dot.direction}"
    drawn = []
    if dot.beside is not None:
        drawn.append(_span("join", scale, dot.value, dot.beside))
        drawn.append(element("i", class_="beside", style=_left(scale, dot.beside)))
    if dot.low is not None and dot.high is not None:
        drawn.append(_span(f"interval {colour}", scale, dot.low, dot.high))
    mark = glyphs.finding(dot.direction, dot.evidence_status)
    drawn.append(element("span", mark, class_="mark", style=_left(scale, dot.value)))
    return element("div", *drawn, class_="dot-line faint" if dot.faint else "dot-line")


def _span(class_: str, scale: Scale, one: float, other: float) -> Markup:
    left, right = sorted((scale.share(one), scale.share(other)))
    style = f"left:{left:.2%};width:{right - left:.2%}"
    return element("i", class_=class_, style=style)


def _left(scale: Scale, value: float) -> str:
    return f"left:{scale.share(value):.2%}"


def _axis(scale: Scale, widths: Sequence[float]) -> Markup:
    ticks = (
        element("span", words, style=_left(scale, value))
        for value, words in paging.ticks(scale, widths[1])
    )
    ends = (element("span", scale.left), element("span", scale.right))
    stacked = paging.end_lines(scale, widths[1]) == 2
    axis = element(
        "td",
        element("div", *ticks, class_="ticks"),
        element("div", *ends, class_="ends stacked" if stacked else "ends"),
    )
    others = (element("td") for _ in widths[2:])
    return element("tfoot", element("tr", element("td"), axis, *others, aria_hidden="true"))


def _harvest(harvest: Harvest, size: Size) -> Markup:
    levels = (
        element("li", element("span", name), style=f"--level:{place}")
        for place, name in enumerate(harvest.levels, start=1)
    )
    return element(
        "div",
        element("ol", *levels, class_="levels"),
        *(_group(direction, bars, size) for direction, bars in harvest.groups),
        class_="harvest",
        style=f"--levels:{len(harvest.levels)};--pitch:{paging.bar_pitch(harvest, size):.3f}em",
    )


def _group(direction: str, bars: Sequence[Bar], size: Size) -> Markup:
    return element(
        "div",
        element("div", *(_bar(direction, bar) for bar in bars), class_="bars"),
        element(
            "p",
            glyphs.finding(direction, "evaluated", ""),
            element("b", paging.bars_left(bars, size)),
        ),
        element("p", marks.DIRECTIONS[direction].word),
        class_=f"group of-{direction}",
        style=f"--n:{len(bars)};--least:{paging.least_width(direction, bars, size):.2f}em",
    )


def _bar(direction: str, bar: Bar) -> Markup:
    said = f"{bar.site}: {marks.words(direction, bar.evidence_status)}"
    faint = " faint" if bar.faint else ""
    return element(
        "i",
        class_=f"bar {bar.evidence_status}{faint}",
        style=f"--height:{bar.height}",
        role="img",
        aria_label=said,
        title=said,
    )


def _foot(shown: Sheet) -> Markup:
    directions, statuses = paging.key(shown.panel)
    if shown.panel.harvest:
        swatches = (
            element("li", element("i", class_=f"bar {each}"), " ", marks.STATUSES[each])
            for each in statuses
        )
        drawn = element("ul", *swatches, class_="key bars-key", aria_label="Key")
    else:
        drawn = glyphs.key(directions, statuses) if directions or statuses else Markup("")
    return element("footer", drawn, element("p", paging.counted(shown.scene)))
