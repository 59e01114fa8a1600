"""Rows of lists: they say their height at once, fit their width, and mark what they show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import (
    Card,
    FactOnCard,
    MentionInText,
    Occurrence,
    Overview,
    Quotation,
    RelationOnCard,
)
from cpec_tui.model import Alias, Entity, EntityHit, Evidence, Fact, Hit, Kind, Reference, ResultPage, Role, Standing
from cpec_tui.tui.card_rows import MentionRow, card_rows
from cpec_tui.tui.looking import Shelf
from cpec_tui.tui.paint import cells
from cpec_tui.tui.result_rows import EntityRow, HitRow, result_rows
from cpec_tui.tui.rows import SIGN, Row, RowLine, TextRow, cut_line, fitted, piece, with_right
from cpec_tui.tui.shelf_rows import DocumentRow, shelf_rows
from cpec_tui.wording import counted
from tests.tui.texts import HOSTILE, texts

KINDS = {"place": Kind("place", "place", "places", "green", "▲")}


def hit(text: str, *highlights: tuple[int, int], title: str = "A title", date: str | None = "2024-06") -> Hit:
    return Hit("doc#p4", "doc", 4, Role.BODY, title, date, None, text, highlights, (), 1.0)


def page(entities: list[EntityHit], hits: list[Hit], total: int = 0, entities_total: int = 0) -> ResultPage:
    return ResultPage(
        "q", "q", total or len(hits), entities_total or len(entities), 3.0, False, (), tuple(entities), tuple(hits)
    )


def one_mention(before: str, surface: str, after: str, date: str | None = None) -> MentionInText:
    return MentionInText("kp", "doc#p4", "doc", 4, 7, 7 + len(surface), surface, surface, before, after, "T", date)


def marked(lines: list[RowLine], look: str) -> list[str]:
    return [line.text[start:end] for line in lines for start, end, name in line.marks if name == look]


def plain(rows: list[Row], width: int) -> list[str]:
    return [line.text.rstrip() for row in rows for line in row.lines(width)]


CARD = Card(
    Entity(
        "kp",
        "place",
        "Khyber Pakhtunkhwa",
        (Alias("KP"), Alias("KPK")),
        "A province of Pakistan.",
        ids={"wikidata": "Q183314"},
    ),
    (
        FactOnCard(
            Fact("Eight areas lie here", "2024", "PROFIT", (Evidence("doc", "eight key areas"),)),
            (
                Quotation("doc", "eight key areas", Standing.EXACT, "doc#p12", 0, 5),
                Quotation("doc", "gone", Standing.LOST, None, 0, 0),
            ),
        ),
        FactOnCard(Fact("It was renamed", references=(Reference("Dawn", "https://dawn.com", "2010"),)), ()),
        FactOnCard(Fact("Nobody proves this"), ()),
    ),
    (RelationOnCard("part of", "pakistan", "Pakistan", "place", "province", "2010", None, False),),
    2,
    1,
    3,
    Occurrence("doc#p4", None),
    Occurrence("doc#p12", None),
)


ROWS = st.one_of(
    st.builds(
        TextRow,
        st.just("x"),
        texts(10),
        st.just(((0, 3, "strong"),)),
        st.booleans(),
        st.sampled_from(["", "· ", "✓ "]),
        st.integers(0, 4),
        st.sampled_from(["", "¶12"]),
        st.just("muted"),
        st.integers(0, 2),
    ),
    st.builds(lambda name: EntityRow(EntityHit("x", name, "place", 3, (name, "b")), "▲", "place"), texts(8)),
    st.builds(
        lambda text, span, titles: HitRow(hit(text, span), titles),
        texts(12),
        st.tuples(st.integers(0, 6), st.integers(0, 12)).map(lambda span: (min(span), max(span))),
        st.booleans(),
    ),
    st.builds(lambda title: DocumentRow("doc", title, None, 14), texts(8)),
    st.builds(
        lambda before, surface, after, dated: MentionRow(one_mention(before, surface, after, "2024-06"), dated),
        texts(6),
        texts(3),
        texts(6),
        st.booleans(),
    ),
)


@given(ROWS, st.integers(20, 90))
@settings(max_examples=100, deadline=None)
def test_every_row_has_as_many_lines_as_it_says_and_none_is_wider_than_asked_for(row: Row, width: int) -> None:
    lines = list(row.lines(width))
    assert len(lines) == row.height(width)
    for line in lines:
        assert cells(line.text) <= width
        assert all(start <= end for start, end, _ in line.marks)


@given(ROWS, st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_no_width_is_too_small_to_be_drawn_in(row: Row, width: int) -> None:
    assert len(list(row.lines(width))) == row.height(width)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_shown_as_they_are(text: str) -> None:
    assert plain([TextRow("x", text)], 400) == [text.rstrip()]


def test_a_hit_says_for_how_many_copies_it_stands() -> None:
    one = replace(hit("Copper leaves by rail."), copies=("b#p1", "c#p1"))
    title, _ = HitRow(one, with_title=True).lines(40)[:2]
    assert title.text.split() == ["A", "title", "2024-06", "+2", "copies", "¶4"]
    assert HitRow(one, with_title=False).lines(40)[0].text.endswith(" +2 copies ¶4")


def test_a_text_row_marks_its_words_wherever_they_come_to_stand() -> None:
    row = TextRow("x", "one two three four", ((4, 13, "strong"),), lead="✓ ", indent=2, right="¶3", above=1)
    lines = list(row.lines(14))
    assert [line.text for line in lines] == ["", "✓ one two   ¶3", "  three", "  four"]
    assert marked(lines, "strong") == ["two", "three"]
    assert marked(lines, "muted") == ["✓ ", "¶3"]


def test_what_stands_at_the_right_is_never_cut() -> None:
    assert with_right(RowLine("a long line"), "¶12", 9).text == "a lo… ¶12"
    assert with_right(RowLine("中国经济"), "¶12", 9).text == "中国… ¶12"
    assert with_right(RowLine("a line"), "a long right side", 9).text == "a line"


def test_of_parts_that_do_not_fit_the_first_gives_way() -> None:
    parts = [RowLine("Khyber Pakhtunkhwa"), RowLine("mention 2/2"), RowLine("¶12 of 14")]
    assert fitted(parts, 60).text == "Khyber Pakhtunkhwa · mention 2/2 · ¶12 of 14"
    assert fitted(parts, 40).text == "Khyber Pakhtu… · mention 2/2 · ¶12 of 14"
    assert fitted(parts, 20).text == "… · mention 2/2 · ¶…"
    assert fitted([], 1).text == ""


def test_what_is_cut_keeps_its_marks_and_the_ellipsis_is_the_programs_own() -> None:
    line = piece("a long", "strong") + piece(" line", "muted")
    assert cut_line(line, 9) == RowLine("a long l…", ((0, 6, "strong"), (6, 8, "muted"), (8, 9, SIGN)))
    assert cut_line(RowLine("it ends so…"), 11) == RowLine("it ends so…")


def test_numbers_are_grouped_and_counted_in_words() -> None:
    assert counted(1, "paragraph") == "1 paragraph"
    assert counted(9693, "paragraph") == "9,693 paragraphs"
    assert counted(0, "entity", "entities") == "0 entities"


# Results


def test_entities_come_first_and_what_is_beyond_the_page_is_said() -> None:
    rows = result_rows(
        page([EntityHit("kp", "KP", "place", 2)], [hit("a rare text", (2, 6))], 9693, 41), KINDS, with_titles=False
    )
    assert [row.id for row in rows] == [
        "@kp",
        "more entity 1",
        "rule",
        "doc#p4",
        "more paragraph 1",
    ]
    assert [row.selectable for row in rows] == [True, True, False, True, True]
    assert plain(rows[-1:], 40) == ["1 of 9,693 paragraphs listed: more"]


def test_without_entities_there_is_no_rule() -> None:
    assert [row.id for row in result_rows(page([], [hit("x")]), KINDS, with_titles=False)] == ["doc#p4"]
    assert [row.id for row in result_rows(page([EntityHit("kp", "KP", "place", 2)], []), KINDS, with_titles=True)] == [
        "@kp"
    ]


def test_an_entity_says_its_kind_aliases_and_mentions() -> None:
    row = EntityRow(EntityHit("kp", "Khyber Pakhtunkhwa", "place", 1, ("KP", "KPK")), "▲", "place")
    assert [line.text.split() for line in row.lines(40)] == [
        ["▲", "Khyber", "Pakhtunkhwa", "place"],
        ["KP", "·", "KPK", "1", "mention"],
    ]
    unnamed = EntityRow(EntityHit("x", "X", "unknown", 0), "◆", "unknown")
    assert list(unnamed.lines(40))[1].text.strip() == "no mention"


def test_a_hit_shows_its_best_passage_with_the_matches_marked() -> None:
    text = "It begins with many words of no import at all. " * 3 + "Here rare earth elements are named. The end."
    start = text.index("rare earth")
    lines = list(HitRow(hit(text, (start, start + 4), (start + 5, start + 10)), False).lines(40))
    assert marked(lines, "found") == ["rare", "earth"]
    assert lines[0].text.startswith("…")
    assert lines[0].text.endswith("¶4")


def test_a_passage_that_does_not_fit_ends_with_an_ellipsis() -> None:
    for text in ("中国经济走廊" * 20, "averylongword" * 20, "some words " * 30):
        last = list(HitRow(hit(text, (0, 2)), False).lines(30))[-1].text
        assert last.rstrip().endswith("…")


@given(
    st.lists(st.sampled_from(["word", "a", "中国", "averyveryverylongword", "e\u0301"]), min_size=1, max_size=80),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_a_match_is_always_seen(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    number = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:number])) + (number > 0)
    width = data.draw(st.integers(24, 60))
    for with_title in (True, False):
        lines = list(HitRow(hit(text, (start, start + len(words[number]))), with_title).lines(width))
        assert "".join(marked(lines, "found")) == words[number]


def test_among_several_documents_a_hit_says_which() -> None:
    lines = list(HitRow(hit("text"), True).lines(40))
    assert lines[0].text.split() == ["A", "title", "2024-06", "¶4"]
    assert len(lines) == 3


# Cards


def test_a_card_says_everything_that_is_known() -> None:
    rows = card_rows(CARD, [one_mention("in ", "KP", " for REE")], KINDS, with_documents=False)
    text = plain(rows, 48)
    assert text[:4] == ["▲ Khyber Pakhtunkhwa", "place · @kp", "also KP, KPK", ""]
    for line in (
        "A province of Pakistan.",
        "✓ Eight areas lie here (2024) — according to ¶12",
        "  PROFIT",
        "✗ also here                                 lost",
        "→ It was renamed",
        "    Dawn · 2010 · https://dawn.com",
        "? Nobody proves this",
        " part of → ▲ Pakistan (province, 2010–)",
        " wikidata Q183314",
        "2 mentions in 1 document, +3 ambiguous",
    ):
        assert line in text
    assert text[-2].strip().startswith("in KP for REE")
    assert text[-1] == "1 of 2 mentions listed: more"
    assert text[-2].endswith("¶4")


def test_only_what_leads_somewhere_can_be_highlighted() -> None:
    rows = card_rows(CARD, [one_mention("", "KP", "")], KINDS, with_documents=False)
    assert [row.id for row in rows if row.selectable] == [
        "fact 0.0",
        "reference 1 Dawn · 2010 · https://dawn.com",
        "relation 0",
        "id wikidata",
        "doc#p4:7",
        "more mention 1",
    ]
    assert len({row.id for row in rows}) == len(rows)


def test_the_three_proofs_have_three_marks() -> None:
    rows = card_rows(CARD, [], KINDS, with_documents=False)
    lines = [line for row in rows if row.id.startswith(("fact", "reference")) for line in row.lines(60)]
    assert marked(lines, "good") == ["✓ "]
    assert marked(lines, "accent") == ["→ "]
    assert marked(lines, "warning") == ["✗ ", "? "]


@pytest.mark.parametrize(
    ("quotation", "sign", "aside"),
    [
        (Quotation("doc", "areas", Standing.MOVED, "doc#p12", 0, 5), "✓ ", "moved ¶12"),
        (Quotation("doc", "areas", Standing.AMBIGUOUS, "doc#p12", 0, 5), "✓ ", "ambiguous ¶12"),
        (Quotation("doc", "areas", Standing.CHANGED, "doc#p12", 0, 5, "eras"), "≠ ", "changed ¶12"),
        (Quotation("doc", "areas", Standing.ELSEWHERE, "other#p2", 0, 5), "» ", "elsewhere ¶2"),
        (Quotation("doc", "areas", Standing.LOST, None, 0, 0), "✗ ", "lost"),
    ],
)
def test_a_quotation_says_in_a_word_what_became_of_it(quotation: Quotation, sign: str, aside: str) -> None:
    fact = FactOnCard(Fact("Areas lie here", evidence=(Evidence("doc", "areas"),)), (quotation,))
    rows = card_rows(replace(CARD, facts=(fact,)), [], KINDS, with_documents=False)
    (line,) = [line for row in rows if row.id == "fact 0.0" for line in row.lines(60)]
    assert line.text.startswith(sign)
    assert line.text.endswith(f" {aside}")
    now = [text for row in rows if row.id.startswith("now") for text in plain([row], 60)]
    assert now == (["    now “eras”"] if quotation.now else [])


def test_a_mention_stands_between_what_is_left_and_right_of_it() -> None:
    row = MentionRow(one_mention("the areas in ", "KP", " for exploration of rare earths", "2024-06"), True)
    (line,) = row.lines(44)
    assert line.text == "e areas in KP for exploration of ra… 2024 ¶4"
    assert marked([line], "found") == ["KP"]


# Nothing asked for


OVERVIEW = Overview("Title", "T", 3, 14, 2, 5, 0, False, 3, 3)


def test_what_there_is_to_browse_is_listed_and_what_is_left_out_is_said() -> None:
    shelf = Shelf([EntityHit("kp", "KP", "place", 2)], [("doc", "A title", None, 14)])
    rows = shelf_rows(shelf, OVERVIEW, KINDS, "/seeds")
    assert [row.id for row in rows] == ["document doc", "more documents", "rule", "@kp", "more entities"]
    assert plain(rows, 60)[:3] == ["A title", "n.d. · 14 paragraphs", "… and 2 more: search for them"]


def test_an_empty_corpus_says_what_to_do() -> None:
    text = " ".join(plain(shelf_rows(Shelf([], []), OVERVIEW, KINDS, "/my/seeds"), 80))
    assert "/my/seeds" in text
    assert "then press R" in text
    assert "This corpus has no entities yet." in text
