"""Waiting for what somebody says, but not for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from cpec_tui.built.patience import Patience


def test_everything_that_is_said_comes() -> None:
    patience = Patience(3600.0, lambda: None)
    assert list(patience.listen("abc")) == ["a", "b", "c"]
    assert not patience.is_lost


def test_it_is_lost_when_nothing_is_said() -> None:
    ended = threading.Event()

    def said() -> Iterator[str]:
        yield "a"
        assert ended.wait(60)

    patience = Patience(0.01, ended.set)
    assert list(patience.listen(said())) == ["a"]
    assert patience.is_lost


def test_what_the_listener_does_meanwhile_takes_no_patience() -> None:
    patience = Patience(0.0, lambda: None)
    told = patience.listen("ab")
    assert next(told) == "a"
    # The thread that counts has nothing to count, however often it looks.
    assert not patience.is_lost
    told.close()
    assert not patience.is_lost
