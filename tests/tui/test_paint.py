"""The one way from text to the screen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from cpec_tui.tui.paint import cells, content, cut, letter_of, letters, segments, strip, wrap
from cpec_tui.visible import visible
from tests.tui.texts import HOSTILE, spans, texts

BASE = Style(bold=True)
OVER = Style(underline=True)


@given(st.data(), texts())
@settings(max_examples=80, deadline=None)
def test_what_is_shown_is_the_text_code_point_for_code_point(data: st.DataObject, text: str) -> None:
    styled = [(*span, OVER) for span in data.draw(st.lists(spans(len(text)), max_size=6))]
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    shown = "".join(segment.text for segment in segments(text, styled, BASE, start, end))
    assert shown == visible(text[start:end])
    assert len(shown) == end - start
    assert content(text).plain == visible(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_read_as_markup_and_nothing_steers_the_terminal(text: str) -> None:
    shown = "".join(segment.text for segment in segments(text, [(0, 3, OVER)], BASE))
    assert len(shown) == len(text)
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in shown)
    assert "".join(part.text for part in strip(segments(text, (), BASE), cells(text), BASE)) == shown
    assert content(text).plain == shown


@given(st.data(), st.text("abc", max_size=12))
@settings(max_examples=80, deadline=None)
def test_every_letter_has_the_styles_of_the_spans_over_it(data: st.DataObject, text: str) -> None:
    styles = (Style(underline=True), Style(italic=True), Style(color="red"), Style(color="blue"))
    chosen = data.draw(st.lists(st.tuples(spans(len(text)), st.sampled_from(styles)), max_size=5))
    letters = [
        segment.style
        for segment in segments(text, [(*span, style) for span, style in chosen], BASE)
        for _ in segment.text
    ]
    for offset, shown in enumerate(letters):
        expected = BASE
        for (start, end), style in chosen:
            if start <= offset < end:
                expected += style
        assert shown == expected


def test_later_spans_lie_over_earlier_ones() -> None:
    parts = segments("abcd", [(0, 3, Style(color="red")), (1, 4, Style(color="blue"))], Style())
    assert [(part.text, str(part.style)) for part in parts] == [("a", "red"), ("bc", "blue"), ("d", "blue")]


def test_a_line_has_exactly_the_width_asked_for() -> None:
    assert strip(segments("中国", (), BASE), 3, BASE).cell_length == 3
    assert strip(segments("a", (), BASE), 3, BASE).text == "a  "


@given(texts())
@settings(max_examples=80, deadline=None)
def test_cells_are_those_that_the_terminal_takes(text: str) -> None:
    assert cells(text) == cell_len(visible(text))


@given(texts())
@settings(max_examples=80, deadline=None)
def test_letters_cover_the_text_each_with_its_marks(text: str) -> None:
    found = letters(text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert sum(wide for _, _, wide in found) == cells(text)
    assert all(wide > 0 for _, _, wide in found[1:])


@given(texts(), st.integers(-1, 40))
@settings(max_examples=80, deadline=None)
def test_what_is_cut_fits_and_is_a_beginning(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cells(shown) <= max(0, width)
    if width > 0 and cells(text) <= width:
        assert shown == text
    elif shown:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("hello", 5, "hello"),
        ("hello", 4, "hel…"),
        ("hello", 1, "…"),
        ("hello", 0, ""),
        ("日本", 3, "日…"),
        ("日本", 2, "…"),
        ("", 3, ""),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("x" * 3_000_000, 3, "xx…"),
    ],
)
def test_an_ellipsis_stands_where_it_was_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(texts(), st.integers(1, 24), st.integers(0, 8))
@settings(max_examples=100, deadline=None)
def test_lines_cover_the_text_and_leave_out_only_the_space_at_a_break(text: str, width: int, hang: int) -> None:
    lines = wrap(text, width, hang)
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text) or (lines[-1][1] == len(text) - 1 and text.endswith(" "))
    for (_, end), (start, _) in pairwise(lines):
        assert text[end:start] in ("", " ")
    kept = "".join(text[start:end] for start, end in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


@given(texts(), st.integers(1, 24), st.integers(0, 8))
@settings(max_examples=100, deadline=None)
def test_no_line_is_wider_than_the_width_unless_one_letter_is(text: str, width: int, hang: int) -> None:
    for number, (start, end) in enumerate(wrap(text, width, hang)):
        room = width if number == 0 else max(1, width - hang)
        letters = [one for one in visible(text[start:end]) if cell_len(one)]
        assert cells(text[start:end]) <= room or len(letters) == 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("to abcdefghij", 4, ["to", "abcd", "efgh", "ij"]),
        ("中国经济", 5, ["中国", "经济"]),
        ("中国", 1, ["中", "国"]),
        ("e\u0301\u0301e\u0301 a", 2, ["e\u0301\u0301e\u0301", "a"]),
        ("日\u0301本", 1, ["日\u0301", "本"]),
        ("a❤\ufe0fb", 2, ["a", "❤\ufe0f", "b"]),
        ("\ufe0f\ufe0fa", 1, ["\ufe0f\ufe0fa"]),
    ],
)
def test_lines_break_at_spaces_and_never_between_a_letter_and_its_marks(
    text: str, width: int, lines: list[str]
) -> None:
    assert [text[start:end] for start, end in wrap(text, width)] == lines


@pytest.mark.parametrize(
    ("text", "offset", "span"),
    [
        ("abc", 1, (1, 2)),
        ("ae\u0301\u0301b", 1, (1, 4)),
        ("ae\u0301\u0301b", 3, (1, 4)),
        ("❤\ufe0fb", 1, (0, 2)),
        ("\u0301a", 0, (0, 1)),
        ("abc", 3, (3, 3)),
        ("", 0, (0, 0)),
    ],
)
def test_a_letter_has_its_marks_with_it(text: str, offset: int, span: tuple[int, int]) -> None:
    assert letter_of(text, offset) == span


@given(texts())
@settings(max_examples=80, deadline=None)
def test_every_offset_belongs_to_one_of_the_letters(text: str) -> None:
    for start, end, _ in letters(text):
        assert {letter_of(text, offset) for offset in range(start, end)} == {(start, end)}


def test_lines_after_the_first_have_less_room_by_the_hang() -> None:
    assert wrap("aa bb cc dd", 5, 3) == [(0, 5), (6, 8), (9, 11)]
    assert [end - start for start, end in wrap("abcdef", 3, 9)] == [3, 1, 1, 1]


def test_a_line_of_a_million_letters_is_wrapped() -> None:
    for text in ("word " * 200_000, "中国 " * 300_000, "\ufe0f" * 300_000):
        lines = wrap(text, 60)
        assert lines[-1][1] >= len(text) - 1
