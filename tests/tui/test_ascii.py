"""Signs for terminals that have only ASCII: the program's own, never those of a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.library import Library
from cpec_tui.model import Kind
from cpec_tui.tui.ascii import can_show_signs, plain, plain_glyph, with_plain_signs
from cpec_tui.tui.commands import COMMANDS
from cpec_tui.tui.paint import cells
from cpec_tui.tui.rows import GLYPH, SIGN, RowLine
from cpec_tui.tui.settings import Settings
from tests.corpora import built_library, make_corpus
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, Driver, driving
from tests.tui.texts import texts

SIGNS = "─━═▁▂▃▄▅▆▇█│┃║╭╮╰╯┌┐└┘├┤┬┴┼›→►▶←◄↵⌫↑↓✓✗¶§…·–—◆◇◊○●□■▲△▼☼≡★☆"
ODD = "Wait… ¶ § → ✓ · ─ █ ▲ ›"
KINDS = """\
format: 1
title: "The corpus … of · signs"
short_title: "Signs → all"
kinds:
  - {name: place, label: "Ort · Platz", plural: Orte, colour: green, glyph: "Ж"}
  - {name: firm, label: "Ωμέγα", plural: firms, colour: red, glyph: "Ю"}
  - {name: ship, label: ship, plural: ships, colour: blue, glyph: "#"}
