"""Names as they may be written, and ids made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from cpec_tui.errors import CurationError
from cpec_tui.folding import fold
from cpec_tui.reading.canonical import canonicalize

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NO_LETTER = re.compile("[^a-z0-9]+")
_LONGEST_ID = 60


def written(text: str, what: str) -> str:
    """``text`` in canonical form. Raises CurationError when it is empty, or holds what steers a terminal or a line."""
    canonical = canonicalize(text).text
    if not canonical:
        raise CurationError(f"{what} is empty", "give it some text")
    odd = _UNWRITABLE.search(canonical)
    if odd is not None:
        raise CurationError(f"{what} holds the control character U+{ord(odd.group()):04X}", "leave it out")
    return canonical


def id_from(name: str, taken: Collection[str], instead: str = "entity") -> str:
    """An id for ``name`` that is not ``taken``; ``instead`` stands for a name without any letter from a to z."""
    letters = fold(unicodedata.normalize("NFKC", name)).replace("'", "").replace("&", " and ").replace("ß", "ss")
    whole = _NO_LETTER.sub("-", letters).strip("-") or _NO_LETTER.sub("-", fold(instead)).strip("-") or "entity"
    short = whole if len(whole) <= _LONGEST_ID else whole[: _LONGEST_ID + 1].rpartition("-")[0] or whole[:_LONGEST_ID]
    unique, number = short, 1
    while unique in taken:
        number += 1
        unique = f"{short}-{number}"
    return unique
