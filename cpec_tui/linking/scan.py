"""Mentions in a text outside the corpus, at offsets of that text as it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpec_tui.answers import ScannedMention
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Mention
from cpec_tui.reading.canonical import raw_span
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.structure import joined_blocks


def scan(text: str, linker: Linker, residue: ResidueFinder) -> Iterator[tuple[Mention, int, int]]:
    """Each mention in ``text`` with its start and end in code points of ``text`` itself, in order.

    Lines are joined up to the next blank one, so that names broken over lines or written with odd spaces are found.
    """
    read = joined_blocks(text, residue)
    for paragraph, mentions in zip(read, linker.link(read), strict=True):
        for mention in mentions:
            span = raw_span(paragraph.offsets, mention.start, mention.end)
            if span is not None:
                yield mention, *span


@dataclass(frozen=True, slots=True)
class Scanner:
    """Scans any number of texts with one linker; each text is a document of its own."""

    linker: Linker
    residue: ResidueFinder

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
