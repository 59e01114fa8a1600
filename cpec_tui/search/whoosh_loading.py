"""Whoosh loaded without what is not used of it: it takes half as long.

For one name each it loads asyncio (by way of a package with one decorator, which Python has, too), all that opens web
addresses, and what stems and spells English. While Whoosh is loaded, others stand in for these modules.
"""

from __future__ import annotations

import functools
import importlib
import sys
from types import ModuleType
from typing import Any


def load_whoosh() -> None:
    """Load what of Whoosh reads an index."""
    standing = {name: given for name, given in _STAND_INS.items() if name not in sys.modules}
    for name, given in standing.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(given)
    try:
        importlib.import_module("whoosh.reading")
    finally:
        # Whoever else asks for these modules gets themselves.
        for name in standing:
            del sys.modules[name]


def _later(module: str, name: str) -> dict[str, Any]:
    """A function that loads ``module`` when it is called, and does what the one of that ``name`` there does."""

    def called(*arguments: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*arguments, **options)

    return {name: called}


_STAND_INS: dict[str, dict[str, Any]] = {
    "cached_property": {"cached_property": functools.cached_property},
    "urllib.request": _later("urllib.request", "urlretrieve"),
    "whoosh.lang.porter": _later("whoosh.lang.porter", "stem"),
    "whoosh.lang.dmetaphone": _later("whoosh.lang.dmetaphone", "double_metaphone"),
}
