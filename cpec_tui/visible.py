"""Text from documents made safe to show: nothing in it can steer a terminal, and nothing of it is hidden.

Every code point becomes exactly one code point, so offsets stay what they are.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NAMED = {
    "\u200c": "¦",
    "\u200d": "¦",
    "\u200e": "→",
    "\u200f": "←",
    "\u061c": "←",
    "\u202a": "→",
    "\u202b": "←",
    "\u202c": "↔",
    "\u202d": "→",
    "\u202e": "←",
    "\u2066": "→",
    "\u2067": "←",
    "\u2068": "↔",
    "\u2069": "↔",
    "\x7f": "␡",
}


def visible(text: str) -> str:
    """``text`` with control characters as their pictures (␛), direction marks as arrows, other invisible ones as ·."""
    return _UNSAFE.sub(_shown, text)


def is_marked(character: str) -> bool:
    """Whether ``character`` is shown as something else, so that a display can set it off."""
    return _UNSAFE.match(character) is not None


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    if character in _NAMED:
        return _NAMED[character]
    if character < " ":
        return chr(0x2400 + ord(character))
    return "�" if "\ud800" <= character <= "\udfff" or "\x80" <= character <= "\x9f" else "·"
