"""A reader that opens a built index and asks it again and again while something is done to it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from tests.torturing.arena import Arena, State


@contextlib.contextmanager
def reading_all_the_time(arena: Arena, *expected: State) -> Iterator[list[State | BaseException]]:
    """Nothing but what is ``expected`` is found by a library on a thread of its own; gives what was, at the end all."""
    done = threading.Event()
    found: list[State | BaseException] = []

    def read() -> None:
        library = Library(arena.corpus, arena.folder)
        while not done.is_set() or not found:
            try:
                assert library.open()
                found.append(arena.state_of_open(library))
            except (BuiltIndexError, AssertionError) as error:
                found.append(error)
        library.close()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield found
    finally:
        done.set()
        reader.join()
    wrong = [one for one in found if one not in expected]
    assert not wrong, wrong
