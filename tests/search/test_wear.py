"""Which segments of a text index are worth writing anew."""

from __future__ import annotations

import random

import pytest

from cpec_tui.search.wear import Segment, worth_renewing


def whole(*paragraphs: int) -> list[Segment]:
    return [Segment(one, 0) for one in paragraphs]


@pytest.mark.parametrize(
    ("segments", "chosen"),
    [
        ([], []),
        (whole(10_000), []),
        # Few segments are left alone, whatever their size.
        (whole(10, 10, 10, 10, 10), []),
        # Many that are alike are joined; a much larger one stays.
        (whole(10, 12, 5000, 9, 11, 10, 10), [3, 0, 5, 6, 4, 1]),
        (whole(10, 30, 90, 250, 700, 2000), [0, 1, 2, 3, 4, 5]),
        # Each is much larger than all before it: joining them would not pay.
        (whole(1, 4, 16, 64, 256, 1024, 4096), []),
        # Removed paragraphs, when they are no small part and not too few.
        ([Segment(10_000, 2000), Segment(10_000, 1000)], [0]),
        ([Segment(100, 99)], []),
        ([Segment(50, 150), Segment(100_000, 0)], []),
        ([Segment(50, 60), Segment(60, 60)], [0, 1]),
        ([Segment(0, 600), Segment(10_000, 0)], [0]),
        # Not more than there is room for.
        ([Segment(200_000, 100_000), Segment(150_000, 50_000)], [1]),
        ([Segment(900_000, 800_000)], []),
    ],
)
def test_what_is_renewed(segments: list[Segment], chosen: list[int]) -> None:
    assert worth_renewing(segments) == chosen


def test_what_was_renewed_is_not_renewed_again() -> None:
    chance = random.Random(1)
    for _ in range(500):
        segments = [
            Segment(int(10 ** (chance.random() * 5)), int(10 ** (chance.random() * 4)))
            for _ in range(chance.randrange(20))
        ]
        for _ in range(len(segments)):
            chosen = worth_renewing(segments)
            if not chosen:
                break
            renewed = Segment(sum(segments[place].paragraphs for place in chosen), 0)
            segments = [one for place, one in enumerate(segments) if place not in chosen] + [renewed]
        assert worth_renewing(segments) == []
