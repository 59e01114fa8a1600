"""The reader's desk: what was asked, what lies open, what is followed, and where one was. It moves the panes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from cpec_tui.model import Mention, ResultPage, address_of
from cpec_tui.tui import looking
from cpec_tui.tui.asking import ORDER_SAID, Asking
from cpec_tui.tui.card_rows import FactRow, LinkRow, MentionRow, RelatedRow, RelationRow
from cpec_tui.tui.history import History, Place
from cpec_tui.tui.presenting import Presenting
from cpec_tui.tui.result_rows import EntityRow, HitRow
from cpec_tui.tui.rows import SIGN, MoreRow, RowLine, piece
from cpec_tui.tui.runner import OvertakenError, Runner
from cpec_tui.tui.shelf_rows import DocumentRow
from cpec_tui.tui.showing import Showing
from cpec_tui.tui.steps import Steps, Stop

if TYPE_CHECKING:
    from cpec_tui.answers import Card, Overview
    from cpec_tui.tui.panes import Panes
    from cpec_tui.tui.rows import Row

_GLANCE = 0.03
# Who types on sooner is not held up by what follows an answer: what is shown beside it, and all its hits. Counted in
# seconds from the key on; after an answer that took longer, a moment more.
SETTLED = 0.12


class Desk:
    """State and movement. Every method that asks the library is a coroutine; an overtaken one changes nothing."""

    def __init__(self, runner: Runner, panes: Panes) -> None:
        """Nothing is open at first."""
        self._runner = runner
        self._panes = panes
        self.history = History()
        self.asking = Asking(runner, panes)
        self._settled: ResultPage | None = None
        self.steps = Steps()
        self.presenting = Presenting(runner, panes)
        self.followed: str | None = None
        self.showing = Showing(runner, panes)

    @property
    def overview(self) -> Overview | None:
        """The corpus at a glance; None until something is indexed."""
        return self.asking.overview

    @property
    def query(self) -> str:
        """What was asked last."""
        return self.asking.query

    @property
    def hits(self) -> Steps:
        """All hits of the query."""
        return self.asking.hits

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self.presenting.card

    # The corpus

    def take(self, opened: looking.Opened) -> None:
        """A generation was opened."""
        self.asking.overview, self.asking.kinds = opened.overview, opened.kinds
        for pane in (self._panes.results, self._panes.source, self._panes.card, self._panes.facets):
            pane.show_kinds(opened.kinds)

    async def refresh(self) -> None:
        """Ask everything anew after another generation came into force; the reader stays where he is."""
        self.showing.forget()
        await self.search(self.query, glance=self._panes.source.view is None)
        with suppress(OvertakenError):
            await self.presenting.show_anew(with_documents=self.asking.has_several_documents)
            await self.showing.show_anew(self.asking.answered)
        self._follow_on()

    # Searching

    async def search(self, text: str, *, glance: bool = True) -> None:
        """Answer ``text`` as it is typed; with ``glance`` the best entity and the best hit are shown beside."""
        if self.overview is None:
            self.asking.query = text
        elif not text.strip():
            await self._browse()
        else:
            clock = asyncio.get_running_loop().time
            settled = clock() + SETTLED
            page = await self.asking.ask(text)
            if page is None or page is self._settled:
                return
            await asyncio.sleep(max(settled - clock(), SETTLED / 4))
            await self._settle(page, glance=glance)
            return
        await self.asking.show_facets()

    async def _settle(self, page: ResultPage, *, glance: bool) -> None:
        """Show beside what answers best, find all the hits, and count what stands in them."""
        if glance:
            self.stop_following()
            with suppress(OvertakenError):  # The reader went elsewhere meanwhile.
                await self._glance(page)
        await self.asking.list_rest()
        if await self.asking.find_hits() and self.followed is None:
            self.steps = self._at_cursor(self.hits)
            self.show_foot()
        await self.asking.show_facets()
        self._settled = self.asking.page

    def _follow_on(self) -> None:
        """Step through what is there now, from where the reader stands."""
        here = self.here()
        if self.followed is not None and self.followed == self.presenting.entity:
            self.steps = self.presenting.mentions
            if here.doc is not None:
                self.steps = self.steps.at_place(here.doc, here.ordinal, here.span)
        elif not self.stop_following():
            self.steps = self._at_cursor(self.hits)
        self.show_foot()

    async def sort_results(self) -> None:
        """Ask the same in the next order."""
        self.asking.next_order()
        await self.ask_again()
        self._panes.say(f"results: {ORDER_SAID[self.asking.order]}")

    async def ask_again(self) -> None:
        """Ask the same in another order, or for more of it; what lies open stays."""
        await self.search(self.query, glance=False)

    async def _glance(self, page: ResultPage) -> None:
        """Show the highlighted row, and the best of the other sort."""
        row = self._panes.results.highlighted
        entity = row.hit.id if isinstance(row, EntityRow) else next((hit.id for hit in page.entities), None)
        hit = row.hit if isinstance(row, HitRow) else next(iter(page.hits), None)
        if entity is None:
            self.presenting.close("No entity answers.")
        elif self.presenting.entity != entity:
            await self._show_card(entity)
        if hit is not None:
            await self._show_document(Stop(hit.doc, hit.paragraph))
        else:
            self._panes.source.mark_hits({})

    async def _browse(self) -> None:
        """Nothing is asked for: show what there is."""
        found = await self.asking.browse()
        if found is None:
            return
        if self.followed is None:
            self.steps = Steps()
        self._panes.source.mark_hits({})
        self.showing.forget()
        if self._panes.source.view is None and len(found.documents) == 1:
            await self._try_document(Stop(found.documents[0][0], 1))
        if self.card is None:
            self.presenting.close("No entity is shown.")
        self.show_foot()

    # Looking and opening

    async def glance_at(self, row: Row) -> None:
        """The highlight moved: show the row beside, without going there."""
        try:
            match row:
                case EntityRow(hit):
                    self.stop_following()
                    await self._show_card(hit.id, _GLANCE)
                case HitRow(hit):
                    self.stop_following()
                    await self._show_document(Stop(hit.doc, hit.paragraph), _GLANCE)
                case DocumentRow(doc):
                    await self._show_document(Stop(doc, 1), _GLANCE)
                case MentionRow(mention):
                    stop = Stop(mention.doc, mention.paragraph, (mention.start, mention.end))
                    if await self._show_document(stop, _GLANCE):
                        self._follow(stop)
                case FactRow():
                    await self._show_quotation(row, _GLANCE)
                case _:
                    pass
        except OvertakenError:
            return

    async def open_row(self, row: Row) -> None:
        """Go where a row leads."""
        match row:
            case EntityRow(hit):
                await self.open_entity(hit.id)
            case RelationRow(relation):
                await self.open_entity(relation.to)
            case RelatedRow(related):
                await self.open_entity(related.id)
            case LinkRow(url):
                self._panes.open_link(url)
            case MoreRow(noun=noun):
                await self._list_more(noun)
            case HitRow(hit):
                self.stop_following()
                await self.jump(Stop(hit.doc, hit.paragraph))
            case DocumentRow(doc):
                await self.jump(Stop(doc, 1))
            case MentionRow(mention):
                stop = Stop(mention.doc, mention.paragraph, (mention.start, mention.end))
                if await self.jump(stop):
                    self._follow(stop)
            case FactRow():
                await self._open_quotation(row)
            case _:
                pass

    async def _list_more(self, noun: str) -> None:
        if noun in ("mention", "neighbour"):
            with suppress(OvertakenError):
                await self.presenting.list_more(noun, with_documents=self.asking.has_several_documents)
        else:
            self.asking.ask_for_more(noun)
            await self.ask_again()

    async def open_entity(self, entity: str, at: Stop | None = None) -> None:
        """Follow an entity: its card, and from now on n and N go through its mentions, beginning ``at`` one."""
        here = self.here()
        try:
            if not await self._show_card(entity):
                return
        except OvertakenError:
            return
        self.history.leave(here)
        self._follow(at)
        self._panes.show("card")

    async def open_document(self, doc: str) -> None:
        """Go to the beginning of a document."""
        await self.jump(Stop(doc, 1))

    async def jump(self, stop: Stop, here: Place | None = None) -> bool:
        """Go to a place in a text, and remember ``here``, else the present one; False where it cannot be reached."""
        here = here or self.here()
        if not await self._try_document(stop):
            return False
        self.history.leave(here)
        self._panes.show("source")
        return True

    async def step(self, by: int) -> None:
        """Go to the next stop, or back; a run of steps counts as one jump for going back."""
        further = self.steps.step(by)
        if further is None or further.present is None:
            which = "last" if by > 0 else "first"
            self._panes.say(f"this is the {which} {'mention' if self.steps.name else 'hit'}")
            return
        here, stood_there = self.here(), self.showing.stands_at(self.steps.present)
        if await self._try_document(further.present):
            if not stood_there:
                self.history.leave(here)
            self.steps = further
            if self._panes.focused() != "results":
                self._panes.show("source")
            if not further.name:
                self._panes.results.highlight(address_of(further.present.doc, further.present.ordinal))
            self.show_foot()

    async def back(self) -> None:
        """Return to where the last jump began."""
        place, here = self.history.before, self.here()
        if place is not None and await self._restore(place):
            self.history.went_back(here)

    async def forward(self) -> None:
        """Undo going back."""
        place, here = self.history.after, self.here()
        if place is not None and await self._restore(place):
            self.history.went_forward(here)

    async def visit(self, place: Place, *, remember: bool = True) -> None:
        """Go to a place that was visited."""
        here = self.here()
        if await self._restore(place) and remember:
            self.history.leave(here)

    async def sort_concordance(self) -> None:
        """Sort the mentions on the card in the next way."""
        with suppress(OvertakenError):
            await self.presenting.sort(with_documents=self.asking.has_several_documents)
            self._follow_on()

    def stop_following(self) -> bool:
        """N and N go through the hits again; False when nothing was followed."""
        if self.followed is None:
            return False
        self.followed = None
        self._panes.source.mark_entity(None)
        self.steps = self._at_cursor(self.hits)
        self.show_foot()
        return True

    def here(self) -> Place:
        """Where the reader is."""
        source = self._panes.source
        doc = source.view.doc if source.view else None
        ordinal = source.chosen.ordinal if source.chosen else 1
        card = self.presenting.entity
        title = source.view.title if source.view else ""
        name = self.card.entity.name if self.followed and self.card else ""
        said = ": ".join(part for part in (name, title) if part)
        return Place(self._panes.focused(), doc, ordinal, source.current, card, self.followed is not None, said)

    def mention_stop(self, ordinal: int, mention: Mention) -> Stop | None:
        """A mention of the open document as a place."""
        view = self._panes.source.view
        return Stop(view.doc, ordinal, (mention.start, mention.end)) if view else None

    def show_foot(self) -> None:
        """Say in the lower edge of the source where one is."""
        source = self._panes.source
        if source.view is None:
            source.show_title("")
            return
        chosen = source.chosen
        where = f"¶{chosen.ordinal:,} of {source.view.total:,}" if chosen else ""
        page = f"p. {chosen.page:,}" if chosen is not None and chosen.page is not None else ""
        source.show_title(source.view.title, foot=[*self.steps.said(), piece(where, SIGN), RowLine(page)])

    # Inside

    async def _show_card(self, entity: str, delay: float = 0.0) -> bool:
        """Present an entity in the card pane; False when there is none of that id."""
        several = self.asking.has_several_documents
        return await self.presenting.show(entity, with_documents=several, delay=delay)

    def _follow(self, at: Stop | None) -> None:
        """From now on n and N go through the mentions of the entity on the card, beginning ``at`` one."""
        if self.card is not None:
            self.followed = self.presenting.entity
            self._panes.source.mark_entity(self.followed)
            mentions = self.presenting.mentions
            self.steps = mentions.at_place(at.doc, at.ordinal, at.span) if at else mentions
            self.show_foot()

    async def _open_quotation(self, row: FactRow) -> None:
        here = self.here()
        with suppress(OvertakenError):
            if await self._show_quotation(row):
                self.history.leave(here)
                self._panes.show("source")

    async def _show_quotation(self, row: FactRow, delay: float = 0.0) -> bool:
        return self._shown(await self.showing.show_quotation(row.quotation, self.asking.answered, delay))

    async def _try_document(self, stop: Stop) -> bool:
        with suppress(OvertakenError):
            return await self._show_document(stop)
        return False

    async def _show_document(self, stop: Stop, delay: float = 0.0) -> bool:
        """Bring a place into the source pane; False when there is no such document any more, which is said."""
        return self._shown(await self.showing.show(stop, self.asking.answered, delay))

    def _shown(self, is_there: bool) -> bool:
        """Know where the reader stands now."""
        if is_there and self.followed is None:
            self.steps = self._at_cursor(self.hits)
        self.show_foot()
        return is_there

    async def _restore(self, place: Place) -> bool:
        """Show a place again; False when the reader went elsewhere meanwhile."""
        try:
            if place.card is not None and self.presenting.entity != place.card:
                await self._show_card(place.card)
            if place.followed and place.card is not None and self.card is not None:
                self.followed = place.card
                self._panes.source.mark_entity(place.card)
                self.steps = self.presenting.mentions
            else:
                self.stop_following()
            if place.doc is not None:
                await self._show_document(Stop(place.doc, place.ordinal, place.span))
                self.steps = self.steps.at_place(place.doc, place.ordinal, place.span)
        except OvertakenError:
            return False
        self.show_foot()
        if place.pane != "box":
            self._panes.show(place.pane)
        return True

    def _at_cursor(self, steps: Steps) -> Steps:
        source = self._panes.source
        if source.view is None or source.chosen is None:
            return steps
        return steps.at_place(source.view.doc, source.chosen.ordinal)
