"""From the glyphs of all pages to paragraphs in the order of reading, each with its page and role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.model import Role
from cpec_tui.reading.parts import Part
from cpec_tui.reading.pdf.blocks import Typography, blocks, ends_sentence, folded
from cpec_tui.reading.pdf.columns import regions
from cpec_tui.reading.pdf.lines import fragments, lines, main_angle
from cpec_tui.reading.pdf.margins import without_furniture
from cpec_tui.reading.pdf.model import Draft, Fragment, Line, PageGlyphs
from cpec_tui.reading.pdf.notes import NoteCollector, placed
from cpec_tui.reading.pdf.words import Vocabulary, joined, resolved

_LABEL = 30  # letters: a shorter line may be a label or a caption that no text goes on from


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page as fragments of its main direction of writing, and what is written ``askew`` to it."""

    number: int
    height: float
    parts: list[Fragment]
    askew: list[Fragment]
    pictured: bool

    @classmethod
    def of(cls, page: PageGlyphs) -> LaidPage:
        """The fragments that the glyphs of ``page`` make."""
        found = list(fragments(page.glyphs))
        angle = main_angle(found)
        straight = [part for part in found if part.angle == angle]
        askew = [part for part in found if part.angle != angle]
        return cls(page.number, page.height, straight, askew, page.pictured)


def parts_of(pages: Sequence[LaidPage], bookmarks: Iterable[str]) -> list[Part]:
    """The paragraphs of ``pages``; a line that says what a bookmark says is a heading."""
    columns = list(_columns(pages))
    typography = Typography.of(columns)
    notes = NoteCollector(typography.body)
    titles = frozenset(folded(title) for title in bookmarks)
    drafts: list[Draft] = []
    for index, column in enumerate(columns):
        for draft in blocks(notes.take(column), typography, titles, index):
            _add(drafts, draft)
    marks = frozenset(note.mark for note in notes.notes)
    vocabulary = Vocabulary.of(line.text for column in columns for line in column)
    return [_part(draft, vocabulary, marks) for draft in placed(drafts, notes.notes)]


def _columns(pages: Sequence[LaidPage]) -> Iterator[list[Line]]:
    clean = without_furniture([page.parts for page in pages], [page.height for page in pages])
    for page, parts in zip(pages, clean, strict=True):
        for region in regions(parts):
            yield lines(region, page.number)
        yield from ([_askew(part, page.number)] for part in page.askew)


def _askew(part: Fragment, page: int) -> Line:
    text = " ".join(part.text.split())
    return Line(page, text, part.x0, part.x1, part.y, part.size, part.bold, (text,), (part.x0,))


def _add(drafts: list[Draft], draft: Draft) -> None:
    """Add ``draft``, or its lines to the paragraph that the column or page before it broke off."""
    if drafts and _goes_on(drafts[-1], draft):
        drafts[-1].lines.extend(draft.lines)
        drafts[-1].region = draft.region
    else:
        drafts.append(draft)


def _goes_on(before: Draft, draft: Draft) -> bool:
    if before.region == draft.region or draft.role is not Role.BODY or before.role not in (Role.BODY, Role.LIST_ITEM):
        return False
    last, first = before.lines[-1], draft.lines[0]
    if abs(last.size - first.size) > 0.07 * first.size or last.bold != first.bold:
        return False
    if ends_sentence(last.text):
        # Where paragraphs are indented, a column that begins without an indent goes on with one.
        return _indent(before) > 0.7 * first.size and len(draft.lines) > 1 and abs(_indent(draft)) < 0.3 * first.size
    opening = next((character for character in first.text if character.isalnum()), " ")
    return not opening.isupper() or len(last.text) > _LABEL


def _indent(draft: Draft) -> float:
    """How far the first line of ``draft`` is set in."""
    return draft.lines[0].x0 - draft.lines[1].x0 if len(draft.lines) > 1 else 0.0


def _part(draft: Draft, vocabulary: Vocabulary, marks: frozenset[str]) -> Part:
    if draft.role is Role.TABLE_ROW:
        text = " | ".join(draft.lines[0].cells)
    else:
        text = joined((line.text for line in draft.lines), vocabulary)
    return Part(resolved(text, marks), draft.role, draft.page)
