"""How to cite the data set and each of its sources: as text, BibTeX and RIS."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.dates import MONTHS, NO_DATE, date_words

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
# BibTeX counts braces whether or not a backslash stands before them, so a brace has to be named.
BIBTEX_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&%#_"},
    }
)
ADDRESS_SIGNS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})


@dataclass(frozen=True)
class Edition:
    """Which state of the data set is meant.

    Attributes:
        title: the title of the data package.
        version: the version of the data package.
        revision: the number of the revision; 0 where nothing was ever saved.
        revised_at: when that revision was saved, in ISO 8601; "" where nothing was.
        owner: who runs the dashboard; "" where nobody is named.
    """

    title: str
    version: str
    revision: int
    revised_at: str
    owner: str = ""

    @property
    def date(self) -> str:
        """The day of the revision as year-month-day; "" where nothing was ever saved."""
        return self.revised_at[:10]

    @property
    def author(self) -> str:
        """Who is cited: the owner, else the contributors."""
        return self.owner or f"{self.title} contributors"


@dataclass(frozen=True)
class Citation:
    """One work, ready to be pasted or imported; ``key`` is its name in a BibTeX file."""

    key: str
    text: str
    bibtex: str
    ris: str


@dataclass(frozen=True)
class _Form:
    """How a kind of document is told: BibTeX entry and field of the publisher, RIS type and tag."""

    entry: str
    publisher: str
    ris: str
    ris_publisher: str


REPORT = _Form("techreport", "institution", "RPRT", "PB")
OTHER = _Form("misc", "howpublished", "GEN", "PB")
FORMS = {
    "evaluation": REPORT,
    "review": REPORT,
    "audit": REPORT,
    "official": REPORT,
    "provider_report": REPORT,
    "journal": _Form("article", "journal", "JOUR", "T2"),
    "news": _Form("misc", "howpublished", "NEWS", "T2"),
    "presentation": _Form("misc", "howpublished", "SLIDE", "PB"),
}


def of_set(edition: Edition) -> Citation:
    """The citation of the whole set, as one revision left it."""
    key = _key(f"{edition.title}-r{edition.revision}".lower())
    state = f"Version {edition.version}, data revision {edition.revision}"
    licence = f"Licensed under {LICENCE}, {LICENCE_ADDRESS}"
    return Citation(
        key=key,
        text=one_line(
            f"{edition.author} ({edition.date[:4] or NO_DATE}). {_sentence(edition.title)} {state}"
            f" of {date_words(edition.date)}. {licence}"
        ),
        bibtex=_bibtex(
            "misc",
            key,
            {
                "author": _kept(edition.author),
                "title": _kept(edition.title),
                "howpublished": _escaped("Data set"),
                **_bibtex_date(edition.date),
                "note": _escaped(f"{state}. {licence}"),
            },
        ),
        ris=_ris(
            [
                ("TY", "DATA"),
                ("ID", key),
                ("AU", edition.author),
                ("TI", edition.title),
                ("ET", state),
                *_ris_date(edition.date),
                ("N1", licence),
            ]
        ),
    )


def of_source(source: Mapping[str, str | None], type_label: str) -> Citation:
    """The citation of one document.

    Args:
        source: a row of ``sources``; an empty date is said to be missing. The set names no
            authors, so the publisher stands for them.
        type_label: the words for the kind of document.
    """
    form = FORMS.get(source["type"] or "", OTHER)
    key = _key(source["source_id"] or "")
    title, publisher = source["title"] or "", source["publisher"] or ""
    published, address = source["published"] or "", source["url"] or ""
    return Citation(
        key=key,
        text=one_line(
            f"{_sentence(title)} {publisher}, {date_words(published)}. {type_label}. {address}"
        ),
        bibtex=_bibtex(
            form.entry,
            key,
            {
                "title": _kept(title),
                form.publisher: _kept(publisher),
                **_bibtex_date(published),
                "url": one_line(address).translate(ADDRESS_SIGNS),
            },
        ),
        ris=_ris(
            [
                ("TY", form.ris),
                ("ID", key),
                ("TI", title),
                (form.ris_publisher, publisher),
                *_ris_date(published),
                ("UR", address),
            ]
        ),
    )


def one_line(words: str) -> str:
    """The words on one line: a run of blanks is one space, control characters are left out."""
    return " ".join("".join(sign for sign in words if _is_readable(sign)).split())


def _is_readable(sign: str) -> bool:
    return sign.isprintable() or sign.isspace()


def _sentence(words: str) -> str:
    """The words with a full stop, unless they end a sentence already."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _key(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", words)


def _escaped(words: str) -> str:
    return one_line(words).translate(BIBTEX_SIGNS)


def _kept(words: str) -> str:
    """In a second pair of braces, which keeps capitals and names of bodies as they are."""
    return f"{{{_escaped(words)}}}"


def _bibtex(entry: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{entry}{{{key},", *lines, "}"]) + "\n"


def _bibtex_date(date: str) -> dict[str, str]:
    """Year and month for BibTeX, the whole date for BibLaTeX."""
    if not date:
        return {"note": NO_DATE}
    year, *rest = date.split("-")
    month = {"month": MONTHS[int(rest[0]) - 1]} if rest else {}
    return {"year": year, **month, "date": date}


def _ris_date(date: str) -> list[tuple[str, str]]:
    """Year, and the date as RIS writes it: year/month/day/, a part empty where it is not known."""
    if not date:
        return [("N1", NO_DATE)]
    parts = (*date.split("-"), "", "")[:3]
    return [("PY", parts[0]), ("DA", "/".join((*parts, "")))]


def _ris(lines: list[tuple[str, str]]) -> str:
    written = [f"{tag}  - {one_line(value)}" for tag, value in lines]
    return "\r\n".join([*written, "ER  - ", ""])
