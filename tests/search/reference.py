"""A naive search, to compare the real one with: every paragraph is looked at, every part of the query tested on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product

from cpec_tui.dates import day_range
from cpec_tui.folding import fold, token_spans, tokens
from cpec_tui.inflection import WordStemmer, same_word
from cpec_tui.library import Library
from cpec_tui.model import Mention, Metadata, Role, Span, Status
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
    PageRange,
    Pattern,
    Phrase,
    Prefix,
    Scope,
    Term,
    Unknown,
    Wildcard,
    Within,
)
from cpec_tui.sentences import sentence_starts

_STEMMER = WordStemmer()
# What the entities of the generated corpora are called.
NAMES = {
    "westland": ("westland",),
    "aldport": ("aldport",),
    "redhill": ("redhill",),
    "sas": ("stone and sons", "sas"),
    "brook": ("ada brook", "brook"),
    "copper": ("copper",),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with all that a query may ask of it; ``words`` with their spans.

    ``copy_of`` is the address of the paragraph that stands for this one; it may be empty.
    """

    address: str
    doc: str
    path: str
    title: str
    metadata: Metadata
    role: Role
    text: str
    words: tuple[tuple[str, int, int], ...]
    mentions: tuple[Mention, ...]
    page: int | None
    copy_of: str = ""


def passages(library: Library) -> list[Passage]:
    """Every paragraph of a library."""
    found = []
    for stored in library.documents():
        view = library.document(stored.id)
        for one in view.paragraphs:
            words = tuple(token_spans(one.text))
            values = (view.doc, view.path, view.title, view.metadata, one.role, one.text, words, one.mentions)
            found.append(Passage(one.address, *values, one.page))
    stand_ins = _stand_ins(by_document(found))
    return [replace(one, copy_of=stand_ins.get(one.address, "")) for one in found]


def _stand_ins(documents: dict[str, list[Passage]]) -> dict[str, str]:
    """The paragraphs that say what those of the oldest document with the same words say, with these."""
    families: dict[str, list[list[Passage]]] = {}
    for document in documents.values():
        words = " ".join(word for one in document for word, _, _ in one.words)
        families.setdefault(words, []).append(document)
    found: dict[str, str] = {}
    for family in families.values():
        oldest, *others = sorted(family, key=lambda document: _age(document[0]))
        for other in others:
            taken: dict[str, list[str]] = {}
            for one in oldest:
                taken.setdefault(fold(one.text), []).append(one.address)
            for one in other:
                standing = taken.get(fold(one.text), [])
                if standing:
                    found[one.address] = standing.pop(0) if len(standing) > 1 else standing[0]
    return found


def _age(passage: Passage) -> tuple[bool, str, str]:
    days = day_range(passage.metadata.date or "")
    return days is None, days[0] if days else "", passage.doc


def without_copies(found: list[Passage]) -> list[Passage]:
    """``found`` without what another one of them stands for."""
    addresses = {one.address for one in found}
    return [one for one in found if one.copy_of not in addresses]


def by_document(found: list[Passage]) -> dict[str, list[Passage]]:
    """The paragraphs of each document, by its id."""
    documents: dict[str, list[Passage]] = {}
    for passage in found:
        documents.setdefault(passage.doc, []).append(passage)
    return documents


def answers(passage: Passage, node: Node, document: list[Passage]) -> bool:
    """Whether a paragraph of a document answers a query."""
    match node:
        case And(parts):
            return all(answers(passage, part, document) for part in parts)
        case Or(parts):
            return any(answers(passage, part, document) for part in parts)
        case Not(part):
            return not answers(passage, part, document)
        case Within(Scope.SENTENCE, part):
            return any(answers(sentence, part, document) for sentence in _sentences(passage))
        case Within(_, part):
            return _document_answers(part, document)
        case _:
            return _fulfils(passage, node)


def _document_answers(node: Node, document: list[Passage]) -> bool:
    match node:
        case And(parts):
            return all(_document_answers(part, document) for part in parts)
        case Or(parts):
            return any(_document_answers(part, document) for part in parts)
        case Not(part):
            return not _document_answers(part, document)
        case _:
            return any(answers(passage, node, document) for passage in document)


def _sentences(passage: Passage) -> list[Passage]:
    """The sentences of a paragraph, each as a paragraph that has only its words and the names that are all in it."""
    bounds = [0, *sentence_starts(passage.text), len(passage.text)]
    found = []
    for start, end in pairwise(bounds):
        words = tuple(word for word in passage.words if start <= word[1] < end)
        first, past = (words[0][1], words[-1][2]) if words else (0, 0)
        touching = [one for one in passage.mentions if any(w[1] < one.end and one.start < w[2] for w in words)]
        inside = [one for one in touching if not _touches_others(passage, one, first, past)]
        found.append(replace(passage, words=words, mentions=tuple(inside)))
    return found