"""
ENTITIES = """\
- id: aldport
  kind: place
  name: "Aldport → West · ✓"
  aliases: [Aldport, "A… port"]
  summary: "It lies ¶ here → there …"
  facts:
    - text: "Built — so · they say …"
      date: "2024"
      according_to: "the Gazette → x"
      evidence: {document: odd, text: "Aldport was built", address: odd#p2}
  relations:
    - {type: "part → of", to: bank, from: "2010"}
- id: bank
  kind: firm
  name: "Bank §"
  aliases: [Bank]
"""
DOCUMENTS = {
    "odd.txt": f"---\ntitle: 'Title {ODD}'\ndate: 2024-06\n---\n\nAldport was built by the Bank. {ODD} end\n",
    "plain.txt": "---\ntitle: Another\ndate: 2023-06\n---\n\nThe Bank knows Aldport.\n\n" + "Some words. " * 60,
}


@pytest.fixture
def signs(tmp_path: Path) -> Library:
    """A corpus full of signs that the program draws, too."""
    corpus = make_corpus(tmp_path / "corpus", DOCUMENTS, entities=ENTITIES, corpus_yaml=KINDS)
    return built_library(corpus, tmp_path / "built")


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_has_a_plain_one_of_the_same_width(sign: str) -> None:
    assert plain(sign).isascii()
    assert plain(sign).isprintable()
    assert cells(sign) == cells(plain(sign)) == 1


@given(texts(10), texts(4), texts(10))
def test_only_what_is_marked_as_the_programs_own_is_drawn_otherwise(before: str, own: str, after: str) -> None:
    line = RowLine(before + own + after, ((0, len(before), "strong"), (len(before), len(before + own), SIGN)))
    assert with_plain_signs(line, {}) == before + plain(own) + after


@given(st.sampled_from(SIGNS), st.text(max_size=3))
def test_a_mark_beyond_the_end_of_a_cut_line_draws_nothing(sign: str, text: str) -> None:
    marks = ((len(text), len(text) + 1, GLYPH + "place"), (len(text) + 2, len(text) + 9, SIGN))
    assert with_plain_signs(RowLine(text, marks), {"place": "^"}) == text


@pytest.mark.parametrize(
    ("glyph", "label", "drawn"),
    [("▲", "place", "^"), ("#", "place", "#"), ("Ж", "port", "p"), ("Ж", "Ωμέγα", "*"), ("Ж", "", "*")],
)
def test_a_glyph_without_likeness_gives_way_to_the_first_letter_of_its_kind(glyph: str, label: str, drawn: str) -> None:
    assert plain_glyph(Kind("port", label, "ports", "green", glyph)) == drawn


def test_the_glyphs_of_the_shipped_corpus_stay_different(shipped: Library) -> None:
    kinds = shipped.kinds()
    assert len({plain_glyph(kind) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("UTF8", True), ("ascii", False), ("iso8859-1", False), ("none such", False)]
)
def test_a_terminal_that_is_not_written_to_in_utf_8_cannot_show_the_signs(encoding: str, can: bool) -> None:
    assert can_show_signs(encoding) is can


# On the screen


async def shows_only_plain_signs(reader: Driver) -> None:
    """Whatever is no ASCII stands in the texts."""
    foreign = "".join((*DOCUMENTS.values(), ENTITIES, KINDS, "“”"))
    for line in reader.screen():
        for sign in SIGNS:
            assert foreign.count(sign) or sign not in line, line
    assert not {"│", "╭", "▁", "▌", "↵", "⌫"} & set(reader.shown())


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL, NARROW])
async def test_texts_names_and_titles_stay_what_they_are(signs: Library, size: tuple[int, int]) -> None:
    async with driving(signs, size, Settings(ascii=True)) as reader:
        await reader.type("built")
        await reader.press("enter", "2")
        assert reader.at == ("odd", 2)
        shown = reader.shown()
        for word in ODD.split():
            assert word in shown
        assert "> P2 Aldport was built" in shown
        assert f"Title {ODD}"[:12] in str(reader.source.border_title)
        assert str(reader.source.border_title).startswith("2 Source . Title Wait…")
        assert reader.foot == "hit 1/1 . P2 of 2"
        await shows_only_plain_signs(reader)


async def test_the_card_draws_its_own_signs_plain_and_no_others(signs: Library) -> None:
    async with driving(signs, LARGE, Settings(ascii=True)) as reader:
        await reader.type("@aldport")
        await reader.press("enter", "enter")
        drawn = [reader.card.render_line(y).text.rstrip() for y in range(reader.card.page)]
        assert [line for line in drawn if line] == [
            " O Aldport → West · ✓",
            " Ort · Platz . @aldport",
            " also Aldport, A… port",
            " It lies ¶ here → there …",
            " Facts",
            ">+ Built — so · they say … (2024) -        P2",
            "   according to the Gazette → x",
            " Relations",
            "  part → of > * Bank § (2010-)",
            " Named together",
            "  * Bank §                                2 P",
            " 2 mentions in 2 documents",
            " 2023 ## 2024",
            "          Aldport was built by the B. 2024 P2",
            " nk knows Aldport.                    2023 P2",
        ]
        assert reader.foot.startswith("Aldport → West · ✓ . mention ")


async def test_no_screen_needs_more_than_ascii_for_the_programs_own_signs(harbour: Library) -> None:
    async with driving(harbour, LARGE, Settings(ascii=True)) as reader:
        for keys in (
            ("enter", "enter"),
            ("2", "f"),
            ("x", "ctrl+f", "escape", "4"),
            ("?",),
            ("escape", "ctrl+p"),
            ("escape", "ctrl+k"),
            ("escape", "ctrl+o"),
            ("escape", "y"),
            (":", "9", "9", "enter"),
        ):
            await reader.search("copper") if keys == ("enter", "enter") else None
            await reader.press(*keys)
            # The bullet and the quotation marks are those of sentences.
            assert {sign for sign in reader.shown() if not sign.isascii()} <= set("•“”’"), keys


async def test_what_is_typed_is_shown_as_it_is(signs: Library) -> None:
    async with driving(signs, LARGE, Settings(ascii=True)) as reader:
        await reader.type("→ ¶")
        assert "| / → ¶" in reader.shown()


def test_every_sign_of_the_keys_has_a_plain_one() -> None:
    from cpec_tui.tui.help_rows import keys_said

    assert all(plain(keys_said(one)).isascii() for one in COMMANDS)
