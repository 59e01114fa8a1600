"""What is set off in a paragraph, by names of looks: what it is, who is named in it, what was found. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpec_tui.model import Role, Span, Status

if TYPE_CHECKING:
    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.tui.rows import Mark

SpansByOrdinal = Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked in a document: the ``hits`` of the query, what was ``found`` in it, and a ``followed`` entity."""

    hits: SpansByOrdinal = field(default_factory=dict)
    found: SpansByOrdinal = field(default_factory=dict)
    followed: str | None = None


def marks_of(
    paragraph: ParagraphInDocument, marking: Marking, current: Span | None, *, chosen: bool
) -> tuple[Mark, ...]:
    """The marks of a paragraph, later ones over earlier ones; ``current`` is the span a jump led to, if ``chosen``."""
    marks: list[Mark] = []
    if paragraph.role in (Role.TITLE, Role.HEADING):
        marks.append((0, len(paragraph.text), "heading"))
    marks.extend((*span, "muted") for span in paragraph.residue)
    for mention in paragraph.mentions:
        if not mention.nested and mention.status is not Status.REJECTED:
            if mention.entity is not None:
                marks.append((mention.start, mention.end, f"kind:{mention.kind}"))
            marks.append((mention.start, mention.end, "mention" if mention.entity else "ambiguous"))
    hits = marking.hits.get(paragraph.ordinal, ())
    marks.extend((*span, "match") for span in (*hits, *marking.found.get(paragraph.ordinal, ())))
    if marking.followed is not None:
        followed = (one for one in paragraph.mentions if one.entity == marking.followed)
        marks.extend((one.start, one.end, "followed") for one in followed)
    if chosen and current is not None:
        marks.append((*current, "current"))
    elif chosen and marking.followed is None:
        marks.extend((*span, "current") for span in hits)
    return tuple(marks)
