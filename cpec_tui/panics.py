"""Libraries in Rust that meet what cannot be: they panic, which is no Exception, and say so where nobody asked them to.

What they say goes to the process's standard error itself, past Python; in the explorer that is the screen.
"""

from __future__ import annotations

import contextlib
import functools
import os
import threading
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, TypeVar

C = TypeVar("C")

_PANIC = "PanicException"
STANDARD_ERROR = 2


def is_panic(error: BaseException) -> bool:
    """Whether a library in Rust ended with it."""
    return type(error).__name__ == _PANIC


@contextlib.contextmanager
def told_as(told: Callable[[str], Exception]) -> Iterator[None]:
    """Inside, a panic is silent, and raised as what is ``told`` of it."""
    try:
        with silent():
            yield
    except BaseException as error:
        if is_panic(error):
            raise told(str(error)) from error
        raise


def caught(kind: type[C]) -> type[C]:
    """The class whose public methods are silent about panics, and raise RuntimeError instead."""
    for name, member in list(vars(kind).items()):
        if isinstance(member, FunctionType) and not name.startswith("_"):
            setattr(kind, name, _caught(member))
    return kind


def _caught(method: FunctionType) -> Callable[..., Any]:
    @functools.wraps(method)
    def quietly(*arguments: Any, **options: Any) -> Any:
        with told_as(RuntimeError):
            return method(*arguments, **options)

    return quietly


class _Silence:
    """Standard error of the process, put away while anybody is inside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept: int | None = None

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._kept = _put_away()

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._kept is not None:
                os.dup2(self._kept, STANDARD_ERROR)
                os.close(self._kept)
                self._kept = None


_SILENCE = _Silence()


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Inside, whatever is written to the process's standard error is lost. In several threads at once, too."""
    _SILENCE.enter()
    try:
        yield
    finally:
        _SILENCE.leave()


def _put_away() -> int | None:
    """Another descriptor of standard error, which leads nowhere now; None when there is none, or none is to be had."""
    try:
        kept = os.dup(STANDARD_ERROR)
        os.dup2(_nowhere(), STANDARD_ERROR)
    except OSError:
        return None
    return kept


@functools.cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)
