"""The fixed words of the data: roles of paragraphs, states of mentions, sorts of proof, standings, verdicts.

They stand apart from ``model`` because the explorer's first picture needs them, and nothing else of it.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is in its document."""

    TITLE = "title"
    HEADING = "heading"
    LIST_ITEM = "list item"
    BODY = "body"
    QUOTE = "quote"
    TABLE_ROW = "table row"


class Status(StrEnum):
    """Whether a mention stands for one entity, for one of several, or was turned down."""

    LINKED = "linked"
    AMBIGUOUS = "ambiguous"
    REJECTED = "rejected"


class Proof(StrEnum):
    """What stands behind a fact."""

    QUOTED = "quoted"
    REFERENCED = "referenced"
    UNVERIFIED = "unverified"


class Standing(StrEnum):
    """What became of a quotation in the texts.

    Word for word where it was; elsewhere in its document; in several places that nothing tells apart; nearly the same,
    but not word for word; word for word, but in another document; gone.
    """

    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    LOST = "lost"


class Decision(StrEnum):
    """What a verdict says of a form: it is that entity, it is not, or it is another one than was linked."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETARGET = "retarget"


class Scope(StrEnum):
    """Where a verdict holds: at one place, for a form in one document, for a form everywhere."""

    MENTION = "mention"
    DOCUMENT = "document"
    CORPUS = "corpus"
