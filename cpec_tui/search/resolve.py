"""From the query tree to a plan: words looked up, entities and fields turned into rows.

Everything that can find nothing is named with its reason.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.wordtable import LONGEST_BEGINNING
from cpec_tui.dates import FIRST_DAY, LAST_DAY
from cpec_tui.folding import lookup_key
from cpec_tui.model import Role
from cpec_tui.nearest import did_you_mean, nearest
from cpec_tui.search import positions
from cpec_tui.search.asked import entities_meant, kinds_meant
from cpec_tui.search.explain import explain
from cpec_tui.search.fields import documents_with, other_values
from cpec_tui.search.plan import NOTHING, All, Any, AnyWord, Beginning, Engine, Filter, Plan, Rows, Without
from cpec_tui.search.query import (
    And,
    DateRange,
    Entity,
    Field,
    Fuzzy,
    Kind,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Unknown,
)
from cpec_tui.search.words import Lexicon

_LONGEST_SHOWN = 40
_LONGEST_MESSAGE = 240


@dataclass(slots=True)
class Resolver:
    """Resolves one query; ``warnings`` grows, ``fatal`` says that a part cannot be understood at all."""

    catalog: Catalog
    engine: Engine
    lexicon: Lexicon
    warnings: list[str] = field(default_factory=list)
    fatal: bool = False
    _negated: bool = False

    def resolve(self, node: Node) -> Plan:
        """The plan for ``node``; an And and an Or keep their parts in order."""
        match node:
            case And(parts):
                return All(tuple(map(self.resolve, parts)))
            case Or(parts):
                return Any(tuple(map(self.resolve, parts)))
            case Not(part):
                self._negated = not self._negated
                plan = Without(self.resolve(part))
                self._negated = not self._negated
                return plan
            case _:
                return self._leaf(node)

    def _leaf(self, node: Leaf) -> Plan:
        match node:
            case Term(word, _, unfinished):
                return self._word(word, unfinished=unfinished)
            case Prefix(word):
                return self._beginning(word) or self._no_beginning(word)
            case Fuzzy(word, slips):
                words = self.lexicon.fuzzy(word, slips)
                more = "" if slips > 1 else f"try {_shown(word + '~2')}"
                return (
                    AnyWord(words) if words else self._missing(f"no word is spelled nearly like {_shown(word)}", more)
                )
            case Phrase(words, _, unfinished):
                return self._phrase(node) if len(words) > 1 else self._exactly(words[0], unfinished=unfinished)
            case Near():
                return self._near(node)
            case Entity():
                return self._entity(node)
            case Kind():
                return self._kind(node)
            case DateRange():
                return self._dates(node)
            case Field():
                return self._role(node) if node.name == "role" else self._field(node)
            case Unknown(_, reason):
                self.fatal = True
                return self._nothing(reason)
        raise AssertionError(node)

    # Words

    def _word(self, word: str, *, unfinished: bool) -> Plan:
        forms = self.lexicon.inflections(word)
        whole = AnyWord(forms) if forms else None
        begun = self._beginning(word) if unfinished else None
        if begun and whole:
            return Any((begun, whole))  # Where the word stands as it is typed so far, it counts once more.
        return begun or whole or self._unknown(word)

    def _beginning(self, letters: str) -> Plan | None:
        """Paragraphs with a word that begins with ``letters``."""
        if len(letters) > LONGEST_BEGINNING:
            words = self.lexicon.prefixed(letters)
            return AnyWord(words) if words else None
        rows = self.catalog.rows_beginning(letters)
        return Beginning(letters, rows) if rows else None

    def _exactly(self, word: str, *, unfinished: bool) -> Plan:
        if unfinished:
            return self._beginning(word) or self._no_beginning(word)
        return AnyWord((word,)) if self.engine.frequency(word) else self._unknown(word)

    def _unknown(self, word: str) -> Plan:
        found = [f"@{entity}" for entity in self.catalog.entities_named(word)]
        found += [f"{word}*"] if self.lexicon.prefixed(word) else self.lexicon.nearest(word)
        advice = f"did you mean {_any_of(found)}?" if found else "no word is spelled like it"
        return self._missing(f"{_shown(word)} does not stand in the corpus", advice)

    def _no_beginning(self, word: str) -> Plan:
        known = self.lexicon.known_beginning(word)
        return self._missing(f"no word begins with {_shown(word)}", f"some do with `{known}`" if known else "")

    def _phrase(self, node: Phrase) -> Plan:
        whole = node.words[:-1] if node.unfinished else node.words
        endings = self.lexicon.prefixed(node.words[-1]) if node.unfinished else ()
        ids = self.catalog.word_ids([*dict.fromkeys((*whole, *endings))])
        for word in whole:
            if word not in ids:
                return self._unknown(word)
        wanted = [ids[word] for word in whole]
        plans: list[Plan] = [AnyWord((word,)) for word in dict.fromkeys(whole)]
        if not node.unfinished:
            return self._verified(node, plans, lambda stream: positions.has_phrase(stream, wanted))
        beginning = self._beginning(node.words[-1])
        if beginning is None:
            return self._no_beginning(node.words[-1])
        last = frozenset(ids[word] for word in endings)
        plans.append(beginning)
        return self._verified(node, plans, lambda stream: positions.has_phrase_going_on(stream, wanted, last))

    def _near(self, node: Near) -> Plan:
        forms = {word: self.lexicon.inflections(word) for word in node.words}
        for word, found in forms.items():
            if not found:
                return self._unknown(word)
        counted_as = self.lexicon.counted_as(node.words)
        ids = self.catalog.word_ids([*counted_as])
        word_of = {number: counted_as[form] for form, number in ids.items()}
        wanted = [counted_as[word] for word in node.words]

        def verify(stream: bytes) -> bool:
            words = [word_of.get(number) for number in array("I", stream)]
            return next(positions.near_windows(words, wanted, node.distance), None) is not None

        return self._verified(node, [AnyWord(found) for found in forms.values()], verify)

    def _verified(self, node: Phrase | Near, plans: list[Plan], verify: Callable[[bytes], bool]) -> Plan:
        """Candidates by ``plans``, of which only those stay whose word stream passes ``verify``."""
        candidates = self.engine.rows(All(tuple(plans)))
        rows = frozenset(row for row, stream, _ in self.catalog.streams(candidates) if verify(stream))
        if rows:
            return All((*plans, Filter(rows)))
        if not candidates:
            return self._missing(f"no paragraph has all words of {_shown(explain(node))}")
        where = "side by side" if isinstance(node, Phrase) else "so near each other"
        have = "1 paragraph has" if len(candidates) == 1 else f"{len(candidates):,} paragraphs have"
        return self._missing(f"the words of {_shown(explain(node))} stand nowhere {where}", f"{have} all of them")

    # Entities and documents

    def _entity(self, node: Entity) -> Plan:
        chosen = entities_meant(self.catalog, node)
        if not chosen:
            return self._no_entity(node)
        if not node.unfinished:
            self._say_which(node, chosen)
        rows = _summed(self.catalog.rows_of_entity(one) for one in chosen)
        return Rows(rows) if rows else self._missing(f"{_shown(explain(node))} is mentioned in no paragraph")

    def _no_entity(self, node: Entity) -> Plan:
        names = {**{lookup_key(name): entity for name, entity in self.catalog.names()}}
        names |= {entity: entity for entity in self.catalog.entity_ids()}
        near = dict.fromkeys(f"@{names[name]}" for name in nearest(node.id, names, 3))
        advice = f"did you mean {_any_of(near)}?" if near else "search for its name"
        return self._not_known(f"no entity {_shown(node.id)}: {advice}", unfinished=node.unfinished)

    def _say_which(self, node: Entity, chosen: list[str]) -> None:
        """Say whom a name stands for, and how many mentions may be meant, too."""
        if chosen != [node.id]:
            self.warnings.append(f"{_shown(explain(node))} is {' and '.join(f'`@{one}`' for one in chosen)}")
        for entity in chosen:
            stored = self.catalog.entity(entity)
            if stored is not None and stored.ambiguous:
                are = "mention is" if stored.ambiguous == 1 else "mentions are"
                self.warnings.append(f"+{stored.ambiguous:,} ambiguous {are} not counted for `@{entity}`")

    def _kind(self, node: Kind) -> Plan:
        chosen = kinds_meant(self.catalog, node)
        if not chosen:
            names = [kind.name for kind in self.catalog.kinds]
            advice = did_you_mean(node.name, names) or f"kinds are {', '.join(names)}"
            return self._not_known(f"no kind {_shown(node.name)}: {advice}", unfinished=node.unfinished)
        rows = _summed(self.catalog.rows_of_kind(kind) for kind in chosen)
        return Rows(rows) if rows else self._missing(f"no entity of {explain(node)} is mentioned in a paragraph")

    def _dates(self, node: DateRange) -> Plan:
        numbers = self.catalog.documents_between(node.first or FIRST_DAY, node.last or LAST_DAY)
        undated = self.catalog.undated()
        if undated:
            what = "document has" if undated == 1 else "documents have"
            how = "not left out by NOT" if self._negated else "left out by"
            self.warnings.append(f"{undated:,} {what} no date: {how} date:{node.shown}")
        if numbers:
            return Filter(frozenset(self.catalog.rows_of_documents(numbers)))
        dates = sorted(data.date for *_, data in self.catalog.document_fields() if data.date)
        advice = f"dates go from {dates[0]} to {dates[-1]}" if dates else ""
        return self._missing(f"no document has a date in {node.shown}", advice)

    def _field(self, node: Field) -> Plan:
        numbers = documents_with(self.catalog, node)
        if numbers:
            return Filter(frozenset(self.catalog.rows_of_documents(numbers)))
        return self._missing(f"no document has {_shown(explain(node))}", other_values(self.catalog, node))

    def _role(self, node: Field) -> Plan:
        roles = [role.value for role in Role]
        wanted = lookup_key(node.value)
        chosen = [role for role in roles if role.startswith(wanted)]
        if not chosen:
            advice = did_you_mean(wanted, roles) or f"roles are {', '.join(roles)}"
            return self._not_known(f"no role {_shown(node.value)}: {advice}", unfinished=node.unfinished)
        rows = frozenset(row for role in chosen for row in self.catalog.rows_of_role(role))
        return Filter(rows) if rows else self._missing(f"no paragraph is a {' or '.join(chosen)}")

    # Nothing

    def _missing(self, message: str, advice: str = "") -> Plan:
        """Nothing is found for this part; after NOT that does no harm and needs no advice."""
        if self._negated:
            advice = "so NOT leaves nothing out"
        return self._nothing(f"{message}: {advice}" if advice else message)

    def _not_known(self, message: str, *, unfinished: bool) -> Plan:
        self.fatal = self.fatal or not unfinished
        return self._nothing(message)

    def _nothing(self, message: str) -> Plan:
        self.warnings.append(_cut(message, _LONGEST_MESSAGE))
        return NOTHING


def _shown(text: str) -> str:
    """A part of the query inside a message."""
    return f"`{_cut(text, _LONGEST_SHOWN)}`"


def _any_of(words: Iterable[str]) -> str:
    return " or ".join(_shown(word) for word in words)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _summed(counts: Iterable[dict[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for of_one in counts:
        for row, count in of_one.items():
            total[row] = total.get(row, 0) + count
    return total
