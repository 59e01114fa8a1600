"""Why a form does not link where it was found."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """The rule that speaks against a link."""

    SPELLING = "its spelling differs"
    IN_WORD = "it stands inside a longer word"
    MONEY = "it is part of a sum of money"
    CASE = "its letter case differs"
    UNIT = "behind a number it is a unit"
    NOT_BEFORE = "what follows forbids it (not_before)"
    NOT_AFTER = "what stands before forbids it (not_after)"
    NO_TITLE = "the title that the alias gives does not stand right before it"
    OTHER_NAME = "a name beside it makes it another one's name"
    NEEDS = "nothing of what it needs stands there (needs)"
    ONLY_AFTER = "nothing of what must stand before it does (only_after)"
    FULL_NAME = "the full name does not stand before it"
    DEFINED = "the document defines it as something else"
    OTHER_BEARER = "somebody else of that name is named nearer"
    REJECTED = "a verdict rejects it"
    OVERRULED = "a verdict says otherwise"
    SAME = "it lies in a longer name of the same entity"
    CROSSES = "a longer name crosses it"
    OUTWEIGHED = "another entity has more evidence"
