"""Back and forward."""

from __future__ import annotations

from dataclasses import replace

from cpec_tui.tui.history import MOST, History, Place

A, B, C = (Place("source", "doc", ordinal) for ordinal in (1, 2, 3))


def test_back_and_forward_are_each_others_opposite() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    assert (history.before, history.after) == (B, None)
    history.went_back(C)
    assert (history.before, history.after) == (A, C)
    history.went_back(B)
    assert (history.before, history.after) == (None, B)
    history.went_forward(A)
    assert (history.before, history.after) == (A, C)
    history.went_forward(B)
    assert (history.before, history.after) == (B, None)


def test_places_are_listed_newest_first_wherever_one_stands() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.newest_first == [B, A]
    history.went_back(C)
    assert history.newest_first == [C, A]


def test_a_jump_gives_up_what_lay_ahead() -> None:
    history = History()
    history.leave(A)
    history.went_back(B)
    history.leave(A)
    assert (history.before, history.after) == (A, None)


def test_leaving_the_same_place_twice_is_kept_once() -> None:
    history = History()
    assert history.leave(A)
    assert not history.leave(replace(A, name="other"))
    assert history.behind == [A]
    for other in (replace(A, span=(1, 2)), replace(A, card="x"), replace(A, followed=True), replace(A, pane="card")):
        assert not other.is_same(A)


def test_a_jump_that_was_given_up_leaves_no_place_behind() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    history.take_back(replace(B, name="other"))
    history.take_back(C)
    assert history.behind == [A]


def test_the_oldest_places_are_forgotten() -> None:
    history = History()
    for ordinal in range(MOST + 50):
        history.leave(Place("source", "doc", ordinal))
    assert len(history.behind) == MOST
    assert history.behind[-1].ordinal == MOST + 49
