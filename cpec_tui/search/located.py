"""From parts of a query to what is looked for in texts: every word with its forms, every name with its entities."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from cpec_tui.catalog.reading import Catalog
from cpec_tui.search.asked import entities_meant, kinds_meant
from cpec_tui.search.placing import Bag, Both, Either, Lacking, Mentioned, OneOf, Placed, Run, Window
from cpec_tui.search.query import (
    And,
    Entity,
    Fuzzy,
    Kind,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Wildcard,
    Within,
)
from cpec_tui.search.words import Lexicon


@dataclass(frozen=True, slots=True)
class Locator:
    """Puts together what is looked for, with words as text."""

    catalog: Catalog
    lexicon: Lexicon

    def placed(self, node: Node) -> Placed:
        """What stands in a text for ``node``; nothing does for what is asked of documents."""
        match node:
            case And(parts):
                return Both(tuple(map(self.placed, parts)))
            case Or(parts):
                return Either(tuple(map(self.placed, parts)))
            case Not(part):
                return Lacking(self.placed(part))
            case Within(_, part):
                return self.placed(part)
            case Near():
                return self._near(node)
            case Phrase(words, _, unfinished):
                last = frozenset(self.lexicon.prefixed(words[-1])) if unfinished else None
                whole = words if last is None else words[:-1]
                return Run(whole, last) if whole else OneOf(last or frozenset())
            case Entity():
                return Mentioned(frozenset(entities_meant(self.catalog, node)), frozenset())
            case Kind():
                return Mentioned(frozenset(), frozenset(kinds_meant(self.catalog, node)))
            case _:
                return OneOf(frozenset(self._forms(node)))

    def _forms(self, node: Node) -> tuple[str, ...]:
        match node:
            case Term(word, _, unfinished):
                forms = self.lexicon.inflections(word)
                return (*forms, *self.lexicon.prefixed(word)) if unfinished else forms
            case Prefix(word):
                return self.lexicon.prefixed(word)
            case Wildcard(word):
                return self.lexicon.like(word)
            case Fuzzy(word, slips):
                return self.lexicon.fuzzy(word, slips)
            case _:
                return ()

    def _near(self, node: Near) -> Placed:
        words = plain_words(node)
        if words is None or node.ordered:
            return Window(tuple(map(self.placed, node.parts)), node.distance, node.ordered)
        counted_as = self.lexicon.counted_as(words)
        forms: dict[Hashable, str] = {}
        forms.update(counted_as.items())
        return Bag(forms, tuple(counted_as[word] for word in words), node.distance)


def plain_words(node: Near) -> tuple[str, ...] | None:
    """The words of a Near of finished words; None when anything else is in it."""
    words = [part.word for part in node.parts if isinstance(part, Term) and not part.unfinished]
    return tuple(words) if len(words) == len(node.parts) else None
