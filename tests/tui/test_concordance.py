"""The orders of a concordance, and mentions over time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import MentionInText, Timeline
from cpec_tui.tui.concordance import Concordance, sparkline
from cpec_tui.tui.paint import cells


def mention(before: str, after: str, paragraph: int) -> MentionInText:
    return MentionInText("mcc", f"d#p{paragraph}", "d", paragraph, 0, 3, "MCC", "MCC", before, after, "D", None)


MENTIONS = [mention("the firm ", " digs", 1), mention("a Firm ", " builds", 2), mention("", "", 3)]


def paragraphs(order: Concordance) -> list[int]:
    return [one.paragraph for one in order.sorted(MENTIONS)]


def test_mentions_are_sorted_by_the_words_beside_them_from_the_nearest_on() -> None:
    assert paragraphs(Concordance.PLACE) == [1, 2, 3]
    assert paragraphs(Concordance.LEFT) == [3, 2, 1]
    assert paragraphs(Concordance.RIGHT) == [3, 2, 1]


def test_after_the_last_order_comes_the_first() -> None:
    assert [order.next for order in Concordance] == [Concordance.LEFT, Concordance.RIGHT, Concordance.PLACE]


def test_mentions_over_time_stand_between_the_first_and_the_last_year() -> None:
    timeline = Timeline((("2013", 1), ("2014", 0), ("2015", 8)), 2)
    assert sparkline(timeline, 40) == "2013 ▁ █ 2015"
    assert sparkline(Timeline((("2013", 5),), 0), 40) == ""
    assert sparkline(timeline, 11) == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=120), st.integers(1, 60))
def test_mentions_over_time_fit_and_a_year_with_any_is_seen(counts: list[int], width: int) -> None:
    counts[0] = counts[-1] = 1
    timeline = Timeline(tuple((str(1900 + year), count) for year, count in enumerate(counts)), 0)
    line = sparkline(timeline, width)
    assert cells(line) <= width
    if line and width >= len(counts) + 10:
        bars = line[5:-5]
        assert [bar != " " for bar in bars] == [count > 0 for count in counts]
