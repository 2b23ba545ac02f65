"""The choices that a page keeps in its address, besides the filters."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from evidence.filters import FIELD_TITLES, Filters

LabelVisibility = Literal["visible", "hidden", "collapsed"]


def query() -> dict[str, list[str]]:
    """Every value of every parameter of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(filters: Filters, **changed: str | None) -> None:
    """Put the filters into the address; the page's own parameters stay, but for those changed.

    A parameter changed to None leaves the address.
    """
    kept = {name: values for name, values in query().items() if name not in FIELD_TITLES}
    own = {name: [value] for name, value in changed.items() if value is not None}
    st.query_params.from_dict(
        {
            **filters.to_query(),
            **{name: values for name, values in kept.items() if name not in changed},
            **own,
        }
    )


def set_one(name: str, value: str | None) -> None:
    """Put one parameter of the page into the address, or take it out with None."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def set_every(name: str, values: Sequence[str]) -> None:
    """Put a parameter that may be repeated into the address, in this order; none takes it out."""
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)


def read(name: str, allowed: Sequence[str], default: str) -> str:
    """One parameter of the address; the default where it is missing or not allowed."""
    value = st.query_params.get(name, default)
    return value if value in allowed else default


def page_number(name: str, last: int) -> int:
    """Which page of a long list is shown: 1 to ``last``; 1 where the address does not say."""
    value = st.query_params.get(name, "1")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return min(max(number, 1), max(last, 1))


def choice(
    label: str,
    name: str,
    options: Mapping[str, str],
    default: str,
    *,
    label_visibility: LabelVisibility = "visible",
) -> str:
    """A row of buttons for one parameter of the address; returns the chosen value.

    Args:
        label: what is chosen, in words.
        name: the parameter's name.
        options: value to words, in display order.
        default: the value that needs no parameter.
        label_visibility: as for ``st.segmented_control``.
    """
    key = f"choice_{name}"
    st.session_state[key] = read(name, list(options), default)

    def changed() -> None:
        value = st.session_state[key]
        set_one(name, None if value in (None, default) else value)

    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=changed,
        label_visibility=label_visibility,
    )
    return read(name, list(options), default)


def setter(name: str, value: str | None) -> Callable[[], None]:
    """A callback that sets one parameter, for a button's ``on_click``."""
    return lambda: set_one(name, value)
