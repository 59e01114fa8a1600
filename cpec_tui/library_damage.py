"""Damage that a question runs into, told as damage.

What reads a damaged file may fail in any way: a word that is none, a length beyond all memory, a row that is missing.
So whatever goes wrong while a library answers is held against its files, and counts as a mistake of the program only
when these are as they were published.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, Protocol, TypeVar

from cpec_tui.errors import DamagedError
from cpec_tui.panics import is_panic

_PACKAGE = __name__.partition(".")[0]


class _Checked(Protocol):
    def check_files(self) -> None:
        """Raises DamagedError when a file is not as it was published."""


L = TypeVar("L")


def telling_damage(library: type[L]) -> type[L]:
    """The class whose public methods and properties raise DamagedError for whatever damaged files lead to."""
    for name, member in list(vars(library).items()):
        if name.startswith("_") or name in ("open", "build", "close", "check_files"):
            continue
        if isinstance(member, FunctionType):
            setattr(library, name, _told(member))
        elif isinstance(member, property) and isinstance(member.fget, FunctionType):
            setattr(library, name, property(_told(member.fget)))
    return library


def _told(method: FunctionType) -> Callable[..., Any]:
    @functools.wraps(method)
    def told(library: _Checked, *arguments: Any, **options: Any) -> Any:
        try:
            answer = method(library, *arguments, **options)
        except BaseException as error:
            _hold_against_files(library, error)
            raise
        return _told_one_by_one(library, answer) if isinstance(answer, Iterator) else answer

    return told


def _told_one_by_one(library: _Checked, answers: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from answers
    except BaseException as error:
        _hold_against_files(library, error)
        raise


def _hold_against_files(library: _Checked, error: BaseException) -> None:
    """Raises DamagedError when ``error`` is nothing that the program itself raises, and files are damaged."""
    kind = type(error)
    ours = kind.__module__.partition(".")[0] == _PACKAGE and not isinstance(error, DamagedError)
    if not ours and (isinstance(error, Exception) or is_panic(error)):
        library.check_files()
