"""Letters to follow a mention by."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cpec_tui.library import Library
from cpec_tui.tui.labels import LETTERS, Labelled, Stretch, label_names, labelled
from cpec_tui.tui.paint import cells
from tests.corpora import built_library, make_corpus
from tests.tui.driving import SMALL, driving
from tests.tui.texts import mention, texts

GLYPHS = {"place": "▲"}


@pytest.mark.parametrize("count", [0, 1, 26, 27, 51, 100, 300, 676])
def test_names_are_unique_and_none_is_the_beginning_of_another(count: int) -> None:
    names = label_names(count)
    assert len(names) == len(set(names)) == count
    assert not any(one != other and other.startswith(one) for one in names for other in names)
    assert all(len(name) <= 2 for name in names)


def test_the_home_row_comes_first_and_two_letters_only_when_one_is_not_enough() -> None:
    assert label_names(9) == list("asdfghjkl")
    assert label_names(26) == list(LETTERS)
    assert sum(len(name) == 1 for name in label_names(40)) == 25


def test_more_mentions_than_two_letters_can_tell_apart_get_as_many_as_there_are() -> None:
    assert len(label_names(10_000)) == len(LETTERS) ** 2
    mentions = [mention(n, n + 1) for n in range(1_000)]
    assert len(labelled([(Stretch(0, 0, "x" * 1_000, 2_000), mentions)], {})) == len(LETTERS) ** 2


def drawn(stretch: Stretch, labels: list[Labelled]) -> str:
    """The line with its labels, as the source pane puts it together."""
    parts, at = [], stretch.start
    for one in sorted(labels, key=lambda label: label.start):
        parts += [stretch.text[at - stretch.start : one.start - stretch.start], f"<{one.drawn}>"]
        at = one.end
    return "".join((*parts, stretch.text[at - stretch.start :]))


@given(st.data(), texts(12), st.integers(0, 50), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_every_label_is_seen_and_no_line_shifts(data: st.DataObject, text: str, start: int, more: int) -> None:
    text = text or "x"
    place = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9))
    places = sorted(data.draw(st.lists(place, max_size=12)))
    mentions = [mention(start + begin, start + begin + size) for begin, size in places]
    stretch = Stretch(3, start, text, cells(text) + more)
    found = labelled([(stretch, mentions)], {"place": "▲"})
    if more >= len(mentions):
        assert [one.mention for one in found] == mentions
    assert len({one.label for one in found}) == len(found)
    assert all(one.drawn.startswith(one.label) and (one.index, one.line) == (3, start) for one in found)
    in_order = sorted(found, key=lambda one: one.start)
    for one in in_order:
        assert start <= one.start <= one.end <= start + len(text)
        covered = cells(text[one.start - start : one.end - start])
        assert cells(one.drawn) == covered or (one.end == start + len(text) and cells(one.drawn) > covered)
    assert all(one.end <= other.start for one, other in pairwise(in_order))
    line = drawn(stretch, found).replace("<", "").replace(">", "") if not set("<>") & set(text) else ""
    assert cells(line) <= stretch.room


@pytest.mark.parametrize("room", [12, 30])
def test_mentions_at_the_end_of_a_line_get_their_letters_before_it(room: int) -> None:
    found = labelled([(Stretch(0, 0, "a short text", room), [mention(10, 12)] * 4)], {})
    assert [one.label for one in found] == list("asdf")
    assert all(0 <= one.start < 14 for one in found)
    line = drawn(Stretch(0, 0, "a short text", room), found)
    assert cells(line.replace("<", "").replace(">", "")) <= max(12, min(room, 14))
    for one in found:
        assert f"<{one.label}>" in line


def test_a_line_too_short_for_its_labels_is_filled_with_them() -> None:
    found = labelled([(Stretch(0, 5, "EU", 4), [mention(5, 7)] * 4)], GLYPHS)
    assert sorted(drawn(Stretch(0, 5, "EU", 4), found).replace("<", "").replace(">", "")) == sorted("asdf")
    assert len(labelled([(Stretch(0, 5, "EU", 3), [mention(5, 7)] * 4)], GLYPHS)) == 3


def test_a_letter_takes_the_place_of_a_wide_one_whole() -> None:
    stretch = Stretch(0, 0, "中国－巴基斯坦经济走廊", 40)
    found = labelled([(stretch, [mention(0, 2), mention(3, 7, "pakistan", kind=None)])], {"place": "▲"})
    assert drawn(stretch, found) == "<a >国－<s?>基斯坦经济走廊"


def test_a_letter_takes_the_place_of_one_with_marks_whole() -> None:
    stretch = Stretch(0, 0, "e\u0301\u0301 n\u0303o", 10)
    assert drawn(stretch, labelled([(stretch, [mention(4, 6)])], {})) == "e\u0301\u0301 <a>o"


def test_the_glyph_of_the_kind_follows_where_the_mention_is_long_enough() -> None:
    stretch = Stretch(0, 0, "China KP Gwadar", 15)
    mentions = [mention(0, 5), mention(6, 8), mention(9, 14, None, kind=None)]
    assert drawn(stretch, labelled([(stretch, mentions)], GLYPHS)) == "<a▲>ina <s>P <d?>adar"


def test_a_nested_mention_gets_its_letter_beside_that_of_the_outer_one() -> None:
    outer, inner = mention(0, 10), mention(0, 5, "pakistan", nested=True)
    stretch = Stretch(0, 0, "Pakistan Railways", 17)
    assert drawn(stretch, labelled([(stretch, [outer, inner])], GLYPHS)) == "<a▲><s▲>stan Railways"


async def test_names_within_names_at_the_end_of_a_line_can_all_be_followed(tmp_path: Path) -> None:
    names = {"bank-of-china": "中国银行", "china": "中国", "bank": "银行", "line": "行"}
    entities = "".join(f"- {{id: {one}, kind: place, name: {name}}}\n" for one, name in names.items())
    corpus = make_corpus(tmp_path / "corpus", {"zh.txt": "标题\n\n这里是中国银行\n"}, entities=entities)
    async with driving(built_library(corpus, tmp_path / "built"), SMALL) as reader:
        await reader.press("tab", "2", "f")
        labels = reader.source.show_labels(reader.source.mentions_in_sight())
        assert {one.mention.entity for one in labels} == set(names)
        (line,) = [line for line in reader.screen() if "这里" in line]
        assert cell_len(line) == 80
        assert all(one.label in line for one in labels)
        await reader.press(next(one.label for one in labels if one.mention.entity == "line"))
        assert reader.open_card == "line"


async def test_letters_stay_on_their_mentions_when_the_window_changes(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "f")
        await reader.resize(120, 30)
        labels = reader.source.show_labels(reader.source.mentions_in_sight())
        assert labels
        for one in labels:
            assert one.drawn.rstrip() in reader.shown()


async def test_letters_on_paragraphs_that_a_changed_document_has_no_more_are_gone(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.type("weighed")
        await reader.press("enter", "2", "f")
        view = reader.source.view
        assert view is not None
        await reader.source.renew(replace(view, paragraphs=view.paragraphs[:5], total=5), {})
        await reader.settle()
        assert reader.at == ("harbour", 5)
        await reader.press("escape")
        assert not reader.is_laid_over()
