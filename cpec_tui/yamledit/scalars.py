"""Texts as YAML scalars on one line, in quotes only when they need them."""

from __future__ import annotations

from cpec_tui.errors import YamlError
from cpec_tui.yamlfile import NOTHING

# Besides letters and digits, what a text without quotes may begin with.
_FIRST = "(/$£€+_“‘«§"
_OF_FLOW = frozenset(",[]{}:?")
# A text of more is folded, where there is room for several lines.
FOLDED_FROM = 100


def scalar(text: str, *, flow: bool = False) -> str:
    """``text`` on one line; ``flow`` says that it stands inside brackets or braces.

    Raises YamlError when it holds half a character, which no file can.
    """
    if is_plain(text) and not (flow and _OF_FLOW.intersection(text)):
        return text
    if text.isprintable() and "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def is_plain(text: str) -> bool:
    """Whether ``text`` needs no quotes where a value of a block stands."""
    if text in NOTHING or not text.isprintable() or text != text.strip():
        return False
    if not (text[0].isalnum() or text[0] in _FIRST):
        return False
    return ": " not in text and " #" not in text and not text.endswith(":")


def folded(text: str, indent: int, width: int) -> list[str] | None:
    """``text`` as a folded block, its sign in the first line; None when it is short or would come back otherwise."""
    words = text.split(" ")
    if len(text) < FOLDED_FROM or not text.isprintable() or not all(words):
        return None
    lines: list[str] = []
    line = ""
    for word in words:
        if line and indent + len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [">-", *(" " * indent + one for one in (*lines, line))]


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    if character.isprintable():
        return character
    number = ord(character)
    if 0xD800 <= number < 0xE000:
        raise YamlError(f"the character U+{number:04X} cannot be written", 1, "remove it")
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
