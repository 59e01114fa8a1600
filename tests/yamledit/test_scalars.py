"""Texts as scalars: in quotes only when they need them."""

from __future__ import annotations

import pytest
from hypothesis import given

from cpec_tui import yamlfile
from cpec_tui.yamledit.scalars import scalar
from tests.yamledit.documents import texts


@pytest.mark.parametrize(
    "text", ["a b", "2024-05", "12:30", "NO", "it's", "x & y", "a/b#p2", "سی پیک", "中国", "(x)", "a-b", "1e3"]
)
def test_what_is_plain_stays_so(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        (" a", '" a"'),
        ("- a", '"- a"'),
        ('say "x"', 'say "x"'),
        ('"x"', "'\"x\"'"),
        ("\\d", "'\\d'"),
        ("a\nb\t", '"a\\nb\\t"'),
        ("a\u200f", '"a\\u200f"'),
        ("\x07", '"\\x07"'),
        ("\U000e0041", '"\\U000e0041"'),
    ],
)
def test_what_yaml_would_take_for_something_else_is_quoted(text: str, written: str) -> None:
    assert scalar(text) == written


def test_what_means_something_between_brackets_is_quoted_there() -> None:
    assert scalar("a, b") == "a, b"
    assert scalar("a, b", flow=True) == '"a, b"'


@given(texts())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    written = scalar(text, flow=True)
    assert yamlfile.parse(f"- {scalar(text)}\n- [{written}, {{{written}: {written}}}]") == [text, [text, {text: text}]]
