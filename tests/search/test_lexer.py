"""Pieces of a query keep their spans."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.lexer import Piece, Sort, pieces
from tests.search.samples import queries

TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet='ab "“”«»„():~@-+!*5\n', max_size=40), queries)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_pieces_stand_where_they_say_and_only_spaces_and_stray_quotes_belong_to_none(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert piece.text == text[piece.start : piece.end] != ""
        assert set(text[end : piece.start].replace("»", " ")) <= {one for one in text if one.isspace()} | {" "}
        end = piece.end
    assert not text[end:].replace("»", " ").strip()


def test_a_quoted_piece_says_what_it_is() -> None:
    assert list(pieces('-title:"rare earth"~12 @"Ada Brook" “typographic” "open')) == [
        Piece(Sort.QUOTED, '-title:"rare earth"~12', 0, 22, "rare earth", True, "12", True, "title"),
        Piece(Sort.QUOTED, '@"Ada Brook"', 23, 35, "Ada Brook", field="@"),
        Piece(Sort.QUOTED, "“typographic”", 36, 49, "typographic"),
        Piece(Sort.QUOTED, '"open', 50, 55, "open", closed=False),
    ]


def test_brackets_and_words_part_without_spaces() -> None:
    assert [(piece.sort, piece.text) for piece in pieces('(a)b"c"')] == [
        (Sort.OPEN, "("),
        (Sort.BARE, "a"),
        (Sort.CLOSE, ")"),
        (Sort.BARE, "b"),
        (Sort.QUOTED, '"c"'),
    ]
