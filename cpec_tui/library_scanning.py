"""Mentions of a corpus's entities in texts outside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpec_tui.answers import ScannedMention
from cpec_tui.catalog import codec
from cpec_tui.catalog.reading import Catalog
from cpec_tui.library_explaining import gazetteer_of
from cpec_tui.linking.linker import Linker
from cpec_tui.linking.scan import scan
from cpec_tui.reading.residue import ResidueFinder


@dataclass(frozen=True, slots=True)
class Scanner:
    """Finds mentions in texts, one after another."""

    linker: Linker
    residue: ResidueFinder

    @classmethod
    def of(cls, catalog: Catalog) -> Scanner:
        """A scanner for the entities of a catalog."""
        return cls(Linker(gazetteer_of(catalog)), ResidueFinder(tuple(codec.load(catalog.meta["residue"]))))

    def scan(self, text: str) -> Iterator[ScannedMention]:
        """The mentions in ``text``, at offsets of ``text`` as given, in order."""
        for mention, start, end in scan(text, self.linker, self.residue):
            yield ScannedMention(
                mention.entity,
                mention.status,
                mention.candidates,
                mention.kind,
                start,
                end,
                text[start:end],
                mention.nested,
            )
