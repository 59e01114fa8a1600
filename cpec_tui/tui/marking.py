"""What is set off in a paragraph, by names of looks: what it is, who is named in it, what was found. Pure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from cpec_tui.vocabulary import Role, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.model import Span
    from cpec_tui.tui.rows import Mark

    SpansByOrdinal = Mapping[int, tuple[Span, ...]]

T = TypeVar("T")
# A paragraph with more spans than this is not searched through for each of its lines; none is longer than that.
_MANY, _LONGEST = 200, 2_000


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked in a document: the ``hits`` of the query, what was ``found`` in it, and a ``followed`` entity."""

    hits: SpansByOrdinal = field(default_factory=dict)
    found: SpansByOrdinal = field(default_factory=dict)
    followed: str | None = None


def marks_of(
    paragraph: ParagraphInDocument, marking: Marking, current: Span | None, within: Span, *, chosen: bool
) -> tuple[Mark, ...]:
    """The marks of the stretch ``within`` a paragraph, later ones over earlier ones; they may reach beyond it.

    ``current`` is the span that a jump led to, if the paragraph is the ``chosen`` one.
    """
    marks: list[Mark] = []
    if paragraph.role in (Role.TITLE, Role.HEADING):
        marks.append((0, len(paragraph.text), "heading"))
    marks.extend((*span, "muted") for span in paragraph.residue)
    mentions = _near(paragraph.mentions, within, lambda mention: mention.start)
    for mention in mentions:
        if not mention.nested and mention.status is not Status.REJECTED:
            if mention.entity is not None:
                marks.append((mention.start, mention.end, f"kind:{mention.kind}"))
            marks.append((mention.start, mention.end, "mention" if mention.entity else "ambiguous"))
    hits = _near(marking.hits.get(paragraph.ordinal, ()), within, itemgetter(0))
    found = _near(marking.found.get(paragraph.ordinal, ()), within, itemgetter(0))
    marks.extend((*span, "match") for span in (*hits, *found))
    if marking.followed is not None:
        followed = (one for one in mentions if one.entity == marking.followed)
        marks.extend((one.start, one.end, "followed") for one in followed)
    if chosen and current is not None:
        marks.append((*current, "current"))
    elif chosen and marking.followed is None:
        marks.extend((*span, "current") for span in hits)
    return tuple(mark for mark in marks if mark[0] < within[1] and mark[1] > within[0])


def _near(items: Sequence[T], within: Span, start_of: Callable[[T], int]) -> Sequence[T]:
    """Those of ``items``, which are in order, that may reach into a stretch; of a few, all."""
    if len(items) <= _MANY:
        return items
    first = bisect_left(items, within[0] - _LONGEST, key=start_of)
    return items[first : bisect_left(items, within[1], first, key=start_of)]
