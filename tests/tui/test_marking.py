"""What is set off in a paragraph."""

from __future__ import annotations

from cpec_tui.model import Role, Status
from cpec_tui.tui import marking
from cpec_tui.tui.marking import Marking
from tests.tui.texts import mention, paragraph

ALL = (0, 10**6)
TEXT = "China and Pakistan meet in Beijing"


def test_mentions_have_the_look_of_their_kind_and_of_a_mention() -> None:
    one = paragraph(TEXT, mentions=[mention(0, 5)])
    assert marking.marks_of(one, Marking(), None, ALL, chosen=False) == ((0, 5, "kind:place"), (0, 5, "mention"))


def test_an_ambiguous_mention_has_a_look_of_its_own_and_a_rejected_one_has_none() -> None:
    ambiguous = mention(0, 5, None, candidates=("china", "taiwan"))
    rejected = mention(10, 18, None, status=Status.REJECTED)
    one = paragraph(TEXT, mentions=[ambiguous, rejected])
    assert marking.marks_of(one, Marking(), None, ALL, chosen=False) == ((0, 5, "ambiguous"),)


def test_of_nested_mentions_the_longest_is_shown() -> None:
    one = paragraph(TEXT, mentions=[mention(0, 18), mention(10, 18, "pakistan", nested=True)])
    assert {mark[:2] for mark in marking.marks_of(one, Marking(), None, ALL, chosen=False)} == {(0, 18)}


def test_titles_headings_and_residue_are_told_apart() -> None:
    for role in (Role.TITLE, Role.HEADING):
        assert marking.marks_of(paragraph(TEXT, role=role), Marking(), None, ALL, chosen=False) == (
            (0, len(TEXT), "heading"),
        )
    assert marking.marks_of(paragraph(TEXT, residue=[(0, 5)]), Marking(), None, ALL, chosen=False) == ((0, 5, "muted"),)


def test_hits_lie_over_mentions_and_the_chosen_ones_over_all() -> None:
    one = paragraph(TEXT, 4, mentions=[mention(0, 5)])
    marked = Marking(hits={4: ((0, 5),), 5: ((10, 18),)})
    assert marking.marks_of(one, marked, None, ALL, chosen=False)[-1] == (0, 5, "match")
    assert marking.marks_of(one, marked, None, ALL, chosen=True)[-2:] == ((0, 5, "match"), (0, 5, "current"))


def test_the_span_a_jump_led_to_is_the_current_one_in_the_chosen_paragraph_only() -> None:
    one = paragraph(TEXT, 4)
    marked = Marking(hits={4: ((0, 5),)})
    assert marking.marks_of(one, marked, (10, 18), ALL, chosen=True) == ((0, 5, "match"), (10, 18, "current"))
    assert marking.marks_of(one, marked, (10, 18), ALL, chosen=False) == ((0, 5, "match"),)


def test_all_mentions_of_a_followed_entity_are_set_off() -> None:
    one = paragraph(TEXT, 4, mentions=[mention(0, 5), mention(10, 18, "pakistan"), mention(27, 34, nested=True)])
    marked = Marking(followed="china", hits={4: ((0, 5),)})
    marks = marking.marks_of(one, marked, None, ALL, chosen=True)
    assert [mark[:2] for mark in marks if mark[2] == "followed"] == [(0, 5), (27, 34)]
    assert "current" not in {mark[2] for mark in marks}


def test_only_what_reaches_into_the_stretch_is_marked() -> None:
    one = paragraph(TEXT, mentions=[mention(0, 5), mention(10, 18, "pakistan")], residue=[(4, 12)])
    marks = marking.marks_of(one, Marking(), None, (5, 10), chosen=False)
    assert marks == ((4, 12, "muted"),)


def test_of_very_many_mentions_the_same_ones_are_marked() -> None:
    mentions = [mention(start, start + 8) for start in range(0, 9_000, 9)]
    many, few = paragraph("x" * 9_000, mentions=mentions), paragraph("x" * 9_000, mentions=mentions[440:460])
    hits = Marking(hits={1: tuple((one.start, one.end) for one in mentions)}, followed="china")
    fewer = Marking(hits={1: hits.hits[1][440:460]}, followed="china")
    for within in ((4_000, 4_070), (4_004, 4_005), (3_967, 3_968)):
        marks = marking.marks_of(many, hits, None, within, chosen=False)
        assert marks == marking.marks_of(few, fewer, None, within, chosen=False)
