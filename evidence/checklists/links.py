"""The addresses of what is pinned."""

from urllib.parse import urlencode, urljoin

from evidence.checklists.pins import Pin
from evidence.scene_drafts import LANDING_PAGE


def address(pin: Pin, base: str = "") -> str:
    """Where a pinned view is: its page with its filters, as the data are now.

    Args:
        pin: what is pinned.
        base: the address of any page of the dashboard, such as https://example.org/evidence/sites;
            empty gives a relative address.
    """
    page = "./" if pin.draft.page == LANDING_PAGE else pin.draft.page
    query = urlencode(pin.draft.parameters, doseq=True)
    path = urljoin(base.partition("?")[0], page) if base else page
    return f"{path}?{query}" if query else path
