"""Text made safe to show."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from cpec_tui.visible import is_marked, visible

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))
# These are of the category of format characters, but are seen: signs over Arabic, Syriac and Kaithi numbers.
_SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def test_every_code_point_is_shown_as_one() -> None:
    assert len(visible(EVERYTHING)) == len(EVERYTHING)


def test_nothing_that_steers_or_hides_is_left() -> None:
    shown = visible(EVERYTHING)
    left = {character for character in shown if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert left <= set(_SEEN)


def test_what_is_shown_is_shown_as_it_is() -> None:
    shown = visible(EVERYTHING)
    assert visible(shown) == shown


def test_what_is_shown_as_something_else_can_be_told() -> None:
    assert [is_marked(one) for one in EVERYTHING] == [
        one != other for one, other in zip(EVERYTHING, visible(EVERYTHING), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07\x00", "␛[31mred␇␀"),
        ("a\tb\r\n\x7f", "a␉b␍␊␡"),
        ("\x9b31m\x85", "�31m�"),
        ("می\u200cخواهم", "می¦خواهم"),
        ("\u202egpj.exe\u202c", "←gpj.exe↔"),
        ("\u200e\u200f\u061c\u2066\u2067\u2068\u2069", "→←←→←↔↔"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "a·b·c·d·e"),
        ("\u2028\u2029", "··"),
        ("\u3164\u115f\uffa0", "···"),
        ("\U000e0041\U000e0100\ufe00", "···"),
        ("\ud800\ufffe\uffff", "���"),
        ("[sic] [/red] [Pakistan]", "[sic] [/red] [Pakistan]"),
        ("China’s é e\u0301 中 ❤\ufe0f \u00a0", "China’s é e\u0301 中 ❤\ufe0f \u00a0"),
        ("", ""),
    ],
)
def test_how_odd_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
