"""From the query tree to a plan: words looked up, entities and fields turned into rows.

Everything that can find nothing is named with its reason.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.wordtable import LONGEST_BEGINNING
from cpec_tui.dates import FIRST_DAY, LAST_DAY
from cpec_tui.folding import fold, tokens
from cpec_tui.model import Metadata, Role
from cpec_tui.nearest import did_you_mean, nearest
from cpec_tui.search import positions
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.search.plan import All, Any, AnyWord, Engine, Filter, Plan, Rows, Without
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
    leaves,
)
from cpec_tui.search.words import Lexicon

_NOTHING = Filter(frozenset())
_LONGEST_MESSAGE = 240


@dataclass(slots=True)
class Resolver:
    """Resolves one query; ``warnings`` grows, ``fatal`` says that a part cannot be understood at all."""

    catalog: Catalog
    engine: Engine
    lexicon: Lexicon
    warnings: list[str] = field(default_factory=list)
    fatal: bool = False
    _left_out: frozenset[str] = frozenset()

    def resolve(self, root: Node) -> Plan:
        """The plan for ``root``."""
        self._left_out = self._needless_stop_words(root)
        plan = self._plan(root)
        return _NOTHING if plan is None else plan

    def _needless_stop_words(self, root: Node) -> frozenset[str]:
        """Stop words that are left out because something else is asked for."""
        found = list(leaves(root))
        stops = {leaf.word for leaf in found if isinstance(leaf, Term) and _is_stop_word(leaf)}
        if not stops:
            return frozenset()
        named = ", ".join(f"`{word}`" for word in sorted(stops))
        what = "is a stop word" if len(stops) == 1 else "are stop words"
        if all(_is_stop_word(leaf) for leaf in found):
            self.warnings.append(f"{named} {what}: searched only because nothing else is asked for")
            return frozenset()
        self.warnings.append(f"{named} {what}: left out (inside quotation marks they count)")
        return frozenset(stops)

    def _plan(self, node: Node) -> Plan | None:
        match node:
            case And(parts):
                plans = [plan for plan in map(self._plan, parts) if plan is not None]
                return All(tuple(plans)) if len(plans) > 1 else plans[0] if plans else None
            case Or(parts):
                plans = [plan for plan in map(self._plan, parts) if plan is not None]
                return Any(tuple(plans)) if len(plans) > 1 else plans[0] if plans else None
            case Not(part):
                plan = self._plan(part)
                return None if plan is None else Without(plan)
            case _:
                return self._leaf(node)

    def _leaf(self, node: Leaf) -> Plan | None:
        match node:
            case Term(word, _, unfinished):
                return self._word(word, unfinished=unfinished)
            case Prefix(word):
                return self._beginning(word, ()) or self._missing(f"no word begins with `{word}`")
            case Fuzzy(word, slips):
                words = self.lexicon.fuzzy(word, slips)
                return AnyWord(words) if words else self._missing(f"no word is spelled nearly like `{word}`")
            case Phrase(words, _, unfinished):
                return self._phrase(words, unfinished=unfinished)
            case Near(words, distance):
                return self._near(words, distance)
            case Entity(entity, _, unfinished):
                return self._entity(entity, unfinished=unfinished)
            case Kind(name, _, unfinished):
                return self._kind(name, unfinished=unfinished)
            case DateRange():
                return self._dates(node)
            case Field(name, value):
                return self._field(name, value)
            case Unknown(_, reason):
                self.warnings.append(_shortened(reason))
                self.fatal = True
                return _NOTHING
        raise AssertionError(node)

    # Words

    def _word(self, word: str, *, unfinished: bool) -> Plan | None:
        if word in self._left_out and not unfinished:
            return None
        forms = self.lexicon.inflections(word)
        plan = self._beginning(word, forms) if unfinished else AnyWord(forms) if forms else None
        if plan is not None:
            return plan
        found = self.lexicon.nearest(word)
        advice = (
            f"did you mean {' or '.join(f'`{form}`' for form in found)}?" if found else "no word is spelled like it"
        )
        return self._missing(f"`{word}` does not stand in the corpus: {advice}")

    def _beginning(self, letters: str, forms: tuple[str, ...]) -> Plan | None:
        """Paragraphs with a word that begins with ``letters``, or with one of ``forms``."""
        if len(letters) > LONGEST_BEGINNING:
            words = tuple(dict.fromkeys((*self.lexicon.prefixed(letters), *forms)))
            return AnyWord(words) if words else None
        rows = self.catalog.rows_beginning(letters)
        others = tuple(form for form in forms if not form.startswith(letters))
        plan = Rows(dict.fromkeys(rows, 1))
        return Any((plan, AnyWord(others))) if others else plan if rows else None

    def _phrase(self, words: tuple[str, ...], *, unfinished: bool) -> Plan:
        if len(words) == 1:
            plan = self._beginning(words[0], ()) if unfinished else AnyWord(words)
            return plan or self._missing(f"no word begins with `{words[0]}`")
        whole = words[:-1] if unfinished else words
        plans: list[Plan] = [AnyWord((word,)) for word in dict.fromkeys(whole)]
        last = self.lexicon.prefixed(words[-1]) if unfinished else ()
        if unfinished:
            plans.append(self._beginning(words[-1], ()) or _NOTHING)
        ids = self.catalog.word_ids([*dict.fromkeys((*whole, *last))])
        unknown = [word for word in whole if word not in ids]
        if unknown or (unfinished and not last):
            return self._missing(f"`{(unknown or [words[-1]])[0]}` does not stand in the corpus, so no phrase holds it")
        wanted = [ids[word] for word in whole]
        if unfinished:
            endings = frozenset(ids[word] for word in last)
            return self._verified(plans, lambda stream: positions.has_phrase_going_on(stream, wanted, endings))
        return self._verified(plans, lambda stream: positions.has_phrase(stream, wanted))

    def _near(self, words: tuple[str, ...], distance: int) -> Plan:
        forms = {word: self.lexicon.inflections(word) for word in words}
        missing = [word for word, found in forms.items() if not found]
        if missing:
            return self._missing(f"`{missing[0]}` does not stand in the corpus")
        ids = self.catalog.word_ids([*dict.fromkeys(form for found in forms.values() for form in found)])
        word_of = {ids[form]: word for word, found in forms.items() for form in found}

        def verify(stream: bytes) -> bool:
            named = [word_of.get(number) for number in array("I", stream)]
            return positions.near_window(named, words, distance) is not None

        return self._verified([AnyWord(found) for found in forms.values()], verify)

    def _verified(self, plans: list[Plan], verify: Callable[[bytes], bool]) -> Plan:
        """Candidates by ``plans``, of which only those stay whose word stream passes ``verify``."""
        candidates = self.engine.rows(All(tuple(plans)))
        rows = frozenset(row for row, stream in self.catalog.streams(candidates) if verify(stream))
        return All((*plans, Filter(rows)))

    # Entities and documents

    def _entity(self, entity: str, *, unfinished: bool) -> Plan:
        ids = self.catalog.entity_ids()
        if entity in ids and not unfinished:
            chosen = [entity]
        elif unfinished:
            chosen = [candidate for candidate in ids if candidate.startswith(entity)]
        else:
            chosen = self.catalog.entities_named(entity.replace("-", " "))
        if not chosen:
            near = nearest(entity, ids, 3)
            advice = f"did you mean {' or '.join(f'`@{one}`' for one in near)}?" if near else "see cpec-tui entity NAME"
            return self._not_known(f"no entity `{entity}`: {advice}", unfinished=unfinished)
        return Rows(_summed(self.catalog.rows_of_entity(one) for one in chosen))

    def _kind(self, name: str, *, unfinished: bool) -> Plan:
        kinds = {key: kind.name for kind in self.catalog.kinds for key in (kind.plural, kind.label, kind.name)}
        chosen = {kinds[name]} if name in kinds else set()
        if unfinished:
            chosen |= {kind for key, kind in kinds.items() if key.startswith(name)}
        if not chosen:
            advice = did_you_mean(name, kinds) or f"kinds are {', '.join(kind.name for kind in self.catalog.kinds)}"
            return self._not_known(f"no kind `{name}`: {advice}", unfinished=unfinished)
        return Rows(_summed(self.catalog.rows_of_kind(kind) for kind in sorted(chosen)))

    def _dates(self, node: DateRange) -> Plan:
        numbers = self.catalog.documents_between(node.first or FIRST_DAY, node.last or LAST_DAY)
        undated = self.catalog.undated()
        if undated:
            what = "document has" if undated == 1 else "documents have"
            self.warnings.append(f"{undated:,} {what} no date: left out by date:{node.shown}")
        return Filter(frozenset(self.catalog.rows_of_documents(numbers)))

    def _field(self, name: str, value: str) -> Plan:
        if name == "role":
            return self._role(value)
        matches = _FIELD_TESTS[name](value)
        documents = self.catalog.document_fields()
        numbers = [number for number, doc, path, title, data in documents if matches(doc, path, title, data)]
        if not numbers:
            known = {getter for row in documents for getter in _values(name, row[1], row[4])}
            return self._missing(f"no document has {name}:{value}", did_you_mean(value, known) if known else "")
        return Filter(frozenset(self.catalog.rows_of_documents(numbers)))

    def _role(self, value: str) -> Plan:
        roles = [role.value for role in Role]
        wanted = value.lower().replace("-", " ")
        if wanted not in roles:
            advice = did_you_mean(wanted, roles) or f"roles are {', '.join(roles)}"
            return self._not_known(f"no role `{value}`: {advice}", unfinished=False)
        return Filter(frozenset(self.catalog.rows_of_role(wanted)))

    def _missing(self, message: str, advice: str = "") -> Plan:
        self.warnings.append(_shortened(f"{message}: {advice}" if advice else message))
        return _NOTHING

    def _not_known(self, message: str, *, unfinished: bool) -> Plan:
        self.warnings.append(_shortened(message))
        self.fatal = self.fatal or not unfinished
        return _NOTHING


_Test = Callable[[str, str, str, Metadata], bool]


def _is_stop_word(leaf: Leaf) -> bool:
    return isinstance(leaf, Term) and not leaf.unfinished and leaf.word in STOP_WORDS


def _shortened(message: str) -> str:
    """``message`` with anything endless in it cut."""
    return message if len(message) <= _LONGEST_MESSAGE else message[: _LONGEST_MESSAGE - 1] + "…"


def _summed(counts: Iterable[dict[int, int]]) -> dict[int, int]:
    def add(total: dict[int, int], more: dict[int, int]) -> dict[int, int]:
        for row, count in more.items():
            total[row] = total.get(row, 0) + count
        return total

    return reduce(add, counts, {})


def _same_id(value: str) -> _Test:
    wanted = fold(value)
    if wanted.endswith("*"):
        return lambda doc, path, title, data: fold(doc).startswith(wanted[:-1])
    return lambda doc, path, title, data: fold(doc) == wanted


def _title_words(value: str) -> _Test:
    wanted = tokens(value)
    if value.endswith("*") and wanted:
        return lambda doc, path, title, data: (
            any(word.startswith(wanted[-1]) for word in tokens(title)) and set(wanted[:-1]) <= set(tokens(title))
        )
    return lambda doc, path, title, data: bool(wanted) and set(wanted) <= set(tokens(title))


def _held_in(name: str) -> Callable[[str], _Test]:
    return lambda value: lambda doc, path, title, data: fold(value) in fold(getattr(data, name) or "")


_FIELD_TESTS: dict[str, Callable[[str], _Test]] = {
    "doc": _same_id,
    "title": _title_words,
    "source": lambda value: lambda doc, path, title, data: fold(value) in fold(path),
    "publisher": _held_in("publisher"),
    "author": _held_in("author"),
    "lang": lambda value: lambda doc, path, title, data: fold(data.language or "").split("-")[0] == fold(value),
    "tag": lambda value: lambda doc, path, title, data: fold(value) in map(fold, data.tags),
}


def _values(name: str, doc: str, data: Metadata) -> list[str]:
    """What a field may be, to suggest from."""
    if name == "doc":
        return [doc]
    if name == "tag":
        return list(data.tags)
    value = getattr(data, {"lang": "language"}.get(name, name), None)
    return [value] if isinstance(value, str) else []
