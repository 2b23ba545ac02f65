"""The hand-out: scenes in one HTML file that asks nobody for anything and prints a page a scene."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from evidence.exports import handout_print, panel_table, scene_svg
from evidence.exports.handout_entry import Entry
from evidence.html import Markup, element, joined, link, table
from evidence.scenes.scene import Panel, Scene

# Even a file that somebody changed could not ask another host.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)
WIDTH = 1080


def html(
    title: str,
    entries: Sequence[Entry],
    *,
    revision: int,
    revised_at: str,
    address: str,
    with_notes: bool,
) -> str:
    """The hand-out as one HTML document with its style, script and pictures in it.

    Args:
        title: of the whole hand-out.
        entries: the scenes in order; none gives a document that says so.
        revision: the number of the data revision that is shown.
        revised_at: when it was saved, in ISO 8601.
        address: of the view or the list that was handed out; "" where there is none.
        with_notes: whether the speaker's notes stand in it.
    """
    edition = scene_svg.edition(revision, revised_at)
    sections = [
        _section(entry, place, len(entries), edition, with_notes)
        for place, entry in enumerate(entries, start=1)
    ]
    n = len(entries)
    head = element(
        "header",
        element("h1", title),
        element(
            "p",
            f"{n} scene{'' if n == 1 else 's'}. {edition}. ",
            "Every figure is as reported by its source.",
            class_="quiet",
        ),
        element("p", "Live at ", link(address, address)) if address else "",
    )
    # Hidden until the script shows it: without the script all scenes are there already.
    nav = element(
        "nav",
        element("button", "Previous", type="button"),
        element("p", f"1 of {n}", role="status"),
        element("button", "Next", type="button"),
        aria_label="Scenes",
        hidden="",
    )
    nothing = element("section", element("p", "There is no scene in this hand-out."))
    main = element("main", *(sections or [nothing]))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', title)}<style>{_beside('handout.css')}</style></head>"
        f"<body>{head}{main}{nav}<script>{_beside('handout.js')}</script></body></html>\n"
    )


def _section(entry: Entry, place: int, of: int, edition: str, with_notes: bool) -> Markup:
    scene = entry.scene
    note = (entry.note or "").strip() if with_notes else ""
    panels = handout_print.parts(scene, note)
    numbered = f"title-{place}"
    return element(
        "section",
        element("p", f"Scene {place} of {of}", class_="place"),
        element("h2", entry.title, id=numbered),
        _sentence(entry),
        element("aside", element("strong", "Speaker’s note"), note) if note else "",
        element(
            "div",
            *_figures(scene, panels.pictures),
            class_="pictures",
            style=f"--first: {panels.first}px",
        ),
        _tables(scene) if scene.panels else "",
        element("ul", *(element("li", each) for each in scene.notes), class_="notes")
        if scene.notes
        else "",
        _sources(scene),
        element(
            "footer",
            element("p", f"{edition}."),
            element("p", "Open this view: ", link(entry.link, entry.link)) if entry.link else "",
        ),
        id=f"scene-{place}",
        aria_labelledby=numbered,
        class_="fits" if panels.fits else "long",
    )


def _sentence(entry: Entry) -> Markup:
    scene = entry.scene
    about = f"{scene.title}. " if scene.title != entry.title else ""
    return element("p", f"{about}{scene_svg.counted(scene)}.", class_="quiet")


def _figures(scene: Scene, panels: Sequence[Panel]) -> list[Markup]:
    if not panels:
        return [element("p", f"Nothing meets these filters: {scene.filters}.")]
    return [_figure(scene, panel) for panel in panels]


def _figure(scene: Scene, panel: Panel) -> Markup:
    drawn = scene_svg.svg(scene, panel, width=WIDTH, framed=False)
    note = element("p", panel.note, class_="quiet") if panel.note else ""
    caption = element("figcaption", element("h3", panel.title), note)
    hint = element(
        "p", "The picture goes on to the right; the table beneath has the same in words."
    )
    # On a narrow screen it scrolls sideways, by keyboard too.
    picture = element(
        "div", Markup(drawn), class_="picture", tabindex="0", role="group", aria_label=panel.title
    )
    return element("figure", caption, element("div", hint, class_="hint"), picture)


def _tables(scene: Scene) -> Markup:
    """The same as the pictures, in words."""
    tables = []
    for panel in scene.panels:
        plain = panel_table.plain(panel)
        tables.append(table(panel.title, plain.headings, plain.rows))
    n = len(tables)
    summary = "The same as a table" if n == 1 else f"The same as {n} tables"
    return element("details", element("summary", summary), *tables)


def _sources(scene: Scene) -> Markup:
    if not scene.sources:
        return Markup("")
    listed = (
        element("li", link(source.words, source.url) if source.url else source.words)
        for source in scene.sources
    )
    n = len(scene.sources)
    return joined((element("h3", f"Sources: {n}"), element("ol", *listed, class_="sources")))


@cache
def _beside(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
