"""What a build says of how far it is, and of how long it will take."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.built.pace import Pace
from cpec_tui.built.progress import LINKING, READING, WRITING, Progress
from cpec_tui.corpus import SourceFile


def sources(*sizes: int) -> list[SourceFile]:
    return [SourceFile(f"{number}.txt", Path(), size, 0) for number, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("looking at the files", 0, 0, 0, 0.1), "looking at the files"),
        (Progress(READING, 0, 3164, 0, 0.1), "reading 0 of 3,164 files"),
        (
            Progress(READING, 182, 1149, 9000, 4.0, 0.2, 2310.4, 6.2),
            "reading 182 of 1,149 files · 2,310 paragraphs/s · 6 s left",
        ),
        (Progress(LINKING, 412, 3164, 0, 9.0, 0.1, None, 400.0), "linking 412 of 3,164 files · 7 min left"),
        (Progress(WRITING, 5, 5, 60, 2.0, 0.4, None, 3.0), "writing 40% · 3 s left"),
    ],
)
def test_it_is_said_in_one_line(progress: Progress, said: str) -> None:
    assert progress.said() == said


def test_the_time_left_goes_by_the_size_of_the_files() -> None:
    pace = Pace(sources(98_000, 98_000, 798_000))
    pace.progress(READING, 0, 3, 0, 1.0)
    now = pace.progress(READING, 2, 3, 500, 3.0)
    assert (now.share, now.rate, now.left) == (0.2, 250.0, 8.0)


def test_nothing_is_foretold_from_next_to_nothing() -> None:
    pace = Pace(sources(1000, 1000))
    pace.progress(READING, 0, 2, 0, 1.0)
    assert pace.progress(READING, 1, 2, 10, 1.1).left is None
    assert pace.progress(READING, 0, 2, 0, 9.0).left is None
    assert pace.progress(READING, 2, 2, 20, 9.0).left is None


def test_what_writing_took_before_it_will_take_again() -> None:
    pace = Pace(sources(1000, 1000))
    pace.progress(READING, 0, 2, 0, 0.0)
    pace.wrote(100, 3.0)
    assert pace.progress(READING, 1, 2, 100, 4.0).left == 4.0 + 2 * 3.0


def test_linking_and_writing_have_a_time_left_of_their_own() -> None:
    pace = Pace()
    pace.progress(LINKING, 0, 10, 0, 50.0)
    assert pace.progress(LINKING, 5, 10, 0, 52.0).left == 2.0
    pace.progress(WRITING, 0, 0, 0, 60.0)
    assert pace.progress(WRITING, 0, 0, 0, 61.0, 0.25).left == 3.0
