"""The pieces of a query: operators, brackets, quoted stretches and bare ones, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_PIECE = re.compile(
    r"""\s+
    |(?P<open>\()
    |(?P<close>\))
    |(?P<minus>[-+!]?)[Rr][Ee]:/(?P<pattern>(?:[^/\\]|\\.)*)(?P<slash>/(?P<flags>[A-Za-z]*))?
    |(?P<sign>[-+!]?)(?P<field>@|(?:[A-Za-z]+:)?)["“”„«](?P<inside>[^"“”„«»]*)(?P<end>["“”»]?)(?P<near>~[0-9]*)?
    |(?P<bare>[^\s()"“”„«»]+)
    |.""",
    re.VERBOSE | re.DOTALL,
)


class Sort(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    QUOTED = auto()
    PATTERN = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: ``text`` as typed, from ``start`` to ``end`` of the input.

    Of a quoted one also what is ``inside``, whether it is ``closed`` and ``negated``, the ``field`` before it (``@``
    for an entity), and as ``near`` the digits after a ~, None without one. Of a pattern what is ``inside`` the slashes
    and its ``flags``.
    """

    sort: Sort
    text: str
    start: int
    end: int
    inside: str = ""
    closed: bool = True
    near: str | None = None
    negated: bool = False
    field: str = ""
    flags: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of ``text`` in order; every character that is no white space belongs to one or is a stray quote."""
    for match in _PIECE.finditer(text):
        whole = (match.group(), *match.span())
        if match["open"]:
            yield Piece(Sort.OPEN, *whole)
        elif match["close"]:
            yield Piece(Sort.CLOSE, *whole)
        elif match["pattern"] is not None:
            yield Piece(
                Sort.PATTERN,
                *whole,
                inside=match["pattern"],
                closed=match["slash"] is not None,
                negated=match["minus"] in ("-", "!"),
                flags=match["flags"] or "",
            )
        elif match["inside"] is not None:
            yield Piece(
                Sort.QUOTED,
                *whole,
                inside=match["inside"],
                closed=bool(match["end"]),
                near=match["near"] and match["near"][1:],
                negated=match["sign"] in ("-", "!"),
                field=match["field"].removesuffix(":"),
            )
        elif match["bare"]:
            yield Piece(Sort.BARE, *whole)
