"""What is selected in the source becomes an entity, an alias, or evidence for a fact."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.screens.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cpec_tui.curating.steps import Done
    from cpec_tui.model import Alias, EntityHit, Fact
    from cpec_tui.tui.adding import NewEntity, Picked
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.screens.questions import Then

_SHOWN = 60


class Adding(Questions):
    """One edit made of a place in the text, or of a name that was discovered."""

    def command_add(self) -> None:
        """Ask what is to be made of the selection, or of the place where the reader is."""
        self._with_picked("add", self._ask_what)

    def command_add_alias(self) -> None:
        """Make the selection another name of an entity."""
        one = self._picked()
        if one is not None and not one.may_be_name:
            self.say("select a name first: this is no name of anything")
        else:
            self._with_picked("add-alias", self._add_picked_alias)

    def _with_picked(self, command: str, do: Callable[[Picked], None]) -> None:
        one = self._picked()
        if one is None:
            self.say("select within one paragraph: what is added stands in one")
            return
        if one.is_selected and self.runner.corpus.is_read_only:  # In the copy the reader begins at this place.
            self.source.go_to(one.paragraph.ordinal, one.quotation)
        self.on_own_files(command, lambda: do(one))

    def _picked(self) -> Picked | None:
        """What the reader means; None when that is no place in one paragraph."""
        from cpec_tui.tui.adding import picked

        source = self.source
        if source.view is None or source.chosen is None:
            return None
        within = source.selected_span
        if within is None and source.passage is not None:
            if len(source.selected) != 1:
                return None
            within = source.selected[0], (0, len(source.selected[0].text))
        if within is not None:
            return picked(source.view.doc, within[0], within[1])
        return picked(source.view.doc, source.chosen, None, source.current, quoting=source.quoting)

    def _ask_what(self, one: Picked) -> None:
        from cpec_tui.tui.adding import ALIAS, ENTITY, EVIDENCE, what_rows

        become: dict[str, Callable[[Picked], None]] = {
            ENTITY: self._add_picked_entity,
            ALIAS: self._add_picked_alias,
            EVIDENCE: self._add_picked_evidence,
        }

        async def rows(wanted: str) -> Sequence[Row]:
            return what_rows(one, wanted)

        self.choose("Add", rows, lambda row: become[row.id](one), hint="what it is to become")

    # A new entity

    def _add_picked_entity(self, one: Picked) -> None:
        from cpec_tui.tui.adding import NewEntity

        self.add_entity(NewEntity(one.form), self._let_go)

    def add_entity(self, new: NewEntity, then: Then | None = None) -> None:
        """Ask for the kind, the name and the id of a new entity, and write it; then call ``then``."""
        from cpec_tui.tui.choices import kind_rows

        async def rows(wanted: str) -> Sequence[Row]:
            return await self.runner.ask(partial(kind_rows, name=new.form, wanted=wanted))

        self.choose(f"“{new.form[:_SHOWN]}” is a", rows, lambda row: self._ask_name(row.id, new, then), hint="the kind")

    def _ask_name(self, kind: str, new: NewEntity, then: Then | None) -> None:
        from cpec_tui.curating.naming import id_from
        from cpec_tui.tui.screens.ask_text import AskText

        def id_of(name: str) -> str:
            return id_from(name, ()) if name.strip() else ""

        def write(answer: tuple[str, ...] | None) -> None:
            if answer is None:
                return
            name, entity = answer[0], answer[1] if answer[1] != id_of(answer[0]) else None
            aliases = new.aliases_beside(name)
            self.curate_then(lambda curator: curator.add_entity(kind, name, aliases, entity or None), then)

        question = AskText(f"New {kind}", new.form, hint="its name", second="id", follow=id_of)
        self.app.push_screen(question, write)

    # An alias

    def _add_picked_alias(self, one: Picked) -> None:
        from cpec_tui.tui.adding import alias_of

        self.add_alias(alias_of(one.form), [*self._on_card(), *one.named], self._let_go)

    def add_alias(self, alias: Alias, first: Sequence[str], then: Then | None = None) -> None:
        """Ask of whom it is a name, the entities with the ids ``first`` first, and write it; then call ``then``."""

        def write(entity: EntityHit) -> None:
            self.curate_then(lambda curator: curator.add_alias(entity.id, alias), then)

        self.choose_entity(f"“{alias.text[:_SHOWN]}” is a name of", first, write, like=alias.text)

    # Evidence

    def _add_picked_evidence(self, one: Picked) -> None:
        def ask(entity: EntityHit) -> None:
            self.do("choose", self._ask_fact(one, entity))

        self.choose_entity("Evidence for a fact of", [*self._on_card(), *one.named], ask)

    async def _ask_fact(self, one: Picked, entity: EntityHit) -> None:
        from cpec_tui.tui.adding import FactChoiceRow, fact_rows

        facts = (await self.runner.ask(lambda library: library.card(entity.id))).entity.facts
        if not facts:
            self._ask_new_fact(one, entity)
            return

        async def rows(wanted: str) -> Sequence[Row]:
            return fact_rows(facts, one.quoted, wanted)

        def prove(row: Row) -> None:
            if isinstance(row, FactChoiceRow) and row.fact is not None:
                self._prove(one, entity, row.fact)
            elif isinstance(row, FactChoiceRow):
                self._ask_new_fact(one, entity, row.typed)

        self.choose(f"{entity.name}: it proves", rows, prove, hint="a part of the fact, or a new one")

    def _prove(self, one: Picked, entity: EntityHit, fact: Fact) -> None:
        evidence = one.evidence()
        self.curate_then(lambda curator: curator.add_evidence(entity.id, fact.text, evidence), self._let_go)

    def _ask_new_fact(self, one: Picked, entity: EntityHit, typed: str = "") -> None:
        from cpec_tui.model import Fact
        from cpec_tui.tui.screens.ask_text import AskText

        def write(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                fact = Fact(answer[0], evidence=(one.evidence(),))
                self.curate_then(lambda curator: curator.add_fact(entity.id, fact), self._let_go)

        hint = "what the quotation proves, in your own words"
        self.app.push_screen(AskText(f"A new fact of {entity.name}", typed, hint=hint), write)

    def _on_card(self) -> Sequence[str]:
        """The entity on the card."""
        card = self.desk.card
        return (card.entity.id,) if card is not None else ()

    def _let_go(self, done: Done) -> None:
        """What was selected was used."""
        self.source.drop_selection()
