"""The layouts of one document, each width laid out once: panes beside it come and go, windows change their size."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cpec_tui.tui.layout import Layout, is_short

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpec_tui.answers import DocumentView

# As many as the panes beside can leave it while they come and go.
_WIDTHS = 4


class Layouts:
    """Keeps the layouts of the document asked for last."""

    def __init__(self) -> None:
        """Nothing is laid out."""
        self._view: DocumentView | None = None
        self._by_width: dict[int, Layout] = {}

    def forget(self) -> None:
        """The document is closed."""
        self._view, self._by_width = None, {}

    async def of(self, view: DocumentView, width: Callable[[], int]) -> Layout | None:
        """The layout of ``view`` in ``width`` cells, which may change meanwhile; None while there is no width.

        Short documents are laid out at once, long ones in a thread.
        """
        if view is not self._view:
            self._view, self._by_width = view, {}
        by_width = self._by_width
        while cells := width():
            if cells not in by_width:
                if len(by_width) >= _WIDTHS:
                    by_width.pop(next(iter(by_width)))
                if is_short(view.paragraphs):
                    by_width[cells] = Layout.of(view.paragraphs, cells)
                else:
                    by_width[cells] = await asyncio.to_thread(Layout.of, view.paragraphs, cells)
            if cells == width():
                return by_width[cells]
        return None
