"""The card: which entity it presents, in which order its mentions are listed, and how many of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError
from cpec_tui.tui import looking
from cpec_tui.tui.concordance import Concordance
from cpec_tui.tui.shelf_rows import hints
from cpec_tui.tui.steps import Steps
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from cpec_tui.answers import Card
    from cpec_tui.tui.panes import Panes
    from cpec_tui.tui.runner import Runner

LISTED = 200
MORE = 2_000
MORE_NEIGHBOURS = 100


class Presenting:
    """The entity on the card pane. An overtaken answer raises OvertakenError and changes nothing."""

    def __init__(self, runner: Runner, panes: Panes) -> None:
        """No entity at first."""
        self._runner = runner
        self._panes = panes
        self.card: Card | None = None
        self.concordance = Concordance.PLACE
        self.mentions = Steps()
        self._listed = LISTED
        self._neighbours = looking.NEIGHBOURS

    @property
    def entity(self) -> str | None:
        """The id of the entity; None while none is presented."""
        return self.card.entity.id if self.card is not None else None

    async def show(self, entity: str, *, with_documents: bool, delay: float = 0.0) -> bool:
        """Present an entity; False when it is not known any more, which is said."""
        if entity != self.entity:
            self._listed, self._neighbours = LISTED, looking.NEIGHBOURS
        return await self._show(entity, with_documents, delay)

    async def show_anew(self, *, with_documents: bool) -> None:
        """Present the same entity as it is known now, unless another is presented meanwhile."""
        if self.card is not None:
            await self._show(self.card.entity.id, with_documents, keep=True, kind="card anew")

    async def list_more(self, noun: str, *, with_documents: bool) -> None:
        """List more of the mentions, or of the neighbours."""
        if noun == "neighbour":
            self._neighbours += MORE_NEIGHBOURS
        else:
            self._listed += MORE
        if self.card is not None:
            await self._show(self.card.entity.id, with_documents, keep=True)

    async def sort(self, *, with_documents: bool) -> None:
        """Sort the mentions in the next way."""
        if self.card is not None:
            self.concordance = self.concordance.next
            await self._show(self.card.entity.id, with_documents)
            self._panes.say(f"mentions sorted by {self.concordance.value}")

    def close(self, why: str) -> None:
        """Present no entity, and say why."""
        self.card = None
        self._panes.card.show(list(hints(why, ["Follow a mention in the source with f."])))
        self._panes.card.show_title("")

    async def _show(
        self, entity: str, with_documents: bool, delay: float = 0.0, *, keep: bool = False, kind: str = "card"
    ) -> bool:
        question = partial(
            looking.open_card,
            entity=entity,
            with_documents=with_documents,
            concordance=self.concordance,
            listed=self._listed,
            neighbours=self._neighbours,
        )
        before = self.card
        try:
            found = await self._runner.latest(kind, question, delay)
            if keep and self.card is not before:
                return False
        except CpecError as error:
            self._panes.say_error(error)
            if entity == self.entity:
                self.close("No entity is shown.")
            return False
        self.card, self.mentions = found.card, found.steps
        self._panes.card.show(found.rows, keep=keep)
        self._panes.card.show_title(counted(found.card.mentions, "mention"))
        return True
