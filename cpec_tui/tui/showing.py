"""The source: which document is open, and what is marked in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.model import split_address
from cpec_tui.tui import looking
from cpec_tui.tui.runner import OvertakenError
from cpec_tui.tui.steps import Stop

if TYPE_CHECKING:
    from cpec_tui.answers import Quotation
    from cpec_tui.tui.panes import Panes
    from cpec_tui.tui.runner import Runner


class Showing:
    """The document in the source pane. An overtaken answer raises OvertakenError and changes nothing."""

    def __init__(self, runner: Runner, panes: Panes) -> None:
        """Nothing is open at first."""
        self._runner = runner
        self._panes = panes
        self._marked = ""

    def forget(self) -> None:
        """What is open, or marked in it, may be out of date."""
        self._marked = ""

    def stands_at(self, stop: Stop | None) -> bool:
        """Whether the reader is in the paragraph of a stop."""
        source = self._panes.source
        if stop is None or source.view is None or source.chosen is None:
            return False
        return (source.view.doc, source.chosen.ordinal) == (stop.doc, stop.ordinal)

    async def show(self, stop: Stop, query: str, delay: float = 0.0) -> bool:
        """Bring a place into sight, its document read when it is not the open one, what answers ``query`` marked.

        False when there is no such document any more, which is said.
        """
        source, marked = self._panes.source, f"{stop.doc}\0{query}"
        if source.view is None or self._marked != marked:
            if not await self._read(stop.doc, query, delay):
                return False
            self._marked = marked
        source.go_to(stop.ordinal, stop.span)
        return True

    async def show_quotation(self, quotation: Quotation, query: str, delay: float = 0.0) -> bool:
        """Bring a quotation into sight, to be copied as it is; False when it is lost."""
        if quotation.address is None:
            return False
        doc, ordinal = split_address(quotation.address)
        if not await self.show(Stop(doc, ordinal or 1, (quotation.start, quotation.end)), query, delay):
            return False
        self._panes.source.mark_quotation()
        return True

    async def show_anew(self, query: str) -> None:
        """Show the open document as it is known now, unless the reader opens another meanwhile."""
        source, view = self._panes.source, self._panes.source.view
        if view is None:
            return
        try:
            found = await self._runner.latest("document anew", partial(looking.read_anew, view=view, query=query))
        except CpecError as error:
            if source.view is view:
                self._give_up(error)
            return
        if source.view is view:
            await source.renew(found.view or view, found.highlights)
            self._marked = f"{view.doc}\0{query}"

    async def _read(self, doc: str, query: str, delay: float) -> bool:
        """Read a document, or only the marks in the open one."""
        source = self._panes.source
        is_open = source.view is not None and source.view.doc == doc and bool(self._marked)
        question = partial(looking.reading_marks if is_open else looking.reading, doc=doc, query=query)
        try:
            found = await self._runner.latest("document", question, delay)
        except CpecError as error:
            self._give_up(error, doc)
            return False
        if found.view is None:
            source.mark_hits(found.highlights)
        elif not await source.show_document(found.view, found.highlights):
            raise OvertakenError
        return True

    def _give_up(self, error: CpecError, doc: str = "") -> None:
        """Tell why a document cannot be shown, and close it where it is the open one."""
        self._panes.say_error(error)
        source = self._panes.source
        if source.view is not None and doc in ("", source.view.doc):
            source.show_nothing()
