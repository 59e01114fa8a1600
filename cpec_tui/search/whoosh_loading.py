"""Whoosh loaded without asyncio, of which it needs nothing.

It takes one decorator from a package that loads asyncio, half as large as Whoosh itself, to look whether what is
decorated is a coroutine. Python's own decorator does the same for what Whoosh decorates.
"""

from __future__ import annotations

import functools
import importlib
import sys
from types import ModuleType

_PACKAGE = "cached_property"


def load_whoosh() -> None:
    """Load what of Whoosh reads an index."""
    if "asyncio" in sys.modules or _PACKAGE in sys.modules:
        return
    stand_in = ModuleType(_PACKAGE)
    vars(stand_in)["cached_property"] = functools.cached_property
    sys.modules[_PACKAGE] = stand_in
    try:
        importlib.import_module("whoosh.reading")
    finally:
        # Whoever else asks for the package gets the package.
        del sys.modules[_PACKAGE]
