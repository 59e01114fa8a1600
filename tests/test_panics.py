"""Panics of libraries in Rust: silent, and raised as what a program can catch."""

from __future__ import annotations

import os
import threading

import pytest

from cpec_tui import panics

PanicException = type("PanicException", (BaseException,), {})


def panic() -> None:
    """What Rust does: words for the process's standard error, and no Exception."""
    os.write(2, b"thread '<unnamed>' panicked at src/lib.rs\n")
    raise PanicException("index out of bounds")


def test_a_panic_is_silent_and_told_as_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="out of bounds"), panics.told_as(ValueError):
        panic()
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_other_errors_stay_as_they_are(capfd: pytest.CaptureFixture[str]) -> None:
    for error in (KeyError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)), panics.told_as(ValueError):
            raise error
    assert capfd.readouterr().err == ""


def test_a_class_can_be_kept_from_panicking(capfd: pytest.CaptureFixture[str]) -> None:
    @panics.caught
    class Engine:
        def ask(self, *, loud: bool = False) -> str:
            """Ask."""
            if loud:
                panic()
            return "asked"

    assert Engine().ask() == "asked"
    assert Engine.ask.__doc__ == "Ask."
    with pytest.raises(RuntimeError, match="out of bounds"):
        Engine().ask(loud=True)
    assert capfd.readouterr().err == ""


def test_silence_lasts_until_the_last_thread_has_left(capfd: pytest.CaptureFixture[str]) -> None:
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with panics.silent():
            inside.set()
            leave.wait()

    other = threading.Thread(target=stay)
    other.start()
    inside.wait()
    with panics.silent():
        pass
    os.write(2, b"lost\n")
    leave.set()
    other.join()
    os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"


def test_without_a_standard_error_nothing_is_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", none)
    with pytest.raises(ValueError, match="what"), panics.told_as(ValueError):
        raise PanicException("what")
