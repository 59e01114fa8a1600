"""How results and mentions are arranged: sorted, grouped, narrowed; and links that lead out of the program."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cpec_tui.tui.screens.base import ExplorerBase

if TYPE_CHECKING:
    from cpec_tui.tui.rows import Row


class Arranging(ExplorerBase):
    """Sorting, grouping, facets, links."""

    def command_sort(self) -> None:
        """Sort the mentions on the card, else the results, in the next way."""
        if self.focused is self.card:
            self.go(self.desk.sort_concordance())
        else:
            self.go(self.desk.sort_results())

    def command_group(self) -> None:
        """Group by document, or no longer."""
        grouped = self.desk.asking.toggle_grouping()
        self.say("results grouped by document" if grouped else "results one by one")

    def command_facets(self) -> None:
        """Show the facets and go there; from there, hide them."""
        if not self.facets.is_attached:
            return
        if self.focused is self.facets:
            self.show_pane("results")
            self.remove_class("-facets")
            return
        self.show_pane("facets")

    def fill_facets(self) -> None:
        """Count what stands in the results."""
        self.do("facets", self.desk.asking.show_facets())

    def open_facet(self, row: Row) -> None:
        """Ask for what a facet stands for, too; or count more of them."""
        from cpec_tui.tui.facet_rows import FacetRow
        from cpec_tui.tui.rows import MoreRow

        if isinstance(row, FacetRow):
            self.box.put(self.desk.asking.narrowed_by(row.facet.narrows))
        elif isinstance(row, MoreRow):
            self.do("facets", self.desk.asking.show_more_facets())

    def open_link(self, url: str) -> None:
        """Hand an address to the system's browser; where there is none, to the clipboard."""
        self.run_worker(self._open_link(url), group="link")

    async def _open_link(self, url: str) -> None:
        from cpec_tui.tui import links

        if self.app.is_web:  # The reader's own browser is the terminal.
            self.app.open_url(url)
        elif not links.has_browser():
            self.app.copy_to_clipboard(url)
            self.say(f"there is no browser here; copied {url}")
            return
        elif not await asyncio.to_thread(links.open_in_browser, url):
            self.app.copy_to_clipboard(url)
            self.say(f"the browser did not open; copied {url}")
            return
        self.say(f"opened {url} in the browser")