def _touches_others(passage: Passage, mention: Mention, first: int, past: int) -> bool:
    others = [word for word in passage.words if not first <= word[1] < past]
    return any(start < mention.end and mention.start < end for _, start, end in others)


def marked(passage: Passage, root: Node) -> set[int]:
    """The offsets that are highlighted in an answering paragraph."""
    return {position for start, end in _marks(passage, root) for position in range(start, end)}


def _marks(passage: Passage, node: Node) -> Iterator[Span]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _marks(passage, part)
        case Not():
            return
        case Within(Scope.SENTENCE, part):
            for sentence in _sentences(passage):
                if answers(sentence, part, []):
                    yield from _marks(sentence, part)
        case Within(_, part):
            yield from _marks(passage, part)
        case _:
            yield from _leaf_marks(passage, node)


def _leaf_marks(passage: Passage, leaf: Leaf) -> Iterator[Span]:
    match leaf:
        case Pattern():
            yield from (match.span() for match in _compiled(leaf).finditer(passage.text))
        case Field("has" | "is"):
            of_value = {"entity": Status.LINKED, "mention": Status.LINKED, "ambiguous": Status.AMBIGUOUS}
            asked = {status for value, status in of_value.items() if _equals(value, leaf.value, begins=leaf.unfinished)}
            yield from ((one.start, one.end) for one in passage.mentions if one.status in asked)
        case DateRange() | PageRange() | Field() | Unknown():
            return
        case _:
            places = _assignments(passage, leaf) if isinstance(leaf, Near) else _occurrences(passage, leaf)
            for _, _, spans in places:
                yield from spans


def _fulfils(passage: Passage, leaf: Leaf) -> bool:
    match leaf:
        case DateRange(first, last):
            days = day_range(passage.metadata.date or "")
            return days is not None and (last or "9999-12-31") >= days[0] and (first or "0000-01-01") <= days[1]
        case PageRange(first, last):
            page = passage.page
            return page is not None and (first or 0) <= page and (last is None or page <= last)
        case Field():
            return _has_field(passage, leaf)
        case Pattern():
            return _compiled(leaf).search(passage.text) is not None
        case Near():
            return any(True for _ in _assignments(passage, leaf))
        case _:
            return any(True for _ in _occurrences(passage, leaf))


