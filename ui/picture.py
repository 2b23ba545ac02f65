"""Files of pictures that only a browser can save: it is asked for once for all charts of a page.

The buttons beneath the pictures are plain HTML. One listener tells the server which was pressed;
the answer goes to a second component, which is there only then. So a page that nobody takes a
file from sends a few words a chart.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from ui.view import View

LISTENER = "picture_buttons"
ANSWER = "picture_answer"

LISTEN = """
export default function ({ setTriggerValue }) {
  const press = ({ target }) => {
    const { file, kind } = target.closest?.(".chart-files button")?.dataset ?? {};
    if (file) setTriggerValue("asked", { file, kind });
  };
  document.addEventListener("click", press);
  return () => document.removeEventListener("click", press);
}
"""

# A chart of Plotly is several layers of SVG; they are put into one, between its words.
SAVE = """
const EDGE = 24;
const MIME = { csv: "text/csv;charset=utf-8", svg: "image/svg+xml", png: "image/png" };

const escaped = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function wrapped(words, width, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const lines = [""];
  for (const word of words.split(/\\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function paragraphs(said, width, top) {
  let y = top;
  const written = [];
  for (const [words, size, weight, colour] of said) {
    for (const line of wrapped(words, width, `${weight} ${size}px Arial`)) {
      y += size * 1.25;
      written.push(`<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}"` +
        ` fill="${colour}">${escaped(line)}</text>`);
    }
    y += 4;
  }
  return { svg: written.join(""), bottom: y };
}

function composed({ chart, head, foot }) {
  const layers = [...document.querySelectorAll(
    `.st-key-${CSS.escape(chart)} .js-plotly-plot svg.main-svg`)];
  if (!layers.length) return null;
  const { width, height } = layers[0].getBoundingClientRect();
  // The words of a narrow chart would else stand in a tall column.
  const across = Math.max(width, 760);
  const above = paragraphs(head, across, EDGE);
  const drawn = layers.map((layer) => {
    const copy = layer.cloneNode(true);
    copy.setAttribute("x", EDGE);
    copy.setAttribute("y", above.bottom + 8);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.style.background = "none";
    return new XMLSerializer().serializeToString(copy);
  });
  const below = paragraphs(foot, across, above.bottom + 16 + height);
  const size = `${Math.ceil(across + 2 * EDGE)} ${Math.ceil(below.bottom + EDGE)}`;
  const [w, h] = size.split(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${w}"` +
    ` height="${h}" font-family="Arial, Helvetica, sans-serif">` +
    `<rect width="${w}" height="${h}" fill="#fff"/>${above.svg}${drawn.join("")}${below.svg}</svg>`;
}

async function drawn(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: MIME.svg }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, MIME.png));
}

async function save(data) {
  const text = data.text ?? composed(data);
  if (text === null) return;
  const blob = data.kind === "png"
    ? await drawn(text)
    : new Blob([data.kind === "csv" ? "\\ufeff" : "", text], { type: MIME[data.kind] });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export default function ({ data, parentElement }) {
  if (window.savedPicture === data.id) return;
  window.savedPicture = data.id;
  save(data).then(() => {
    parentElement.querySelector("span").textContent = `Saved ${data.name}`;
  });
}
"""

SAID = """
<span role="status" style="position:absolute;clip-path:inset(50%);white-space:nowrap"></span>
"""

_listener = st.components.v2.component(LISTENER, js=LISTEN)
_saver = st.components.v2.component("picture_saver", html=SAID, js=SAVE)


@dataclass(frozen=True)
class Answer:
    """A file for the browser to save.

    Args:
        name: of the file.
        kind: csv, svg or png.
        text: what is in it, or for a PNG the SVG to draw; None for a chart that is on the page.
        chart: the key of that chart.
        head: lines above the chart, each with words, size, weight and colour.
        foot: lines beneath it, likewise.
    """

    name: str
    kind: str
    text: str | None = None
    chart: str | None = None
    head: Sequence[tuple[str, int, int, str]] = ()
    foot: Sequence[tuple[str, int, int, str]] = ()


def asked() -> dict[str, str] | None:
    """Which button was pressed: its file and its kind; None in any other run."""
    state: Any = st.session_state.get(LISTENER) or {}
    pressed: dict[str, str] | None = state.get("asked")
    return pressed


def answer(file: Answer) -> None:
    """Keep the file until the end of this run, when the browser gets it."""
    st.session_state[ANSWER] = {"id": secrets.token_hex(4), **asdict(file)}


def listen(view: View) -> None:
    """Watch the buttons of this page, however many charts ask for it."""
    if _mount not in view.later:
        view.later.append(_mount)


def _mount() -> None:
    _listener(key=LISTENER, on_asked_change=lambda: None, height=1)
    file = st.session_state.pop(ANSWER, None)
    if file:
        _saver(key="picture_saver", data=file, height=1)
