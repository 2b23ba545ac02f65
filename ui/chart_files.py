"""What each chart gives to take away: its data as CSV, and its picture as SVG and PNG."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from evidence.charts import palette
from evidence.exports import chart_csv, scene_svg
from evidence.html import Markup, element
from evidence.scenes.scene import Panel, Scene, Source
from ui import picture
from ui.view import View

WIDTH = 1200
# What a picture's foot has room for; the CSV has every source.
MOST_SOURCES = 40


def offer(
    view: View,
    *,
    name: str,
    title: str,
    rows: Iterable[Mapping[str, Any]],
    sources: Iterable[str] | Callable[[], Iterable[str]],
    counted: str,
    panel: Panel | Callable[[], Panel | None] | None = None,
    scene: Scene | None = None,
    chart_key: str | None = None,
    filters: str | None = None,
    lost: str = "",
    notes: Sequence[str] | Callable[[], Sequence[str]] = (),
) -> None:
    """Draw the small buttons beneath a picture; a file is made when its button is pressed.

    Nothing where rows in review are shown: a file could be taken for published data.

    Args:
        view: what is shown.
        name: of the files, and of these buttons on the page: lower case, digits and hyphens.
        title: of the chart.
        rows: its data, each with the same columns.
        sources: in words; the same ones are named once. A function is only called when a file is
            asked for.
        counted: 'n of N findings' or the like.
        panel: drawn as the picture, where the picture on the page is none of Plotly's; a function
            is only called when a file is asked for.
        scene: that the panel belongs to; one is made of the other words where there is none.
        chart_key: the key of the Plotly chart on the page that is the picture.
        filters: what is shown, in words; by default the filters of the view.
        lost: how many marks do not survive the chosen step, in words; empty for everything said.
        notes: what a reader of the picture alone has to know: key, rule of order, cautions.
    """
    if not view.is_published:
        return
    st.html(_buttons(name, title, has_picture=panel is not None or chart_key is not None))
    picture.listen(view)
    asked = picture.asked()
    if not asked or asked["file"] != name:
        return
    kind = asked["kind"]
    file = f"vanguard-evidence-{slug(name)}-revision-{view.model.revision}.{kind}"
    named = list(dict.fromkeys(sources() if callable(sources) else sources))
    about = view.words() if filters is None else filters
    if kind == "csv":
        text = chart_csv.text(
            title=title,
            filters=about,
            counted=_joined(counted, lost),
            revision=view.model.revision,
            revised_at=view.revised_at,
            sources=named,
            rows=list(rows),
        )
        picture.answer(picture.Answer(file, kind, text))
    elif panel is not None:
        drawn = panel() if callable(panel) else panel
        if drawn is not None:
            whole = scene or Scene(
                name,
                title,
                counted.removesuffix("."),
                about,
                (drawn,),
                notes=_notes(notes),
                survival=lost,
            )
            picture.answer(picture.Answer(file, kind, _svg(view, whole, drawn, named)))
    elif chart_key is not None:
        said = f"{_joined(counted, about, lost)}."
        head, foot = _words(view, title, said, _notes(notes), named)
        picture.answer(picture.Answer(file, kind, chart=chart_key, head=head, foot=foot))


def slug(words: str) -> str:
    """Words as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _joined(*said: str) -> str:
    return "; ".join(each.removesuffix(".") for each in said if each)


def _notes(notes: Sequence[str] | Callable[[], Sequence[str]]) -> tuple[str, ...]:
    return tuple(each for each in (notes() if callable(notes) else notes) if each)


def _buttons(name: str, title: str, *, has_picture: bool) -> Markup:
    kinds = ("csv", "svg", "png") if has_picture else ("csv",)
    return element(
        "p",
        *(
            element("button", kind.upper(), type="button", data_file=name, data_kind=kind)
            for kind in kinds
        ),
        class_="chart-files",
        role="group",
        aria_label=f"Files: {title}",
    )


def _svg(view: View, scene: Scene, panel: Panel, sources: Sequence[str]) -> str:
    if not scene.sources:
        listed = tuple(Source(each, None) for each in sources)
        scene = dataclasses.replace(scene, sources=listed)
    return scene_svg.svg(
        scene,
        panel,
        width=WIDTH,
        revision=view.model.revision,
        revised_at=view.revised_at,
    )


def _words(
    view: View, title: str, said: str, notes: Sequence[str], sources: Sequence[str]
) -> tuple[list[tuple[str, int, int, str]], list[tuple[str, int, int, str]]]:
    """The lines above and beneath a chart: words, size, weight, colour."""
    quiet = palette.SECONDARY
    shown = "; ".join(sources[:MOST_SOURCES])
    more = len(sources) - MOST_SOURCES
    rest = f"; and {more} more, all in the CSV" if more > 0 else ""
    edition = scene_svg.edition(view.model.revision, view.revised_at)
    head = [(title, 22, 700, palette.TEXT), (said, 16, 400, quiet)]
    foot = [(note, 14, 400, quiet) for note in notes]
    foot += [(f"Sources: {shown}{rest}.", 14, 400, quiet)] if shown else []
    foot.append((f"{edition}. Every figure is as reported by its source.", 14, 400, quiet))
    return head, foot
