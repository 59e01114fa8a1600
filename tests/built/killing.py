"""Builds that die at a chosen moment, as if killed."""

from __future__ import annotations

import os
import random
import sys
from types import FrameType

from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.built.states import write
from tests.corpora import ENTITIES, HARBOUR, MINE

KILLED = 9
DONE = 0
# About how often a build of the small corpus calls a function written in C.
CALLS = 18_000


def killed_at(library: Library, last_call: int) -> int:
    """Build in a fork of this process that dies at its ``last_call``-th call of a C function; KILLED or DONE.

    Dying so leaves what SIGKILL leaves: what was written is there, what stood in buffers of the process is not.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        if event == "c_call":
            calls += 1
            if calls >= last_call:
                os._exit(KILLED)

    try:
        sys.setprofile(count)
        build(library.corpus, library.folder)
        sys.setprofile(None)
        os._exit(DONE)
    finally:
        # Whatever happened, nothing of the test run goes on in the fork.
        os._exit(1)


def edit(corpus: Corpus, chance: random.Random) -> None:
    """Add or change a source, and perhaps the gazetteer."""
    write(corpus, f"d{chance.randrange(3)}.txt", chance.choice((HARBOUR, MINE)) + f"\nNote {chance.random()}.\n")
    if chance.random() < 0.5:
        extra = f"- {{id: x, kind: place, name: {chance.choice(('May', 'Redhill copper', 'Stone'))}}}\n"
        (corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")
