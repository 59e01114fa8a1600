"""What was seen of a document, so that it can be seen again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpec_tui.model import Span
    from cpec_tui.tui.layout import Line


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a document: the chosen place, and how far it is scrolled.

    ``width`` is that of the text, 0 while the pane is not seen; ``top`` the line that stands uppermost.
    """

    ordinal: int
    span: Span | None
    scrolled: int = 0
    width: int = 0
    top: Line | None = None
