"""The reader's desk: what was asked, what lies open, what is followed, and where one was. It moves the panes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.model import Mention, ResultPage, Span, address_of, split_address
from cpec_tui.tui import looking
from cpec_tui.tui.asking import Asking
from cpec_tui.tui.card_rows import FactRow, LinkRow, MentionRow, RelatedRow, RelationRow
from cpec_tui.tui.history import History, Place
from cpec_tui.tui.presenting import Presenting
from cpec_tui.tui.result_rows import EntityRow, HitRow
from cpec_tui.tui.rows import MoreRow
from cpec_tui.tui.runner import OvertakenError, Runner
from cpec_tui.tui.shelf_rows import DocumentRow
from cpec_tui.tui.steps import Steps, Stop

if TYPE_CHECKING:
    from cpec_tui.answers import Card, Overview
    from cpec_tui.tui.panes import Panes
    from cpec_tui.tui.rows import Row

_GLANCE = 0.03
# Who types on sooner is not held up by what follows an answer: what is shown beside it, and all its hits.
SETTLED = 0.06


class Desk:
    """State and movement. Every method that asks the library is a coroutine; an overtaken one changes nothing."""

    def __init__(self, runner: Runner, panes: Panes) -> None:
        """Nothing is open at first."""
        self._runner = runner
        self._panes = panes
        self.history = History()
        self.asking = Asking(runner, panes)
        self.steps = Steps()
        self.presenting = Presenting(runner, panes)
        self.followed: str | None = None
        self._marked = ""

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
        here = self.here()
        await self.search(self.query, glance=not here.doc)
        self._marked = ""
        await self._restore(here, focus=False)

    # Searching

    async def search(self, text: str, *, glance: bool = True) -> None:
        """Answer ``text`` as it is typed; with ``glance`` the best entity and the best hit are shown beside."""
        if self.overview is None:
            self.asking.query = text
        elif not text.strip():
            await self._browse()
        else:
            page = await self.asking.ask(text)
            if page is None:
                return
            await asyncio.sleep(SETTLED)
            if glance:
                self.stop_following()
                with suppress(OvertakenError):  # The reader went elsewhere meanwhile.
                    await self._glance(page)
            if await self.asking.find_hits() and self.followed is None:
                self.steps = self._at_cursor(self.hits)
                self.show_foot()
        await self.asking.show_facets()

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
            await self._show_document(hit.doc, hit.paragraph)
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
        self._marked = ""
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
                    await self._show_document(hit.doc, hit.paragraph, delay=_GLANCE)
                case DocumentRow(doc):
                    await self._show_document(doc, 1, delay=_GLANCE)
                case MentionRow(mention):
                    await self._show_document(mention.doc, mention.paragraph, (mention.start, mention.end), _GLANCE)
                    self._follow(Stop(mention.doc, mention.paragraph, (mention.start, mention.end)))
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
            case MoreRow(noun="mention"):
                with suppress(OvertakenError):
                    await self.presenting.list_more(with_documents=self.asking.has_several_documents)
            case MoreRow():
                self.asking.ask_for_more()
                await self.ask_again()
            case HitRow(hit):
                self.stop_following()
                await self.jump(Stop(hit.doc, hit.paragraph))
            case DocumentRow(doc):
                await self.jump(Stop(doc, 1))
            case MentionRow(mention):
                span = (mention.start, mention.end)
                await self.jump(Stop(mention.doc, mention.paragraph, span))
                self._follow(Stop(mention.doc, mention.paragraph, span))
            case FactRow():
                here = self.here()
                with suppress(OvertakenError):
                    await self._show_quotation(row)
                    self.history.leave(here)
                    self._panes.show("source")
            case _:
                pass

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

    async def jump(self, stop: Stop) -> None:
        """Go to a place in a text, and remember the present one."""
        here = self.here()
        if await self._try_document(stop):
            self.history.leave(here)
            self._panes.show("source")

    async def step(self, by: int) -> None:
        """Go to the next stop, or back; a run of steps counts as one jump for going back."""
        further = self.steps.step(by)
        if further is None or further.present is None:
            which = "last" if by > 0 else "first"
            self._panes.say(f"this is the {which} {'mention' if self.steps.name else 'hit'}")
            return
        here = self.here()
        if not self._stands_at(self.steps.present):
            self.history.leave(here)
        if await self._try_document(further.present):
            self.steps = further
            if self._panes.focused() != "results":
                self._panes.show("source")
            if not further.name:
                self._panes.results.highlight(address_of(further.present.doc, further.present.ordinal))
            self.show_foot()

    async def back(self) -> None:
        """Return to where the last jump began."""
        place = self.history.back(self.here())
        if place is not None:
            await self._restore(place)

    async def forward(self) -> None:
        """Undo going back."""
        place = self.history.forward(self.here())
        if place is not None:
            await self._restore(place)

    async def visit(self, place: Place, *, remember: bool = True) -> None:
        """Go to a place that was visited."""
        if remember:
            self.history.leave(self.here())
        await self._restore(place)

    async def sort_concordance(self) -> None:
        """Sort the mentions on the card in the next way."""
        with suppress(OvertakenError):
            await self.presenting.sort(with_documents=self.asking.has_several_documents)

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
        said = " · ".join(part for part in (name, title) if part)
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
        if chosen is not None and chosen.page is not None:
            where += f" · p. {chosen.page:,}"
        source.show_title(source.view.title, " · ".join(part for part in (self.steps.said(), where) if part))

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

    async def _show_quotation(self, row: FactRow, delay: float = 0.0) -> None:
        quotation = row.quotation
        if quotation.address is not None:
            doc, ordinal = split_address(quotation.address)
            if await self._show_document(doc, ordinal or 1, (quotation.start, quotation.end), delay):
                self._panes.source.mark_quotation()

    async def _try_document(self, stop: Stop) -> bool:
        try:
            await self._show_document(stop.doc, stop.ordinal, stop.span)
        except OvertakenError:
            return False
        return True

    async def _show_document(self, doc: str, ordinal: int, span: Span | None = None, delay: float = 0.0) -> bool:
        """Bring a paragraph into the source pane, its document read when it is not the open one; False when gone."""
        source = self._panes.source
        marked = f"{doc}\0{self.query}"
        if source.view is None or self._marked != marked:
            is_open = source.view is not None and source.view.doc == doc and bool(self._marked)
            question = partial(looking.reading_anew if is_open else looking.reading, doc=doc, query=self.query)
            try:
                found = await self._runner.latest("document", question, delay)
            except CpecError as error:
                self._panes.say_error(error)
                if source.view is not None and source.view.doc == doc:
                    source.show_nothing()
                    self.show_foot()
                return False
            if found.view is None or source.view == found.view:
                source.mark_hits(found.highlights)
            elif not await source.show_document(found.view, found.highlights):
                raise OvertakenError
            self._marked = marked
        source.go_to(ordinal, span)
        if self.followed is None:
            self.steps = self._at_cursor(self.hits)
        self.show_foot()
        return True

    async def _restore(self, place: Place, *, focus: bool = True) -> None:
        try:
            if place.card is not None and (self.presenting.entity != place.card or not focus):
                await self._show_card(place.card)
            if place.followed and place.card is not None and self.card is not None:
                self.followed = place.card
                self._panes.source.mark_entity(place.card)
                self.steps = self.presenting.mentions
            else:
                self.stop_following()
            if place.doc is not None:
                await self._show_document(place.doc, place.ordinal, place.span)
                self.steps = self.steps.at_place(place.doc, place.ordinal, place.span)
        except OvertakenError:
            return
        self.show_foot()
        if focus and place.pane != "box":
            self._panes.show(place.pane)

    def _at_cursor(self, steps: Steps) -> Steps:
        source = self._panes.source
        if source.view is None or source.chosen is None:
            return steps
        return steps.at_place(source.view.doc, source.chosen.ordinal)

    def _stands_at(self, stop: Stop | None) -> bool:
        source = self._panes.source
        if stop is None or source.view is None or source.chosen is None:
            return False
        return (source.view.doc, source.chosen.ordinal) == (stop.doc, stop.ordinal)
