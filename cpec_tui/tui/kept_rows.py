"""Searches that are kept under a name: the name that is proposed for one. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cpec_tui.folding import lookup_key

if TYPE_CHECKING:
    from collections.abc import Collection

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 30


def name_for(query: str, taken: Collection[str]) -> str:
    """A name for ``query`` that is not among those ``taken``: its first words, as far as a name holds them."""
    name = ""
    for word in _WORD.findall(query.lower()):
        if name and len(name) + len(word) >= _LONGEST:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST]
    keys, unique, number = {lookup_key(one) for one in taken}, name or "search", 1
    while lookup_key(unique) in keys:
        number += 1
        unique = f"{name or 'search'}-{number}"
    return unique
