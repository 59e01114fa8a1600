"""Whoosh loaded without what it has no use for: it takes half as long.

For two names it loads asyncio (by way of a package with one decorator, which Python has, too) and all that opens web
addresses. While Whoosh is loaded, others stand in for these two modules.
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


def _urlretrieve(*arguments: Any, **options: Any) -> Any:
    from urllib.request import urlretrieve

    return urlretrieve(*arguments, **options)


_STAND_INS: dict[str, dict[str, Any]] = {
    "cached_property": {"cached_property": functools.cached_property},
    "urllib.request": {"urlretrieve": _urlretrieve},
}
