"""Everything that the program does to curated files, each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.curating import documents
from cpec_tui.curating.cards import Cards, at_the_end, of_entity, of_fact
from cpec_tui.curating.journal import History
from cpec_tui.curating.naming import id_from, written
from cpec_tui.curating.steps import Done
from cpec_tui.curating.values import (
    ENTITY_KEYS,
    FACT_KEYS,
    alias_value,
    before,
    evidence_value,
    fact_value,
)
from cpec_tui.curating.workbench import Edit, Workbench, check_may_edit
from cpec_tui.entities.convert import document_id
from cpec_tui.errors import CurationError
from cpec_tui.model import Alias, Entity, Evidence, Fact
from cpec_tui.yamledit import Value, append, put, remove

_SHOWN = 60


class Curator:
    """The hand that edits a corpus. Every operation raises CpecError when it is not made; then nothing has changed."""

    def __init__(self, corpus: Corpus, undo_file: Path | None = None) -> None:
        """``undo_file`` keeps what can be undone; without, it is where the user's state is."""
        self._corpus = corpus
        self._bench = Workbench(corpus, undo_file)

    # Entities

    def add_entity(self, kind: str, name: str, aliases: Iterable[Alias | str] = (), entity: str | None = None) -> Done:
        """A new card at the end of the file of its kind; its id ``entity`` is made of its name."""
        cards = self._cards()
        known, name, ids = cards.kind(kind), written(name, "the name"), cards.ids()
        if entity in ids:
            raise CurationError(f"the id `{entity}` is taken", "leave it out, or choose another")
        new = entity or id_from(name, ids, kind)
        card: dict[str, Value] = {"id": new, "kind": kind, "name": name}
        forms = [alias_value(one) for one in _distinct(aliases, name)]
        if forms:
            card["aliases"] = forms
        edit = at_the_end(lambda text: append(text, (), card).text)
        return self._bench.make(f"new {known.label} {name} ({new})", {cards.file_for(known): edit}, new)

    def add_alias(self, entity: str, alias: Alias | str) -> Done:
        """One more form of an entity; one that it has already is refused."""
        owner = self._owner(entity)
        new = _alias(alias)
        if new.text in owner.other_names or (new.text == owner.name and not new.has_rules):
            raise CurationError(f"`{new.text[:_SHOWN]}` is a name of {owner.name} already")
        value, after = alias_value(new), before("aliases", ENTITY_KEYS)
        edit = of_entity(owner.id, lambda text, at: append(text, (at, "aliases"), value, after=after).text)
        return self._bench.make(f"alias {new.text} of {owner.name}", {owner.source: edit})

    def add_fact(self, entity: str, fact: Fact) -> Done:
        """One more fact of an entity with its proof; one that says the same is refused."""
        owner = self._owner(entity)
        said = written(fact.text, "the fact")
        if any(one.text == said for one in owner.facts):
            raise CurationError(f"{owner.name} has that fact already", "add evidence to it")
        value = {**fact_value(fact), "text": said}
        after = before("facts", ENTITY_KEYS)
        edit = of_entity(owner.id, lambda text, at: append(text, (at, "facts"), value, after=after).text)
        return self._bench.make(f"fact of {owner.name}: {said[:_SHOWN]}", {owner.source: edit})

    def add_evidence(self, entity: str, fact: int | str, evidence: Evidence) -> Done:
        """A quotation for one of the facts of an entity: what that says, or its number from 0 as on its card."""
        cards = self._cards()
        owner = cards.entity(entity)
        if isinstance(fact, str):
            fact = _fact_number(owner, fact)
        if not 0 <= fact < len(owner.facts):
            raise CurationError(f"{owner.name} has no fact {fact + 1}", "look at its card again")
        if evidence in owner.facts[fact].evidence:
            raise CurationError("the fact has that quotation already")
        value, after = evidence_value(evidence), before("evidence", FACT_KEYS)
        file, _ = owner.place_of("facts", fact)
        edit = of_fact(
            cards.ids_of(owner),
            owner.facts[fact].text,
            lambda text, at, number: append(text, (at, "facts", number, "evidence"), value, after=after).text,
        )
        return self._bench.make(f"evidence for fact {fact + 1} of {owner.name}", {file: edit})

    def merge(self, old: str, into: str) -> Done:
        """``old`` turned out to be ``into``: all that its card says counts as said of that one, and its id goes on."""
        cards = self._cards()
        now = cards.curated.merged.get(old)
        if now is not None:
            raise CurationError(f"{old} is merged into {now} already", "look at its card")
        gone, target = cards.entity(old), cards.entity(into)
        if gone.id == target.id:
            raise CurationError(f"{gone.name} cannot be merged into itself", "name another entity")
        after = before("merged_into", ENTITY_KEYS)
        edit = of_entity(gone.id, lambda text, at: put(text, (at, "merged_into"), target.id, after=after).text)
        description = f"{gone.name} ({gone.id}) merged into {target.name} ({target.id})"
        return self._bench.make(description, {gone.source: edit})

    # Documents

    def set_former_id(self, document: str, former: str) -> Done:
        """A document had another id before its file was renamed; evidence and addresses with that one go on to work."""
        cards = self._cards()
        document, former = document_id(document), document_id(former)
        known = cards.curated.former_ids.get(former)
        if document in (former, known):
            raise CurationError(f"`{former[:_SHOWN]}` is an id of that document already")
        if known is not None:
            raise CurationError(f"`{former[:_SHOWN]}` is a former id of {known} already", "remove it there")
        description = f"{document} had the id {former}"
        return self._bench.make(description, {documents.FILE: documents.former_id(document, former)})

    # Lists of whatever kind

    def append_item(self, file: str, item: Value, description: str, head: str = "") -> Done:
        """``item`` at the end of a file that is a list; a new file begins with ``head``, which is comments."""
        return self.edit(description, {file: lambda text: append(head if text is None else text, (), item).text})

    def remove_item(self, file: str, item: Value, description: str) -> Done:
        """Take the first item that equals ``item`` out of a file that is a list."""

        def edit(text: str | None) -> str:
            items = yamlfile.parse((text or "").removeprefix("\ufeff"))
            if not isinstance(items, list) or item not in items:
                raise CurationError(f"that is not in {file} any more", "look again")
            return remove(text or "", (items.index(item),)).text

        return self.edit(description, {file: edit})

    def edit(self, description: str, edits: dict[str, Edit], entity: str | None = None) -> Done:
        """Any edits of curated files, by their path in the corpus, as one step; they should be made by ``yamledit``."""
        return self._bench.make(description, edits, entity)

    # Back and forth

    def history(self) -> History:
        """What ``undo`` and ``redo`` would do."""
        return self._bench.history()

    def undo(self) -> Done:
        """Take the last step back, byte by byte; not when one of its files was changed since."""
        return self._bench.undo()

    def redo(self) -> Done:
        """Do again what was undone last."""
        return self._bench.redo()

    def _cards(self) -> Cards:
        check_may_edit(self._corpus)
        return Cards.of(self._corpus)

    def _owner(self, entity: str) -> Entity:
        return self._cards().entity(entity)


def _fact_number(owner: Entity, said: str) -> int:
    number = next((number for number, one in enumerate(owner.facts) if one.text == said), None)
    if number is None:
        raise CurationError(f"{owner.name} does not have that fact any more", "look at its card again")
    return number


def _alias(alias: Alias | str) -> Alias:
    given = Alias(alias) if isinstance(alias, str) else alias
    return replace(given, text=written(given.text, "the alias"))


def _distinct(aliases: Iterable[Alias | str], name: str) -> list[Alias]:
    """The aliases, each form once; the name needs none."""
    found: dict[str, Alias] = {}
    for alias in map(_alias, aliases):
        if alias.text != name or alias.has_rules:
            found.setdefault(alias.text, alias)
    return list(found.values())
