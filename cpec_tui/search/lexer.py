"""The pieces of a query: operators, brackets, quoted stretches and bare ones, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_PIECE = re.compile(
    r"""(?P<space>\s+)
    |(?P<open>\()
    |(?P<close>\))
    |(?P<quoted>[-+]?(?:[A-Za-z]+:)?["“”„«](?P<inside>[^"“”„«»]*)(?P<end>["“”»]?)(?:~(?P<near>\d{1,3}))?)
    |(?P<bare>[^\s()"“”„«»]+)
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)


class Sort(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    QUOTED = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: ``text`` as typed; for a quoted one ``inside``, whether it is ``closed``, and the ``near`` number."""

    sort: Sort
    text: str
    start: int
    end: int
    inside: str = ""
    closed: bool = True
    near: int | None = None
    negated: bool = False
    field: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of ``text`` in order; every character that is no white space belongs to one or is a stray quote."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match["open"]:
            yield Piece(Sort.OPEN, "(", start, end)
        elif match["close"]:
            yield Piece(Sort.CLOSE, ")", start, end)
        elif match["quoted"] is not None:
            head = match["quoted"][: match.start("inside") - start - 1]
            near = int(match["near"]) if match["near"] else None
            yield Piece(
                Sort.QUOTED,
                match["quoted"],
                start,
                end,
                match["inside"],
                bool(match["end"]),
                near,
                head.startswith("-"),
                head.lstrip("+-").removesuffix(":"),
            )
        elif match["bare"]:
            yield Piece(Sort.BARE, match["bare"], start, end)
