"""What was asked, and what came of it: the results pane and the facets beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cpec_tui.answers import Order
from cpec_tui.errors import CpecError
from cpec_tui.tui import looking
from cpec_tui.tui.facet_rows import facet_rows
from cpec_tui.tui.result_rows import result_rows
from cpec_tui.tui.runner import OvertakenError
from cpec_tui.tui.shelf_rows import hints, shelf_rows
from cpec_tui.tui.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cpec_tui.answers import Overview
    from cpec_tui.library import Library
    from cpec_tui.model import Kind, ResultPage
    from cpec_tui.tui.panes import Panes
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.runner import Runner

T = TypeVar("T")

LIMIT = 100
MORE = 400
ENTITIES = 20
MORE_ENTITIES = 200
FACETS = 12
MORE_FACETS = 100
# So many paragraphs are listed at first, even where fewer fit into the pane.
_LEAST = 10
# As long as keys take that came in one piece; a reader's own keys are further apart.
_PAUSE = 0.002
_ORDERS = (Order.RANK, Order.NEWEST, Order.OLDEST)
ORDER_SAID = {Order.RANK: "best first", Order.NEWEST: "newest first", Order.OLDEST: "oldest first"}


class Asking:
    """The query and its answer. An overtaken answer changes nothing."""

    def __init__(self, runner: Runner, panes: Panes) -> None:
        """Nothing is asked at first."""
        self._runner = runner
        self._panes = panes
        self.query = ""
        # What the rows answer: not the query while it cannot be understood.
        self.answered = ""
        self.order = Order.RANK
        self.grouped = False
        self.hits = Steps()
        self.overview: Overview | None = None
        self.kinds: Mapping[str, Kind] = {}
        self._limit = LIMIT
        self._entities = ENTITIES
        self._facets = FACETS
        self.page: ResultPage | None = None
        # How many paragraphs are to be listed below those of the page.
        self._coming = 0
        self._by_document: Mapping[str, int] = {}

    @property
    def has_several_documents(self) -> bool:
        """Whether rows must say of which document they are."""
        return self.overview is not None and self.overview.documents > 1

    @property
    def lists_paragraphs(self) -> bool:
        """Whether paragraphs are listed that answer a query."""
        return self.page is not None and bool(self.page.hits)

    async def ask(self, text: str) -> ResultPage | None:
        """Answer ``text`` as it is typed and show what came of it.

        Of a new text only as many paragraphs are asked for as are in sight; ``list_rest`` asks for the others.
        When it cannot be understood, the last good rows stay, and their page is returned. None when there are none, or
        when the reader typed on meanwhile.
        """
        limit = self._limit
        if text != self.query:
            self._limit, self._entities, self._facets = LIMIT, ENTITIES, FACETS
            limit = LIMIT if self.grouped else min(LIMIT, max(_LEAST, self._panes.results.page // 2 + 1))
        self.query = text
        page = await self._latest("search", self._question(text, limit), _PAUSE)
        if page is None:
            return None
        self._panes.notice.say(page.warnings)
        if page.fatal:
            return self.page
        self.page, self.answered, self._by_document = page, text, {}
        self._coming = max(0, min(self._limit, page.total) - len(page.hits)) if limit < self._limit else 0
        self._panes.box.show_answer(page)
        self._show_page()
        return page

    async def list_rest(self) -> None:
        """List what is out of sight, too, once the reader does not type on; he stays where he is."""
        if not self._coming:
            return
        page = await self._latest("search", self._question(self.answered, self._limit))
        if page is not None and not page.fatal:
            self.page, self._coming = page, 0
            self._panes.results.show_longer(self._rows_of(page))

    async def find_hits(self) -> bool:
        """Find every hit, for stepping and for counts by document; False when the reader typed on meanwhile."""
        text, order = self.answered, self.order
        found = await self._latest("matches", lambda library: looking.hits(library, text, order))
        if found is None:
            return False
        self.hits, self._by_document = found
        if self.grouped:
            self._show_page()
        return True

    async def browse(self) -> looking.Shelf | None:
        """Nothing is asked for: show what there is. None when the reader typed on meanwhile."""
        self.query = ""
        assert self.overview is not None
        found = await self._latest("search", looking.shelf)
        if found is None:
            return None
        self.page, self.answered = None, ""
        self._panes.notice.say([])
        self._panes.box.show_nothing()
        seeds = str(self._runner.corpus.seeds)
        self._panes.results.show(shelf_rows(found, self.overview, self.kinds, seeds))
        self._panes.results.show_title("everything")
        self.hits = Steps()
        return found

    async def show_facets(self) -> None:
        """What stands in all that answers, counted; each narrows the query."""
        facets = self._panes.facets
        if self.overview is None or not facets.is_attached or not facets.is_on_screen:
            return
        text = self.answered
        if not text.strip():
            self._panes.facets.show(list(hints("Nothing is asked for.", ["Facets count what a search finds."])))
            return
        limit = self._facets
        found = await self._latest("facets", lambda library: library.facets(text, typing=True, limit=limit))
        if found is not None:
            self._panes.facets.show(facet_rows(found))

    def narrowed_by(self, narrows: str) -> str:
        """The query with one more condition."""
        from cpec_tui.library_facets import narrowed

        return narrowed(self.query, narrows, typing=True)

    def take_order(self, order: str) -> None:
        """Sort in this way when it is asked again; one that there is not counts as best first."""
        self.order = Order(order) if order in _ORDERS else Order.RANK

    def next_order(self) -> Order:
        """Sort in the next way when it is asked again."""
        self.order = _ORDERS[(_ORDERS.index(self.order) + 1) % len(_ORDERS)]
        return self.order

    def ask_for_more(self, noun: str) -> None:
        """List more paragraphs, or entities, when it is asked again."""
        if noun == "entity":
            self._entities += MORE_ENTITIES
        else:
            self._limit += MORE

    async def show_more_facets(self) -> None:
        """Count more of each sort."""
        self._facets += MORE_FACETS
        await self.show_facets()

    def toggle_grouping(self) -> bool:
        """Group the paragraphs by document, or no longer; returns whether they are."""
        self.grouped = not self.grouped
        if self.page is not None:
            self._show_page()
        return self.grouped

    def _question(self, text: str, limit: int) -> Callable[[Library], ResultPage]:
        return partial(_search, text=text, limit=limit, entity_limit=self._entities, order=self.order)

    async def _latest(self, kind: str, question: Callable[[Library], T], delay: float = 0.0) -> T | None:
        """An answer of the library; None when it was overtaken, or when there is none: then the notice says why."""
        try:
            return await self._runner.latest(kind, question, delay)
        except OvertakenError:
            return None
        except CpecError as error:
            self._panes.notice.say([str(error)])
            return None

    def _show_page(self) -> None:
        page = self.page
        if page is None:
            return
        self._panes.results.show(self._rows_of(page) or list(hints("Nothing was found.", _ways_out(page))))
        total = f"{page.total + page.entities_total:,}"
        order = "" if self.order is Order.RANK else ORDER_SAID[self.order]
        self._panes.results.show_title(total, order)

    def _rows_of(self, page: ResultPage) -> Sequence[Row]:
        counts = self._by_document if self.grouped else None
        return result_rows(
            page,
            self.kinds,
            with_titles=self.has_several_documents,
            hits_by_document=counts,
            coming=self._coming,
        )


def _search(library: Library, text: str, *, limit: int, entity_limit: int, order: Order) -> ResultPage:
    return library.search(text, limit=limit, entity_limit=entity_limit, typing=True, order=order)


def _ways_out(page: ResultPage) -> Sequence[str]:
    """What to do about an empty answer."""
    return [*page.warnings, "OR finds either word, word* what begins so, word~ what is spelled nearly so."]
