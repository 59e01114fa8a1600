"""A document made ready for the catalog: rows of plain values, worked out wherever the document was read.

Only its number and the rows of its paragraphs are missing, which the one process that writes gives. Plain values also
go from process to process several times as fast as what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from cpec_tui.catalog import codec
from cpec_tui.catalog.wordplaces import sentence_marks, word_places
from cpec_tui.folding import tokens, words_apart_in
from cpec_tui.model import Document, Mention, Paragraph
from cpec_tui.numbered import NumberedWords
from cpec_tui.resemblance import Sketch, Sketcher

# Ordinal, role, page, text, offsets, residue, the words with which its sentences begin.
ParagraphRow = tuple[int, str, int | None, str, str, str, bytes]
# Index of the paragraph, start, end, status, entity, kind, alias, nested, candidates, first word, one past the last.
MentionRow = tuple[int, int, int, str, str | None, str | None, str, bool, str, int, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document in rows: ``document`` is without its paragraphs."""

    document: Document
    paragraphs: list[ParagraphRow]
    words: NumberedWords
    mentions: list[MentionRow]
    sketch: Sketch


def prepare(document: Document, mentions: Sequence[Sequence[Mention]], sketcher: Sketcher) -> Prepared:
    """``document`` in rows, with its ``mentions``, a list for each paragraph; none when it is linked later."""
    paragraphs = document.paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    apart = list(words_apart_in(texts))
    words = NumberedWords.of(
        tokens(text) if one is None else one.split() for text, one in zip(texts, apart, strict=True)
    )
    return Prepared(
        replace(document, paragraphs=()),
        list(map(_row, paragraphs, apart)),
        words,
        list(mention_rows(texts, mentions, apart)),
        sketcher.sketch_numbered(words),
    )


def mention_rows(
    texts: Iterable[str], mentions: Iterable[Sequence[Mention]], apart: Iterable[str | None] = repeat(None)
) -> Iterator[MentionRow]:
    """The mentions of one document, a list for each paragraph of ``texts``, as rows.

    ``apart`` is ``words_apart`` of each text, where that is known.
    """
    for index, (text, of_paragraph, words) in enumerate(zip(texts, mentions, apart, strict=False)):
        for mention, place in zip(of_paragraph, word_places(text, of_paragraph, words), strict=True):
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


def _row(paragraph: Paragraph, apart: str | None) -> ParagraphRow:
    return (
        paragraph.ordinal,
        paragraph.role.value,
        paragraph.page,
        paragraph.text,
        codec.dump_runs(paragraph.offsets),
        codec.dump_spans(paragraph.residue),
        sentence_marks(paragraph.text, apart),
    )
