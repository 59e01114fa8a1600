"""Attacks on tidying, and on the child that is kept for it and for builds."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from cpec_tui import platform
from cpec_tui.built import tidying
from cpec_tui.built.child import ChildBuild, ChildTidying, KeptChild, build_in_child
from cpec_tui.built.tidying import tidy
from cpec_tui.errors import BuiltIndexError
from tests.built.killing import (
    DONE,
    KILLED,
    REFUSED,
    UNTOUCHED,
    Counted,
    anything,
    calls_of,
    dead_at,
    plainly,
    refused_at,
    writing,
)
from tests.torturing.arena import Arena, State
from tests.torturing.reader import reading_all_the_time

T = TypeVar("T")

_LONGEST = 4.0
_SIGKILLED = -9


def tidying_killed_at_a_call(arena: Arena) -> str:
    """Wherever it is."""
    return _killed_at(arena, anything)


def tidying_killed_at_a_writing(arena: Arena) -> str:
    """Where it changes files."""
    return _killed_at(arena, writing)


def _killed_at(arena: Arena, counted: Counted) -> str:
    with _worn():
        last = _in_a_copy(arena, lambda folder: calls_of(lambda: tidy(folder), counted))
        call = arena.chance.randrange(1, last + 2)
        code = dead_at(lambda: tidy(arena.folder), call, counted)
    assert code in (KILLED, DONE), code
    return f"at call {call:,} of {last:,}: exit code {code}"


def tidying_killed_after_a_while(arena: Arena) -> str:
    """By the clock: in the middle of what is not written in Python, too."""
    with _worn():
        began = time.monotonic()
        _in_a_copy(arena, tidy)
        seconds = arena.chance.random() * (time.monotonic() - began)
        process = os.fork()
        if not process:
            os._exit(plainly(lambda: tidy(arena.folder)))
        killer = threading.Timer(seconds, os.kill, (process, signal.SIGKILL))
        killer.start()
        # Its number is nobody else's before it is waited for.
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        killer.cancel()
        killer.join()
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert code in (_SIGKILLED, DONE), code
    return f"after {seconds:.3f} s: exit code {code}"


def kept_child_killed(arena: Arena) -> str:
    """While it builds, tidies or waits: whoever keeps it gets what he asks for next."""
    seconds = arena.chance.random() * _LONGEST
    ends: list[str] = []
    with KeptChild() as kept:
        first = ChildBuild(arena.corpus, arena.folder, kept=kept)
        killer = threading.Timer(seconds, _kill, (first.pid,))
        killer.start()
        until = time.monotonic() + seconds
        _listen(first, ends)
        while time.monotonic() < until:
            job = arena.chance.choice((ChildTidying, ChildBuild))
            _listen(job(arena.corpus, arena.folder, kept=kept), ends)
        killer.join()
        report = build_in_child(arena.corpus, arena.folder, kept=kept)
        assert report is not None
    return f"after {seconds:.3f} s, at job {len(ends)}: {ends[-1]}"


def _listen(job: ChildBuild | ChildTidying, ends: list[str]) -> None:
    with job:
        try:
            list(job)
            ends.append("done")
        except BuiltIndexError as error:
            ends.append(error.message.rpartition(": ")[2])


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def disk_full_while_tidying(arena: Arena) -> str:
    """One writing finds no space."""
    with _worn():
        last = _in_a_copy(arena, lambda folder: calls_of(lambda: tidy(folder), writing))
        call = arena.chance.randrange(1, last + 1)
        code = refused_at(lambda: tidy(arena.folder), call)
    assert code in (REFUSED, DONE, UNTOUCHED), code
    return f"writing {call:,} of {last:,}: exit code {code}"


def tidied_under_a_reader(arena: Arena) -> str:
    """Again and again, while a library is opened and asked all the time."""
    with reading_all_the_time(arena, State.OLD) as found:
        for _ in range(arena.chance.randrange(1, 4)):
            # Not in a fork: what the reader's thread holds just then would be held there for ever.
            assert _tidied(arena.folder)
    return f"read {len(found)} times"


def _tidied(folder: Path) -> bool:
    with _worn():
        return not tidy(folder).is_nothing


@contextlib.contextmanager
def _worn() -> Iterator[None]:
    """Everything is worth tidying."""
    with (
        patch.object(tidying, "worth_renewing", lambda segments: list(range(len(segments)))),
        patch.object(tidying, "is_worth_compacting", lambda path: True),
    ):
        yield


def _in_a_copy(arena: Arena, work: Callable[[Path], T]) -> T:
    copied = arena.home / "copied"
    shutil.copytree(arena.folder, copied)
    try:
        return work(copied)
    finally:
        platform.remove_tree(copied)
