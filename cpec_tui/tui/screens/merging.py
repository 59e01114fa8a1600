"""What turned out to be one and the same is made one: entities, and the ids of a renamed document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpec_tui.tui.commands import Need
from cpec_tui.tui.screens.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cpec_tui.errors import Problem
    from cpec_tui.model import Entity, EntityHit
    from cpec_tui.tui.rows import Row


class Merging(Questions):
    """Merging entities, and settling that a document was renamed."""

    def command_merge(self) -> None:
        """Merge the entity on the card into another one."""
        self.on_own_files("merge", self._choose_target)

    def _choose_target(self) -> None:
        card = self.desk.card
        if card is not None:
            gone = card.entity
            title = f"{gone.name} is the same as"
            self.choose_entity(title, (), lambda target: self._confirm(gone, target), like=gone.name, but=gone.id)

    def _confirm(self, gone: Entity, target: EntityHit) -> None:
        from cpec_tui.tui.screens.confirm import Confirm

        key = self.keymap.label("undo")
        question = (
            f"Merge {gone.name} ({gone.id}) into {target.name} ({target.id})? What its card says then counts as said of"
            f" {target.name}, its names lead there, and the id {gone.id} goes on working."
            + (f" {key} undoes it." if key else "")
        )

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.curate(lambda curator: curator.merge(gone.id, target.id))

        self.app.push_screen(Confirm("Merge", question), answered)

    def mend(self, problem: Problem, edit: Callable[[], object]) -> None:
        """Let the reader mend a problem: where the program can do it, ask who shall; else ``edit``."""
        if problem.code != "renamed-document":
            edit()
            return
        self.do("choose", self._offer_former_id(problem, edit))

    async def _offer_former_id(self, problem: Problem, edit: Callable[[], object]) -> None:
        from cpec_tui.tui.choices import FORMER_ID, mending_rows

        renamed = await self.runner.ask(lambda library: library.renamed())
        pair = next(((old, new) for old, new in renamed.items() if problem.message == _told(old, new)), None)
        if pair is None:
            edit()
            return
        old, new = pair

        async def rows(wanted: str) -> Sequence[Row]:
            return mending_rows(old, new, wanted)

        def mend(row: Row) -> None:
            if row.id == FORMER_ID:
                self.on_own_files("problems", lambda: self.curate(lambda curator: curator.set_former_id(new, old)))
            else:
                edit()

        self.choose(f"{new} was {old}", rows, mend, hint="what to do")

    def has(self, need: Need) -> bool:
        """Whether a card is open."""
        return self.desk.card is not None if need is Need.CARD else super().has(need)


def _told(old: str, new: str) -> str:
    from cpec_tui.built.renaming import said

    return said(old, new)
