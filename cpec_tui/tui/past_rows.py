"""The rows of the list of past queries. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.rows import Choosable, Row, TextRow, Worded
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.repeating.history import PastQuery

_NONE = "Nothing was asked yet, or no history is kept."


@dataclass(frozen=True, slots=True)
class PastRow(Worded, Choosable):
    """A query that was asked; opening it puts it into the search box."""

    past: PastQuery
    row: TextRow


def past_rows(past: Sequence[PastQuery], wanted: str) -> list[Row]:
    """The queries that hold ``wanted`` in their order, each once, with how many paragraphs answered the last time."""
    if not past:
        return [TextRow("none", _NONE, ((0, len(_NONE), "muted"),))]
    once: dict[str, PastQuery] = {}
    for one in past:
        once.setdefault(one.query, one)
    return [
        PastRow(one, TextRow(f"query {query}", query, (), True, right=counted(one.total, "paragraph")))
        for query, one in once.items()
        if fold(wanted) in fold(query)
    ]
