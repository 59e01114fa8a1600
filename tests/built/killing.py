"""Work that dies at a chosen moment, as if killed, or whose disk is full from then on."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import sys
import traceback
from collections.abc import Callable
from types import FrameType

from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CpecError
from cpec_tui.library import Library
from tests.built.states import write
from tests.corpora import ENTITIES, HARBOUR, MINE

KILLED = 9
DONE = 0
REFUSED = 3
UNTOUCHED = 4
WRONG = 1
# About how often a build of the small corpus calls a function written in C.
CALLS = 18_000
_WRITING = {
    "posix": frozenset(
        "open write fsync replace rename unlink remove mkdir rmdir link ftruncate chmod close sendfile".split()
    ),
    "_io": frozenset("open write flush close truncate".split()),
    "sqlite3": frozenset("execute executemany executescript commit".split()),
}
_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

Work = Callable[[], object]
Counted = Callable[[object], bool]


def anything(function: object) -> bool:
    """Every function written in C."""
    return True


def writing(function: object) -> bool:
    """Those that change files, or ask SQLite to."""
    home = getattr(function, "__module__", None) or type(getattr(function, "__self__", None)).__module__
    return getattr(function, "__name__", "") in _WRITING.get(home, ())


def in_a_fork(work: Callable[[], int]) -> int:
    """The exit code of ``work`` in a fork of this process; what it raises is WRONG, after a line that says it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = WRONG
    try:
        code = work()
    except BaseException:  # Nothing of the test run may go on in the fork.
        os.write(2, f"\n{traceback.format_exc()}\n".encode())
    finally:
        os._exit(code)


def dead_at(work: Work, last_call: int, counted: Counted = anything) -> int:
    """Do ``work`` in a fork of this process that dies at the ``last_call``-th call that counts; KILLED or DONE.

    Dying so leaves what SIGKILL leaves: what was written is there, what stood in buffers of the process is not.
    """
    return in_a_fork(lambda: _to_the_end(work, last_call, counted, _die))


def calls_of(work: Work, counted: Counted) -> int:
    """How many calls that count ``work`` makes; it is done in a fork."""
    reading, writing_end = os.pipe()

    def tell() -> int:
        calls = 0

        def count(frame: FrameType, event: str, argument: object) -> None:
            nonlocal calls
            calls += event == "c_call" and counted(argument)

        sys.setprofile(count)
        work()
        sys.setprofile(None)
        os.write(writing_end, str(calls).encode())
        return DONE

    code = in_a_fork(tell)
    os.close(writing_end)
    with open(reading, "rb") as told:
        found = told.read()
    assert code == DONE
    return int(found)


def refused_at(work: Work, call: int) -> int:
    """Do ``work`` in a fork whose ``call``-th writing finds no space; REFUSED with a plain message, or DONE.

    UNTOUCHED when it wrote less often.
    """
    reached: list[object] = []

    def refuse(function: object) -> None:
        reached.append(function)
        _refuse(function)

    def refused() -> int:
        code = _to_the_end(work, call, writing, refuse)
        return code if reached else UNTOUCHED

    return in_a_fork(refused)


def _to_the_end(work: Work, last_call: int, counted: Counted, end: Callable[[object], None]) -> int:
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        if event == "c_call" and counted(argument):
            calls += 1
            if calls == last_call:
                end(argument)

    def counted_work() -> None:
        sys.setprofile(count)
        try:
            work()
        finally:
            sys.setprofile(None)

    return plainly(counted_work)


def plainly(work: Work) -> int:
    """DONE, or REFUSED when it says in words why not; anything else is raised."""
    try:
        work()
    except CpecError as error:
        return REFUSED if str(error) else WRONG
    return DONE


def _die(function: object) -> None:
    os._exit(KILLED)


def _refuse(function: object) -> None:
    if type(getattr(function, "__self__", None)).__module__ == "sqlite3":
        raise sqlite3.OperationalError("database or disk is full")
    raise _FULL


def killed_at(library: Library, last_call: int) -> int:
    """Build in a fork of this process that dies at its ``last_call``-th call of a C function; KILLED or DONE."""
    return dead_at(lambda: build(library.corpus, library.folder), last_call)


def edit(corpus: Corpus, chance: random.Random) -> None:
    """Add or change a source, and perhaps the gazetteer."""
    write(corpus, f"d{chance.randrange(3)}.txt", chance.choice((HARBOUR, MINE)) + f"\nNote {chance.random()}.\n")
    if chance.random() < 0.5:
        extra = f"- {{id: x, kind: place, name: {chance.choice(('May', 'Redhill copper', 'Stone'))}}}\n"
        (corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")
