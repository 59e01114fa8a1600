"""Text from documents made safe to show: nothing in it can steer a terminal, and nothing of it is hidden.

Every code point becomes exactly one code point, so offsets stay what they are.
"""

from __future__ import annotations

import re

# Control characters; what Unicode calls format characters (but for those that are seen); letters that are blank; tags
# and variation selectors beyond the two for emoji, in which text can be hidden; and what is no character at all.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
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
_NO_CHARACTER = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")


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
    return "�" if _NO_CHARACTER.match(character) else "·"
