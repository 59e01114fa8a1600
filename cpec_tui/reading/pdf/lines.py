"""From glyphs to fragments, and from the fragments of one column to its lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpec_tui.reading.pdf.model import RAISED_CLOSE, RAISED_OPEN, Fragment, Glyph, Line

_SPACE_FROM = 0.16  # of the font size: a narrower gap is kerning
_WIDE_FROM = 0.9
_CELL_FROM = 1.4
_RAISED = re.compile(r"[\d,*†‡§¶\s]+")
# TeX draws an accent as a letter of its own, over the one that follows.
_ACCENTS = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "¯": "\u0304",
    "˙": "\u0307",
}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_BULLETS = "•‣◦▪■□●○∙·*–—➢➤✓❖o"
_MARKER = re.compile(rf"(?:[{_BULLETS}-]|\(?\d{{1,3}}[.)]|\(?[A-Za-z][.)]|\(?[ivxIVX]{{1,5}}[.)])\s*")
# Symbol fonts have places of their own for their bullets, which no other font can show; these are what they draw.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf02d": "–"})
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(slots=True)
class Row:
    """Fragments on one line; ``main`` is the largest of them."""

    parts: list[Fragment]
    main: Fragment

    def add(self, part: Fragment) -> None:
        """Put ``part`` beside the others."""
        self.parts.append(part)
        if part.size > self.main.size:
            self.main = part

    @property
    def y(self) -> float:
        """The baseline of its largest part."""
        return self.main.y

    @property
    def size(self) -> float:
        """The type size of its largest part."""
        return self.main.size

    @property
    def x0(self) -> float:
        """Its left edge."""
        return min(part.x0 for part in self.parts)

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(part.x1 for part in self.parts)


def fragments(glyphs: Iterable[Glyph]) -> Iterator[Fragment]:
    """The glyphs joined as long as each stands right behind the one before."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield from _fragment(run)
            run = []
        run.append(glyph)
    yield from _fragment(run)


def main_angle(parts: Sequence[Fragment]) -> int:
    """The direction in which most of a page is written."""
    weights: Counter[int] = Counter()
    for part in parts:
        weights[part.angle] += len(part.text)
    return weights.most_common(1)[0][0] if weights else 0


def lines(parts: Sequence[Fragment], page: int) -> list[Line]:
    """The lines that the fragments of one column make, from the top down."""
    made = (_line(row.parts, page) for row in rows(parts))
    return [line for line in made if line.text]


def rows(parts: Sequence[Fragment]) -> list[Row]:
    """The fragments that stand on one line, from the top down."""
    made: list[Row] = []
    for part in sorted(parts, key=lambda part: (-part.y, part.x0)):
        if made and same_row(made[-1].main, part):
            made[-1].add(part)
        else:
            made.append(Row([part], part))
    return made


def same_row(first: Fragment, second: Fragment) -> bool:
    """Whether two fragments stand on one line: on one baseline, or one of them small and raised or lowered."""
    size, apart = max(first.size, second.size), abs(first.y - second.y)
    if apart <= 0.25 * size:
        return True
    small = min(first, second, key=lambda part: part.size)
    return small.size < 0.87 * size and apart <= 0.6 * size and len(small.text) <= 16


def is_marker(text: str) -> bool:
    """Whether ``text`` is nothing but the marker of a list item."""
    return _MARKER.fullmatch(text) is not None


def _is_rtl(text: str) -> bool:
    return text >= "\u0590" and unicodedata.bidirectional(text[0]) in ("R", "AL")


def _gap(before: Glyph, after: Glyph) -> float:
    if after.x0 < before.x0 and _is_rtl(after.text):
        return before.x0 - after.x1
    return after.x0 - before.x1


def _follows(before: Glyph, after: Glyph) -> bool:
    if before.angle != after.angle:
        return False
    if before.angle:
        return True
    size = max(before.size, after.size)
    if abs(before.y - after.y) > 0.1 * size or abs(before.size - after.size) > 0.15 * size:
        return False
    return -0.5 * size < _gap(before, after) < _WIDE_FROM * size


