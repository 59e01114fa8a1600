"""The rows of the list of paragraphs that are most like one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.result_rows import HitRow
from cpec_tui.tui.rows import Row, TextRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.model import ResultPage

MOST = 100
_NONE = "No other paragraph is like this one."


def like_rows(page: ResultPage, wanted: str) -> Sequence[Row]:
    """The paragraphs whose text, title or address holds ``wanted``, the most alike first."""
    if not page.hits:
        return [TextRow("none", _NONE, ((0, len(_NONE), "muted"),))]
    return [
        HitRow(hit, with_title=True)
        for hit in page.hits
        if fold(wanted) in fold(f"{hit.address} {hit.title} {hit.text}")
    ]
