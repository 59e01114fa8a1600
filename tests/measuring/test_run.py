"""A measurement: what is right, what is missed and why, and what is left out of it."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import ScannedMention
from cpec_tui.measuring.gold import GoldDocument, GoldMention
from cpec_tui.measuring.report import Category, Run
from cpec_tui.model import Status
from tests.measuring.making import KINDS, judges, link, marked, measured

TEXT = marked("a", "[Ada Brook:brook] saw [[Aldport:aldport] Quay:sas].").text


def counts(run: Run) -> dict[str, tuple[int, int, int]]:
    return {name: (one.tp, one.fp, one.fn) for name, one in run.measures.items()}


def test_a_link_may_have_the_span_the_entity_or_both() -> None:
    gold = marked("a", "[Ada Brook:brook] saw [[Aldport:aldport] Quay:sas].")
    right, elsewhere = link(TEXT, "Aldport", "aldport"), link(TEXT, "Aldport Quay", "westland")
    run = measured([gold], {"a": [right, elsewhere, link(TEXT, "Ada", "brook")]})
    assert counts(run) == {"strict": (1, 2, 2), "span": (2, 1, 1), "overlap": (2, 1, 1)}
    assert {one.surface: one.category for one in run.missed} == {
        "Ada Brook": Category.WRONG_SPAN,
        "Aldport Quay": Category.WRONG_ENTITY,
    }
    assert {one.surface: one.category for one in run.false_links} == {
        "Ada": Category.WRONG_SPAN,
        "Aldport Quay": Category.WRONG_ENTITY,
    }


def test_a_finding_shows_its_place_and_what_the_other_side_has() -> None:
    run = measured([marked("a", "x" * 40 + "[Ada Brook:brook]")], {"a": [link("x" * 40 + "Ada Brook", "Ada", "rook")]})
    (missed,), (false,) = run.missed, run.false_links
    assert (missed.before, missed.after, missed.category) == ("x" * 32, "", Category.NOTHING)
    assert [(one.surface, one.entity) for one in missed.instead] == [("Ada", "rook")]
    assert (false.after, false.category) == (" Brook", Category.SPURIOUS)
    assert [(one.surface, one.entity) for one in false.instead] == [("Ada Brook", "brook")]


def test_an_ambiguous_mention_is_no_link_and_the_miss_says_so() -> None:
    gold = marked("a", "[Brook:brook] met Rook.")
    found = [link(gold.text, "Brook", "brook", "rook"), link(gold.text, "Rook", "aldport", "rook")]
    run = measured([gold], {"a": found})
    assert counts(run)["strict"] == (0, 0, 1)
    assert run.missed[0].category is Category.AMBIGUOUS
    assert run.missed[0].instead[0].candidates == ("brook", "rook")
    assert [(one.surface, len(one.instead)) for one in run.ambiguous] == [("Brook", 1), ("Rook", 0)]


def test_names_that_the_gazetteer_lacks_are_counted_apart() -> None:
    gold = marked("a", "[Zed:], [Zed:zed], [Zoe:zoe] and [Zoe:zoe] met [Ada Brook:brook].")
    run = measured([gold], {"a": [link(gold.text, "Ada Brook", "brook"), link(gold.text, "Zoe", "rook")]})
    assert (run.judged, counts(run)["strict"]) == (1, (1, 1, 0))
    apart = run.not_in_gazetteer
    assert (apart.mentions, apart.without_id, list(apart.ids.items())) == (4, 1, [("zoe", 2), ("zed", 1)])
    assert run.false_links[0].category is Category.WRONG_ENTITY


def test_an_old_id_counts_for_the_entity_that_it_became() -> None:
    gold = marked("a", "[Ada Brook:ada]")
    assert counts(measured([gold], {"a": [link(gold.text, "Ada Brook", "brook")]}))["strict"] == (1, 0, 0)


def test_what_is_not_to_be_judged_is_left_out_on_both_sides() -> None:
    gold = marked("a", "[Ada Brook:brook] saw [Aldport:aldport], [Zed:zed] and [Zoe:].")
    found = {"a": [link(gold.text, "Ada Brook", "rook"), link(gold.text, "Aldport", "aldport")]}
    places = measured([gold], found, judges(only_kinds=["place"]))
    assert (counts(places)["strict"], places.left_out, places.scope.kinds) == ((1, 0, 0), 1, ("place",))
    assert places.not_in_gazetteer.mentions == 2, "of what kind they are is not known"
    persons = measured([gold], found, judges(only_ids=["rook", "brook"]))
    assert (counts(persons)["strict"], persons.left_out, persons.scope.ids) == ((0, 1, 1), 2, 2)
    assert persons.not_in_gazetteer.mentions == 1, "an id that is not listed is left out"


def test_forms_are_counted_for_each_entity_those_with_most_errors_first() -> None:
    gold = marked("a", "[Ada\n Brook:brook] and [Ada Brook:brook], [Rook:rook], [Aldport:aldport]")
    found = [link(gold.text, "Ada\n Brook", "brook"), link(gold.text, "Aldport", "aldport")]
    run = measured([gold], {"a": [*found, link(gold.text, "and", "rook")]})
    assert [(one.form, one.entity, one.tp, one.fp, one.fn) for one in run.forms] == [
        ("Ada Brook", "brook", 1, 0, 1),
        ("Rook", "rook", 0, 0, 1),
        ("and", "rook", 0, 1, 0),
        ("Aldport", "aldport", 1, 0, 0),
    ]


def test_intervals_want_two_documents() -> None:
    one, other = marked("a", "[Ada:brook]"), marked("b", "[Rook:rook]")
    alone = measured([one], {})
    assert (alone.intervals, alone.measures["strict"].recall.low) == (None, None)
    both = measured([one, other], {"a": [link(one.text, "Ada", "brook")]})
    assert both.intervals is not None
    recall = both.measures["strict"].recall
    assert (recall.value, recall.low, recall.high) == (0.5, 0.0, 1.0)
    assert (both.kinds["person"].recall.low, both.entities["brook"].recall.value) == (0.0, 1.0)


# What holds of all

quick = settings(max_examples=30, deadline=None)
Case = tuple[list[GoldDocument], dict[str, list[ScannedMention]]]

SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from(sorted(KINDS)))


def spans(numbers: list[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    return {(start, start + length, entity) for start, length, entity in numbers}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    documents, links = [], {}
    for number in range(draw(st.integers(1, 3))):
        text = f"{number} abcdefghij klmnopqrst uvwxyz"
        gold = spans(draw(st.lists(SPANS, max_size=6)))
        found = {(start, end): entity for start, end, entity in spans(draw(st.lists(SPANS, max_size=6)))}
        mentions = tuple(GoldMention(start, end, text[start:end], entity) for start, end, entity in sorted(gold))
        documents.append(GoldDocument(str(number), text, mentions))
        links[str(number)] = [
            ScannedMention(entity, Status.LINKED, (), None, start, end, text[start:end], False)
            for (start, end), entity in sorted(found.items())
        ]
    return documents, links


def as_links(document: GoldDocument) -> list[ScannedMention]:
    return [
        ScannedMention(one.entity, Status.LINKED, (), None, one.start, one.end, one.surface, False)
        for one in document.mentions
    ]


@quick
@given(cases())
def test_gold_against_itself_is_right_throughout(case: Case) -> None:
    documents, _ = case
    run = measured(documents, {one.id: as_links(one) for one in documents})
    assert all(one.f1.value in {1.0, None} for one in run.measures.values())
    assert (run.missed, run.false_links) == ((), ())


@quick
@given(cases())
def test_counts_add_up(case: Case) -> None:
    documents, links = case
    run = measured(documents, links)
    strict, span, overlap = (run.measures[name] for name in ("strict", "span", "overlap"))
    assert span.tp >= strict.tp
    assert overlap.tp >= strict.tp
    for one in (strict, span, overlap):
        assert one.tp + one.fn == run.judged == sum(len(document.mentions) for document in documents)
        assert one.tp + one.fp == run.links == sum(map(len, links.values()))
        for rate in (one.precision, one.recall, one.f1):
            assert rate.value is None or 0 <= rate.value <= 1
    assert (len(run.missed), len(run.false_links)) == (strict.fn, strict.fp)
    for parts in (run.kinds.values(), run.entities.values(), run.forms):
        assert [sum(getattr(part, name) for part in parts) for name in ("tp", "fp", "fn")] == [
            strict.tp, strict.fp, strict.fn,
        ]  # fmt: skip


@quick
@given(cases())
def test_the_order_of_documents_and_links_is_no_matter(case: Case) -> None:
    documents, links = case
    turned = {doc: found[::-1] for doc, found in links.items()}
    runs = [measured(order, turned) for order in itertools.permutations(documents)]
    first = measured(documents, links)
    assert all((run.measures, run.forms, run.kinds) == (first.measures, first.forms, first.kinds) for run in runs)
    assert all([one.key for one in run.missed] == [one.key for one in first.missed] for run in runs)
