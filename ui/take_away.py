"""The hand-out: the current view, or a list of scenes, as a file that opens without a network."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.exports.handout_entry import Entry
from evidence.scenes import registry
from evidence.scenes.scene import Asked
from ui import chart_files, parameters, popovers, scenes_addresses
from ui.view import View

LABEL = "Take away"
FORMATS = {"html": "Web page", "pptx": "PowerPoint"}
WORDS = {
    "html": "One file with pictures, tables and sources. It opens in any browser, without a"
    " network, and prints one scene a page.",
    "pptx": "Tables and charts that can be edited; filters and sources stand in the notes.",
}
MIME = {
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
MADE = "hand_out"


def popover(view: View) -> None:
    """Draw the button behind which the current view is handed out, where it has a scene.

    Its content is made only while it is open.
    """
    if scenes_addresses.current_page() not in registry.PAGES:
        return
    popovers.show(view, LABEL, "take_away", partial(fields, view))


def fields(view: View) -> None:
    """Draw how the current view is handed out."""
    name = scenes_addresses.current_page()

    def entries() -> Iterator[Entry]:
        own = {key: tuple(values) for key, values in parameters.query().items()}
        scene = registry.of(name)(Asked(view.model, view.filters, own))
        yield Entry(scene, scene.title, None, address())

    if name in registry.PAGES:
        buttons(view, entries, of=1, noted=False)


def buttons(
    view: View,
    entries: Iterable[Entry] | Callable[[], Iterable[Entry]],
    *,
    of: int | None = None,
    title: str = "",
    noted: bool = True,
) -> None:
    """Draw the choice of format and notes, the button that makes the file, then its download.

    Args:
        view: what is shown; its revision is named in the file.
        entries: the scenes in order, or a function that makes them one by one once asked.
        of: how many there are; needed only for a function.
        title: of the hand-out; by default that of its first scene.
        noted: whether the entries can have speaker's notes.
    """
    n = of if of is not None else len(entries) if isinstance(entries, list | tuple) else 0
    format_ = _format()
    st.caption(WORDS[format_])
    with_notes = noted and st.checkbox("With the speaker’s notes", value=True, key="hand_out_notes")
    pressed = st.button("Make the file", key="hand_out_make", disabled=not n)
    progress = st.empty()
    if pressed:
        made = _scenes(entries() if callable(entries) else entries, n, progress)
        file = _file(view, made, format_, title or made[0].title, with_notes=with_notes)
        st.session_state[MADE] = _state(view, format_, with_notes), file
        progress.empty()
    state, file = st.session_state.get(MADE, (None, None))
    if file and state == _state(view, format_, with_notes):
        name, content = file
        st.download_button(
            f"Download {name} ({len(content) / 1e6:.1f} MB)",
            content,
            file_name=name,
            mime=MIME[format_],
            key="hand_out_download",
            on_click="ignore",
            icon=":material/download:",
        )


def _format() -> str:
    """The format, which is no part of the view and so not in its address."""
    chosen = st.segmented_control(
        "Format", list(FORMATS), default="html", format_func=FORMATS.__getitem__, key="hand_out_as"
    )
    return chosen or "html"


def address() -> str:
    """The whole address of the current view, without what only its screen needs, or a secret."""
    query = {
        name: values
        for name, values in parameters.query().items()
        if name not in ("size", "sheet", "strip", "checklist", "read")
    }
    plain = (st.context.url or "").partition("?")[0]
    return f"{plain}?{urlencode(query, doseq=True)}" if query else plain


def _scenes(entries: Iterable[Entry], n: int, place: DeltaGenerator) -> list[Entry]:
    """All entries, with the number of the one that is being made on screen."""
    bar = place.progress(0.0, f"Scene 1 of {n}")
    made = []
    for entry in entries:
        made.append(Entry(*entry))
        following = min(len(made) + 1, n)
        bar.progress(len(made) / (n + 1), f"Scene {following} of {n}")
    bar.progress(n / (n + 1), "Writing the file")
    return made


def _file(
    view: View, entries: list[Entry], format_: str, title: str, *, with_notes: bool
) -> tuple[str, bytes]:
    """The name and the content of the hand-out."""
    revision, revised_at = view.model.revision, view.revised_at
    name = f"{chart_files.slug(title)[:60]}-revision-{revision}.{format_}"
    # Loaded only now: the library for slides is large, and no page should wait for it.
    if format_ == "pptx":
        from evidence.exports import slides

        content = slides.pptx(
            title, entries, revision=revision, revised_at=revised_at, with_notes=with_notes
        )
    else:
        from evidence.exports import handout

        content = handout.html(
            title,
            entries,
            revision=revision,
            revised_at=revised_at,
            address=address(),
            with_notes=with_notes,
        ).encode()
    return name, content


def _state(view: View, format_: str, with_notes: bool) -> tuple[object, ...]:
    """What a file was made for; a file for anything else is not offered."""
    return view.model.revision, address(), format_, with_notes
