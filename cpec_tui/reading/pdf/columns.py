"""The columns of a page: where they are, and in which order they are read.

A gutter lies where many lines begin, few lines cross, and lines fill their column on both sides. What crosses it (a
title, a wide table) divides the page into bands; within a band the left column is read before the right one. Each
side is searched again, so three columns are found, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from cpec_tui.reading.pdf.lines import Row, rows, same_row
from cpec_tui.reading.pdf.model import Fragment

_FEWEST_ROWS = 4
_FILL = 0.6
_NARROWEST = 8  # of the type size: cells of a table are mostly narrower than a column
_NARROWEST_OF_MANY = 13
_DEEPEST = 3
_MOST_STARTS = 60  # places where columns may begin that are tried; those where most lines begin come first
_STOREY = 1.8  # of the type size
_MOST_PARTS = 4000  # of one page; more are a drawing or an attack, and the search takes quadratic time


def regions(parts: Sequence[Fragment], depth: int = 0) -> Iterator[list[Fragment]]:
    """The fragments of a page, one list per column or full-width stretch, in the order of reading."""
    gutter = _gutter(parts) if depth < _DEEPEST else None
    if gutter is None:
        yield from _storeys(parts, depth)
        return
    for across, band in _bands(parts, gutter):
        if across:
            # What crosses this gutter may have another one, but for a table with dots between its cells.
            yield from regions(band, _DEEPEST if _is_dotted(band) else depth + 1)
            continue
        yield from regions([part for part in band if part.x1 <= gutter], depth + 1)
        yield from regions([part for part in band if part.x0 >= gutter], depth + 1)


def _storeys(parts: Sequence[Fragment], depth: int) -> Iterator[list[Fragment]]:
    """The parts of a page without a gutter: cut at wide gaps when a piece has a gutter of its own, else whole."""
    pieces: list[list[Fragment]] = [[]]
    above: Row | None = None
    for row in rows(parts):
        if above and above.y - row.y > _STOREY * max(row.size, above.size):
            pieces.append([])
        pieces[-1].extend(row.parts)
        above = row
    if depth < 2 and len(pieces) > 1 and any(_gutter(piece) is not None for piece in pieces):
        for piece in pieces:
            yield from regions(piece, depth + 1)
    elif parts:
        yield list(parts)


def _gutter(parts: Sequence[Fragment]) -> float | None:
    """The x of the best gutter, just before the left edge of a column, or None."""
    if not 2 * _FEWEST_ROWS <= len(parts) <= _MOST_PARTS:
        return None
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    edge = 0.12 * (right - left)
    starts = Counter(round(part.x0) for part in parts if left + edge < part.x0 < right - edge)
    best: tuple[int, float] | None = None
    for start, count in starts.most_common(_MOST_STARTS):
        if count + starts[start + 1] + starts[start - 1] < _FEWEST_ROWS:
            continue
        gutter = start - 1.5
        crossed = sum(part.x0 < gutter < part.x1 for part in parts)
        if (best is None or crossed < best[0]) and _divides(parts, gutter):
            best = crossed, gutter
    return best[1] if best else None


def _divides(parts: Sequence[Fragment], gutter: float) -> bool:
    """Whether ``gutter`` lies between two columns of running text, and not between two of a table."""
    before = [part for part in parts if part.x1 <= gutter]
    after = [part for part in parts if part.x0 >= gutter]
    if min(len(before), len(after)) < _FEWEST_ROWS:
        return False
    top = min(max(part.y for part in before), max(part.y for part in after))
    bottom = max(min(part.y for part in before), min(part.y for part in after))
    if top - bottom < _FEWEST_ROWS * median(part.size for part in parts):
        return False
    return not _leads(before) and ((_fills(before) and _fills(after)) or _are_apart(before, after))


def _is_dotted(parts: Sequence[Fragment]) -> bool:
    return 8 * sum("...." in part.text for part in parts) > len(parts)


def _leads(before: Sequence[Fragment]) -> bool:
    """Whether many lines end in the dots that lead to what stands right of them."""
    lefts = rows(before)
    ends = [max(row.parts, key=lambda part: part.x1).text.rstrip() for row in lefts]
    return 4 * sum(end.endswith(("...", ". . .")) for end in ends) > len(lefts)


def _are_apart(before: Sequence[Fragment], after: Sequence[Fragment]) -> bool:
    """Whether the lines of two sides seldom stand at the same height, as those of a text and a box beside it."""
    lefts, rights = rows(before), rows(after)
    if min(len(lefts), len(rights)) < _FEWEST_ROWS:
        return False
    heights = [row.y for row in lefts]
    level = sum(any(abs(row.y - y) < 0.15 * row.size for y in heights) for row in rights)
    return 3 * level < len(rights)


def _fills(parts: Sequence[Fragment]) -> bool:
    """Whether most lines take most of the width that the widest take; a side of several columns has lines in each."""
    size = median(part.size for part in parts)
    whole = [row.x1 - row.x0 for row in rows(parts)]
    return _is_even(whole, _NARROWEST * size) or _is_even(
        [part.x1 - part.x0 for part in parts], _NARROWEST_OF_MANY * size
    )


def _is_even(widths: Sequence[float], least: float) -> bool:
    if len(widths) < _FEWEST_ROWS:
        return False
    widest = sorted(widths)[int(0.9 * (len(widths) - 1))]
    return median(widths) >= _FILL * widest and widest >= least


def _bands(parts: Sequence[Fragment], gutter: float) -> Iterator[tuple[bool, list[Fragment]]]:
    """Stretches from the top down: those of fragments across the gutter, and those with columns between them."""
    ordered = sorted(parts, key=lambda part: -part.y)
    crossing = [part for part in ordered if part.x0 < gutter < part.x1]
    heights = [-part.y for part in crossing]
    band: list[Fragment] = []
    state = False
    for part in ordered:
        across = _is_across(part, gutter, crossing, heights)
        if across != state and band:
            yield state, band
            band = []
        state = across
        band.append(part)
    if band:
        yield state, band


def _is_across(part: Fragment, gutter: float, crossing: Sequence[Fragment], heights: Sequence[float]) -> bool:
    """Whether ``part`` crosses the gutter or stands on the line of one that does; ``heights`` are theirs, negated."""
    if part.x0 < gutter < part.x1:
        return True
    reach = max((other.size for other in crossing), default=0.0) + part.size
    near = crossing[bisect_left(heights, -part.y - reach) : bisect_right(heights, -part.y + reach)]
    return any(same_row(other, part) for other in near)
