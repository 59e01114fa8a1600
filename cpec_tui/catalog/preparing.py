"""A document made ready for the catalog: rows of plain values, worked out wherever the document was read.

Only its number and the rows of its paragraphs are missing, which the one process that writes gives. Plain values also
go from process to process several times as fast as what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cpec_tui.catalog import codec
from cpec_tui.catalog.wordplaces import sentence_marks, word_places
from cpec_tui.folding import tokens
from cpec_tui.model import Document, Mention, Paragraph
from cpec_tui.resemblance import Sketch, Sketcher

# Ordinal, role, page, text, offsets, residue, the words with which its sentences begin.
ParagraphRow = tuple[int, str, int | None, str, str, str, bytes]
# Index of the paragraph, start, end, status, entity, kind, alias, nested, candidates, first word, one past the last.
MentionRow = tuple[int, int, int, str, str | None, str | None, str, bool, str, int, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document in rows: ``document`` is without its paragraphs; the words of each paragraph are one text."""

    document: Document
    paragraphs: list[ParagraphRow]
    words: list[str]
    mentions: list[MentionRow]
    sketch: Sketch


def prepare(document: Document, mentions: Sequence[Sequence[Mention]], sketcher: Sketcher) -> Prepared:
    """``document`` in rows, with its ``mentions``, a list for each paragraph; none when it is linked later."""
    paragraphs = document.paragraphs
    words = [tokens(paragraph.text) for paragraph in paragraphs]
    return Prepared(
        replace(document, paragraphs=()),
        list(map(_row, paragraphs)),
        list(map(" ".join, words)),
        list(mention_rows((paragraph.text for paragraph in paragraphs), mentions)),
        sketcher.sketch(words),
    )


def mention_rows(texts: Iterable[str], mentions: Iterable[Sequence[Mention]]) -> Iterator[MentionRow]:
    """The mentions of one document, a list for each paragraph of ``texts``, as rows."""
    for index, (text, of_paragraph) in enumerate(zip(texts, mentions, strict=False)):
        for mention, place in zip(of_paragraph, word_places(text, of_paragraph), strict=True):
            yield (
                index,
                mention.start,
                mention.end,
                mention.status.value,
                mention.entity,
                mention.kind,
                mention.alias,
                mention.nested,
                ",".join(mention.candidates),
                *place,
            )


def _row(paragraph: Paragraph) -> ParagraphRow:
    return (
        paragraph.ordinal,
        paragraph.role.value,
        paragraph.page,
        paragraph.text,
        codec.dump_runs(paragraph.offsets),
        codec.dump_spans(paragraph.residue),
        sentence_marks(paragraph.text),
    )
