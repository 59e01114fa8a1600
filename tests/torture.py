"""Long campaigns against the built index: builds killed at any moment, and files damaged at any place.

    python -m tests.torture [--rounds 200] [--seed N]

The seed is printed; the same one does the same again. The first thing that goes wrong ends it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.child import ChildBuild
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from tests.built.killing import CALLS, edit, killed_at
from tests.built.states import answers, answers_of_a_fresh_build
from tests.corpora import make_corpus

LONGEST_CHILD = 0.6


class Campaign:
    """Rounds of edits, each followed by an attack on the build or on its files."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        """Everything is kept under ``home``."""
        self._home = home
        self._chance = chance
        self._corpus: Corpus = make_corpus(home / "corpus")
        self._library = Library.at(self._corpus, home / "built")
        build(self._corpus, self._library.folder)

    def round(self, number: int) -> str:
        """One attack; what it was. Raises AssertionError when anything but the old or the new is found."""
        old = self._answers()
        edit(self._corpus, self._chance)
        new = answers_of_a_fresh_build(self._corpus, self._home / f"fresh{number}")
        attack = self._chance.choice((self._kill_at_a_call, self._kill_a_child, self._damage))
        what = attack()
        with suppress(BuiltIndexError):
            expected = (old, None) if attack == self._damage else (old, new)
            assert self._answers() in expected, what
        self._library.close()
        build(self._corpus, self._library.folder)
        assert self._answers() == new, what
        return what

    def _answers(self) -> Mapping[str, object] | None:
        """None when there is no built index: its pointer is gone."""
        if not self._library.open():
            return None
        found = answers(self._library)
        self._library.close()
        return found

    def _kill_at_a_call(self) -> str:
        call = self._chance.randrange(1, CALLS)
        return f"killed at call {call:,}: exit code {killed_at(self._library, call)}"

    def _kill_a_child(self) -> str:
        seconds = self._chance.random() * LONGEST_CHILD
        child = ChildBuild(self._corpus, self._library.folder)
        killer = threading.Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
        killer.start()
        with suppress(BuiltIndexError):
            list(child)
        killer.cancel()
        child.close(10)
        return f"killed after {seconds:.3f} s"

    def _damage(self) -> str:
        files = [path for path in self._library.folder.rglob("*") if path.is_file() and path.name != manifests.LOCK]
        path = self._chance.choice(sorted(files))
        content = bytearray(path.read_bytes())
        how = self._chance.choice(("cut", "flipped", "scrambled", "removed"))
        if how == "removed":
            path.unlink()
        elif how == "cut" or not content:
            path.write_bytes(content[: len(content) // 2])
        elif how == "flipped":
            content[self._chance.randrange(len(content))] ^= 1 << self._chance.randrange(8)
            path.write_bytes(content)
        else:
            path.write_bytes(self._chance.randbytes(len(content)))
        return f"{how}: {path.relative_to(self._library.folder)}"


def main() -> None:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    with tempfile.TemporaryDirectory() as home:
        campaign = Campaign(Path(home), random.Random(arguments.seed))
        for number in range(arguments.rounds):
            print(f"{number + 1:>4}  {campaign.round(number)}", flush=True)
    print("all well")


if __name__ == "__main__":
    main()
