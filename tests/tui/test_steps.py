"""What n and N step through."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import Matches, MentionPlace
from cpec_tui.tui.rows import joined
from cpec_tui.tui.steps import Steps, Stop, steps_of_hits, steps_of_mentions

HITS = steps_of_hits(Matches((("b", (2, 5)), ("a", (1, 7, 9)))))


def mentions(*places: tuple[str, int, int]) -> list[MentionPlace]:
    return [MentionPlace(doc, ordinal, start, start + 2, "xx", 0) for doc, ordinal, start in places]


def test_hits_are_stepped_through_document_by_document() -> None:
    stops = []
    steps: Steps | None = HITS
    while (steps := steps.step(1) if steps else None) is not None:
        stops.append(steps.present)
    assert stops == [Stop("b", 2), Stop("b", 5), Stop("a", 1), Stop("a", 7), Stop("a", 9)]


def test_there_is_nothing_beyond_the_ends() -> None:
    assert HITS.at_place("a", 9).step(1) is None
    assert HITS.at_place("b", 2).step(-1) is None
    assert Steps().step(1) is None
    assert Steps().step(-1) is None


def test_from_nowhere_one_steps_to_the_first_or_back_to_the_last() -> None:
    assert (HITS.step(1) or HITS).present == Stop("b", 2)
    assert (HITS.step(-1) or HITS).present == Stop("a", 9)
    assert HITS.at_place("unknown", 3) == HITS


def test_between_two_stops_one_steps_to_the_next_one_or_to_the_one_before() -> None:
    between = HITS.at_place("a", 4)
    assert between.present is None
    assert (between.step(1) or HITS).present == Stop("a", 7)
    assert (between.step(-1) or HITS).present == Stop("a", 1)


def test_before_the_first_stop_of_a_document_the_one_before_is_in_the_document_before() -> None:
    before = HITS.at_place("b", 1)
    assert (before.step(1) or HITS).present == Stop("b", 2)
    assert before.step(-1) is None
    steps = steps_of_hits(Matches((("b", (2,)), ("a", (7,))))).at_place("a", 3)
    assert (steps.step(-1) or HITS).present == Stop("b", 2)


def test_of_several_mentions_in_a_paragraph_the_span_tells_which() -> None:
    steps = steps_of_mentions("X", mentions(("a", 1, 0), ("a", 1, 10), ("a", 3, 4)))
    assert steps.at_place("a", 1, (10, 12)).at == 1
    assert steps.at_place("a", 1).at == 0
    between = steps.at_place("a", 1, (5, 7))
    assert (between.at, (between.step(1) or steps).at, (between.step(-1) or steps).at) == (-1, 1, 0)


def test_a_span_stands_at_the_hit_of_its_paragraph() -> None:
    assert HITS.at_place("a", 7, (3, 9)).at == 3


def test_where_one_stands_is_said() -> None:
    steps = steps_of_mentions("Saindak", mentions(*(("a", n, 0) for n in range(1, 1_201))))
    assert joined(steps.at_place("a", 1_100).said()).text == "Saindak · mention 1,100/1,200"
    assert joined(HITS.at_place("b", 5).said()).text == "hit 2/5"
    assert joined(HITS.said()).text == "hit –/5"
    assert Steps().said() == []


@given(
    st.dictionaries(st.sampled_from("abc"), st.sets(st.integers(1, 9), min_size=1)),
    st.sampled_from("abcd"),
    st.integers(1, 9),
)
@settings(max_examples=80, deadline=None)
def test_a_step_on_and_a_step_back_lead_to_the_neighbours_of_any_place(
    ordinals: dict[str, set[int]], doc: str, ordinal: int
) -> None:
    steps = steps_of_hits(Matches(tuple((name, tuple(sorted(found))) for name, found in ordinals.items())))
    stops = list(steps.stops)
    here = steps.at_place(doc, ordinal)
    if doc not in ordinals:
        assert here == steps
    elif ordinal in ordinals[doc]:
        assert here.present == Stop(doc, ordinal)
    else:
        first = stops.index(next(stop for stop in stops if stop.doc == doc))
        passed = first + sum(one < ordinal for one in ordinals[doc])
        further, before = here.step(1), here.step(-1)
        assert (further.present if further else None) == (stops[passed] if passed < len(stops) else None)
        assert (before.present if before else None) == (stops[passed - 1] if passed else None)