def _compiled(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(pattern.pattern, re.IGNORECASE if pattern.flags else 0)


# (number of the first word, of the one past the last, the spans that stand for it)
Occurrence = tuple[int, int, frozenset[Span]]


def _occurrences(passage: Passage, node: Node) -> list[Occurrence]:
    """Every place of a word, a phrase, a name; of a Near those that hold no other."""
    words = passage.words
    match node:
        case Term() | Prefix() | Wildcard() | Fuzzy():
            found = [(at, at + 1) for at, (word, _, _) in enumerate(words) if _is_meant(word, node)]
        case Phrase(wanted, _, unfinished):
            size = len(wanted)
            found = [
                (at, at + size)
                for at in range(len(words) - size + 1)
                if _continues([word for word, _, _ in words[at : at + size]], wanted, unfinished=unfinished)
            ]
        case Entity() | Kind():
            return [_named(words, mention) for mention in passage.mentions if _is_asked_for(mention, node)]
        case Or(parts):
            return [one for part in parts for one in _occurrences(passage, part)]
        case Near():
            whole = list(_assignments(passage, node))
            return [one for one in whole if not any(_is_inside(other, one) for other in whole)]
        case _:
            raise AssertionError(node)
    return [(first, past, frozenset({(words[first][1], words[past - 1][2])})) for first, past in found]


def _named(words: tuple[tuple[str, int, int], ...], mention: Mention) -> Occurrence:
    at = [number for number, (_, start, end) in enumerate(words) if start < mention.end and mention.start < end]
    return at[0], at[-1] + 1, frozenset({(mention.start, mention.end)})


def _is_inside(other: Occurrence, one: Occurrence) -> bool:
    return one[:2] != other[:2] and one[0] <= other[0] and other[1] <= one[1]


def _assignments(passage: Passage, near: Near) -> Iterator[Occurrence]:
    """Every way to choose a place of each part that fits."""
    for chosen in product(*(_occurrences(passage, part) for part in near.parts)):
        in_text = sorted(chosen, key=lambda one: one[0])
        if near.ordered and in_text != list(chosen):
            continue
        if any(one[1] > other[0] for one, other in pairwise(in_text)):
            continue
        first, past = in_text[0][0], in_text[-1][1]
        if past - first - sum(one[1] - one[0] for one in chosen) <= near.distance:
            yield first, past, frozenset().union(*(spans for _, _, spans in chosen))


def is_form(word: str, of: str) -> bool:
    """Whether ``word`` is an inflection of ``of``."""
    return word == of or (_STEMMER.stem(word) == _STEMMER.stem(of) and same_word(word, of))


def _is_meant(word: str, leaf: Term | Prefix | Wildcard | Fuzzy) -> bool:
    match leaf:
        case Wildcard(pattern):
            return re.fullmatch(pattern.replace("*", ".*").replace("?", "."), word) is not None
        case Term(wanted, _, unfinished):
            return is_form(word, wanted) or (unfinished and word.startswith(wanted))
        case Prefix(letters):
            return word.startswith(letters)
        case Fuzzy(wanted, slips):
            return word[0] == wanted[0] and slips_between(word, wanted) <= slips


def slips_between(one: str, other: str) -> int:
    """Letters changed, added, missing or two neighbours swapped, each letter touched at most once."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _continues(words: list[str], wanted: tuple[str, ...], *, unfinished: bool) -> bool:
    if tuple(words[:-1]) != wanted[:-1]:
        return False
    return words[-1].startswith(wanted[-1]) if unfinished else words[-1] == wanted[-1]


def _is_asked_for(mention: Mention, leaf: Entity | Kind) -> bool:
    if mention.status is not Status.LINKED:
        return False
    if isinstance(leaf, Entity):
        entity = mention.entity or ""
        return entity in _entities_meant(leaf)
    plural = f"{mention.kind}s"
    return plural.startswith(leaf.name) if leaf.unfinished else leaf.name in (mention.kind, plural)


def _entities_meant(leaf: Entity) -> list[str]:
    """By id, or else by one of ``NAMES``."""
    by_name = {name: entity for entity, names in NAMES.items() for name in names}
    if not leaf.unfinished:
        return [by_name[leaf.id]] if leaf.id in by_name and leaf.id not in NAMES else [leaf.id]
    begun = [entity for entity in NAMES if entity.startswith(leaf.id)]
    return begun or [entity for name, entity in by_name.items() if name.startswith(leaf.id)]


def _has_field(passage: Passage, leaf: Field) -> bool:
    value, data = fold(leaf.value), passage.metadata
    match leaf.name:
        case "title":
            title, wanted = tokens(passage.title), tokens(leaf.value)
            if not wanted:
                return leaf.unfinished and bool(title)
            if leaf.unfinished and any(word.startswith(wanted[-1]) for word in title):
                wanted = wanted[:-1]
            return all(word in title for word in wanted)
        case "doc":
            return _equals(passage.doc, value, begins=leaf.unfinished)
        case "source":
            return value in fold(passage.path)
        case "publisher":
            return data.publisher is not None and value in fold(data.publisher)
        case "author":
            return data.author is not None and value in fold(data.author)
        case "lang":
            language = fold(data.language or "")
            return bool(language) and (
                _equals(language, value, begins=leaf.unfinished) or language.split("-")[0] == value
            )
        case "tag":
            return any(_equals(tag, value, begins=leaf.unfinished) for tag in data.tags)
        case "role":
            return passage.role.value.startswith(value)
        case "has" | "is":
            had = _had(passage) if leaf.name == "has" else _been(passage)
            return any(had[name] for name in had if _equals(name, value, begins=leaf.unfinished))
    raise AssertionError(leaf)


def _equals(text: str, wanted: str, *, begins: bool) -> bool:
    return fold(text).startswith(wanted) if begins else fold(text) == wanted


def _had(passage: Passage) -> dict[str, object]:
    linked = [one for one in passage.mentions if one.status is Status.LINKED]
    data = passage.metadata
    values = {"date": data.date, "publisher": data.publisher, "tag": data.tags, "lang": data.language}
    return {**values, "entity": linked, "mention": linked, "page": passage.page, "author": data.author, "url": data.url}


def _been(passage: Passage) -> dict[str, object]:
    ambiguous = any(one.status is Status.AMBIGUOUS for one in passage.mentions)
    roles = {"list": Role.LIST_ITEM, "table": Role.TABLE_ROW}
    names = ("title", "heading", "list", "body", "quote", "table")
    return {
        "ambiguous": ambiguous,
        "copy": passage.copy_of,
        **{name: passage.role == roles.get(name, name) for name in names},
    }
