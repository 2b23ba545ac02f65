"""Figures as the tables write them: digits, a point before decimals, a hyphen for minus."""

import re

PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
LOOSE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[, '\u2019][0-9]{3})+(?:\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
WITH_UNIT = re.compile(
    r"[£$€] ?(-?[0-9][0-9.,]*)|(-?[0-9][0-9.,]*) ?(?:%|per cent|percent|gbp|m|k)"
)
DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})
# More digits than a double keeps would be stored as another figure.
MOST_DIGITS = 15


def begins_like_number(text: str) -> bool:
    """Whether a text that begins with a sign goes on as a figure: -23, +5, -0.5 or -23%."""
    return re.fullmatch(r"[+-]\.?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)? ?%?", text) is not None


def fault(text: str, *, whole: bool) -> tuple[str, str] | None:
    """What is wrong with the figure and what to do, or None.

    Args:
        text: the characters of the cell, not empty.
        whole: whether decimals are refused.
    """
    if PLAIN.fullmatch(text) is None:
        return _badly_written(text, whole=whole)
    if len(text.strip("-0.").replace(".", "")) > MOST_DIGITS or abs(float(text)) >= 1e15:
        return f"the figure has more than {MOST_DIGITS} digits", "round it as the source does"
    if whole and "." in text:
        figure = float(text)
        if figure.is_integer():
            return "the column takes whole numbers without decimals", f"write {figure:.0f}"
        return "the column takes whole numbers only", "write the whole number that the source gives"
    return None


def _badly_written(text: str, *, whole: bool) -> tuple[str, str]:
    hyphened = text.translate(DASHES)
    if hyphened != text and LOOSE.fullmatch(hyphened):
        return "the minus sign is not a plain hyphen", f"write {hyphened}"
    if GROUPED.fullmatch(text):
        bare = re.sub(r"[, '\u2019+]", "", text)
        return "the figure has separators between thousands", f"write {bare}"
    if DECIMAL_COMMA.fullmatch(text):
        return "the figure has a comma before its decimals", f"write {text.replace(',', '.')}"
    united = WITH_UNIT.fullmatch(text)
    if united:
        figure = (united.group(1) or united.group(2)).replace(",", "")
        return (
            "there is a unit in the cell",
            f"write the bare figure, such as {figure}; the unit has a column of its own",
        )
    if text.casefold().strip("+-") in ("inf", "infinity", "nan"):
        return "the text is not a figure", "leave the cell empty where the source gives no figure"
    if LOOSE.fullmatch(text):
        return "the figure is not written in plain digits", f"write {_plain(text)}"
    kind = "a whole number" if whole else "a number"
    return (
        f"the text is not {kind}",
        "write digits, or leave the cell empty where the source gives no figure",
    )


def _plain(text: str) -> str:
    """The same figure in plain digits: 1e5 is 100000, +5 is 5, 007 is 7, .5 is 0.5."""
    figure = float(text)
    if abs(figure) >= 1e15 or (figure and abs(figure) < 1e-9):
        return "it out in full"
    return f"{figure:.0f}" if figure.is_integer() else f"{figure:.10f}".rstrip("0")
