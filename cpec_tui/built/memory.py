"""What a process that builds again and again need not make anew."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from cpec_tui.built.freshness import curated_state
from cpec_tui.corpus import Corpus
from cpec_tui.entities import loading
from cpec_tui.entities.curated import Curated
from cpec_tui.errors import CpecError
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.reading.residue import ResidueFinder


@dataclass(frozen=True, slots=True)
class Compiled:
    """The curated files, read, and what is made of them to read and link by."""

    curated: Curated
    residue: ResidueFinder
    gazetteer: Gazetteer


class Memory:
    """Remembers the curated files as they were compiled last, as long as none of them changes."""

    def __init__(self) -> None:
        """Remembers nothing yet."""
        self._key: tuple[Corpus, dict[str, tuple[int, int]], str] | None = None
        self._compiled: Compiled | None = None

    def prepare(self, corpus: Corpus) -> None:
        """Compile what a build of ``corpus`` needs before there is one; what is wrong with it, that will tell."""
        with contextlib.suppress(CpecError, OSError):
            gazetteer = self.compiled(corpus, curated_state(corpus)).gazetteer
            # Made when they are asked for.
            gazetteer.find([""])
            _ = gazetteer.digest, gazetteer.inside

    def compiled(self, corpus: Corpus, files: dict[str, tuple[int, int]]) -> Compiled:
        """The curated files of ``corpus``, compiled; ``files`` are their sizes and times.

        Raises CorpusError when corpus.yaml cannot be used.
        """
        # Times alone would miss a file that was changed twice within a tick of the clock.
        key = (corpus, files, loading.curated_digest(corpus))
        if self._compiled is None or key != self._key:
            curated = loading.load(corpus)
            gazetteer = Gazetteer(curated.entities, curated.config.kinds_by_name)
            self._compiled = Compiled(curated, ResidueFinder(curated.config.residue), gazetteer)
            # What changed while it was read is read again the next time.
            self._key = key if curated.digest == key[2] else None
        return self._compiled