def _fragment(run: Sequence[Glyph]) -> Iterator[Fragment]:
    seen = [glyph for glyph in run if not glyph.text.isspace()]
    if not seen:
        return
    joined = "".join(_pieces(run)).translate(_LIGATURES).translate(_SYMBOLS)
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", joined))
    bold = sum(glyph.bold for glyph in seen) > 0.9 * len(seen)
    left, right = min(glyph.x0 for glyph in seen), max(glyph.x1 for glyph in seen)
    main = _most(seen)
    yield Fragment(text, left, right, main.y, main.size, bold, main.angle)


def _most(seen: Sequence[Glyph]) -> Glyph:
    """A glyph of the size that most of them have (the bullet before a line is often larger)."""
    size = Counter(glyph.size for glyph in seen).most_common(1)[0][0]
    return next(glyph for glyph in seen if glyph.size == size)


def _pieces(run: Sequence[Glyph]) -> Iterator[str]:
    """The texts of a run, with the spaces that only its gaps show, and accents on their letters."""
    accent = ""
    for index, glyph in enumerate(run):
        gap = _gap(run[index - 1], glyph) if index and not glyph.angle else 0.0
        if gap > _SPACE_FROM * glyph.size:
            yield " "
        after = run[index + 1] if index + 1 < len(run) else None
        if glyph.text in _ACCENTS and after and after.text.isalpha() and after.x0 < glyph.x1 - 0.15 * glyph.size:
            accent = _ACCENTS[glyph.text]
            continue
        yield _DOTLESS.get(glyph.text, glyph.text) + accent if accent else glyph.text
        accent = ""


def _line(row: list[Fragment], page: int) -> Line:
    rtl = sum(_is_rtl(part.text.strip()) for part in row) * 2 > len(row)
    row.sort(key=lambda part: -part.x1 if rtl else part.x0)
    # The size of most of its text is the size of a line; a drop cap or a footnote mark is not.
    sizes: Counter[float] = Counter()
    for part in row:
        sizes[part.size] += len(part.text)
    size = sizes.most_common(1)[0][0]
    main = max((part for part in row if part.size == size), key=lambda part: len(part.text))
    cells, edges = _cells(row, main, rtl=rtl)
    bold = all(part.bold for part in row if len(part.text.strip()) > 1)
    left, right = min(part.x0 for part in row), max(part.x1 for part in row)
    return Line(page, " ".join(cells), left, right, main.y, size, bold, cells, edges)


def _cells(row: Sequence[Fragment], main: Fragment, *, rtl: bool) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The texts between wide gaps, and where each begins; the marker of an item belongs to its text.

    A line with the same gap between all its words is none of a table, but stretched to fill its column.
    """
    cells: list[str] = []
    edges: list[float] = []
    gaps = [first.x0 - second.x1 if rtl else second.x0 - first.x1 for first, second in pairwise(row)]
    stretched = len(gaps) > 1 and max(gaps) - min(gaps) < 0.2 * main.size
    for part, gap in zip(row, [0.0, *gaps], strict=True):
        text = _raised(part, main)
        if not cells or (gap > _CELL_FROM * main.size and not stretched and not is_marker(cells[-1])):
            cells.append(text)
            edges.append(part.x0)
        elif gap > _SPACE_FROM * main.size and not text.startswith(RAISED_OPEN):
            cells[-1] += " " + text
        else:
            cells[-1] += text
    return _tidied(cells, edges)


def _tidied(cells: list[str], edges: list[float]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    kept = [(" ".join(cell.split()), edge) for cell, edge in zip(cells, edges, strict=True) if cell.strip()]
    return tuple(cell for cell, _ in kept), tuple(edge for _, edge in kept)


def _raised(part: Fragment, main: Fragment) -> str:
    """The text of ``part``, marked when it is a raised number."""
    if part.size > 0.85 * main.size or part.y < main.y + 0.12 * main.size or not _RAISED.fullmatch(part.text):
        return part.text
    space = " " if part.text.endswith(" ") else ""
    return f"{RAISED_OPEN}{part.text.strip()}{RAISED_CLOSE}{space}"
