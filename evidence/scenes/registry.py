"""Which function makes the scene of which page."""

from collections.abc import Callable
from importlib import import_module

from evidence.scenes.scene import Asked, Scene

# The page's name in addresses, "dashboard" for the landing page, and the module of its scene.
PAGES = {
    "dashboard": "overview",
    "sites": "sites",
    "site": "site",
    "impacts": "impacts",
    "compare": "board",
    "directions": "directions",
    "gaps": "gaps",
    "contracts": "contracts",
    "contract": "contract",
    "terms": "terms",
    "commissioning": "commissioning",
    "sources": "sources",
}


def of(page: str) -> Callable[[Asked], Scene]:
    """The function that makes the scene of a page; only its own module is imported for it.

    Raises:
        KeyError: there is no such page.
    """
    make: Callable[[Asked], Scene] = import_module(f"evidence.scenes.{PAGES[page]}").scene
    return make
