"""A naive search, to compare the real one with: every paragraph is looked at, every part of the query tested on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

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
    Phrase,
    Prefix,
    Term,
    leaves,
)

_STEMMER = WordStemmer()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with all that a query may ask of it; ``words`` with their spans."""

    address: str
    doc: str
    path: str
    title: str
    metadata: Metadata
    role: Role
    text: str
    words: tuple[tuple[str, int, int], ...]
    mentions: tuple[Mention, ...]


def passages(library: Library) -> list[Passage]:
    """Every paragraph of a library."""
    found = []
    for stored in library.documents():
        view = library.document(stored.id)
        for one in view.paragraphs:
            words = tuple(token_spans(one.text))
            values = (view.doc, view.path, view.title, view.metadata, one.role, one.text, words, one.mentions)
            found.append(Passage(one.address, *values))
    return found


def answers(passage: Passage, node: Node) -> bool:
    """Whether a paragraph answers a query."""
    match node:
        case And(parts):
            return all(answers(passage, part) for part in parts)
        case Or(parts):
            return any(answers(passage, part) for part in parts)
        case Not(part):
            return not answers(passage, part)
        case _:
            return _fulfils(passage, node)


def marked(passage: Passage, root: Node) -> set[int]:
    """The offsets that are highlighted in an answering paragraph."""
    found = (span for leaf in leaves(root) for span in _leaf_spans(passage, leaf))
    return {position for start, end in found for position in range(start, end)}


def _fulfils(passage: Passage, leaf: Leaf) -> bool:
    match leaf:
        case DateRange(first, last):
            days = day_range(passage.metadata.date or "")
            return days is not None and (last or "9999-12-31") >= days[0] and (first or "0000-01-01") <= days[1]
        case Field():
            return _has_field(passage, leaf)
        case _:
            return any(True for _ in _leaf_spans(passage, leaf))


def _leaf_spans(passage: Passage, leaf: Leaf) -> Iterator[Span]:
    words = passage.words
    match leaf:
        case Term() | Prefix() | Fuzzy():
            yield from ((start, end) for word, start, end in words if _is_meant(word, leaf))
        case Phrase(wanted, _, unfinished):
            for at in range(len(words) - len(wanted) + 1):
                if _continues([word for word, _, _ in words[at : at + len(wanted)]], wanted, unfinished=unfinished):
                    yield words[at][1], words[at + len(wanted) - 1][2]
        case Near():
            for first, last in _windows([word for word, _, _ in words], leaf):
                for word, start, end in words[first : last + 1]:
                    if any(is_form(word, one) for one in leaf.words):
                        yield start, end
        case Entity() | Kind():
            for mention in passage.mentions:
                if mention.status is Status.LINKED and _is_asked_for(mention, leaf):
                    yield mention.start, mention.end


def is_form(word: str, of: str) -> bool:
    """Whether ``word`` is an inflection of ``of``."""
    return word == of or (_STEMMER.stem(word) == _STEMMER.stem(of) and same_word(word, of))


def _is_meant(word: str, leaf: Term | Prefix | Fuzzy) -> bool:
    match leaf:
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


def _windows(words: list[str], near: Near) -> Iterator[Span]:
    """First and last position of every stretch that holds all words, is not too long and has no shorter one in it."""
    whole = [
        (first, last)
        for first in range(len(words))
        for last in range(first, min(len(words), first + near.distance + len(near.words)))
        if _holds_all(words[first : last + 1], near.words)
    ]
    for first, last in whole:
        if not any((a, b) != (first, last) and first <= a and b <= last for a, b in whole):
            yield first, last


def _holds_all(words: list[str], wanted: tuple[str, ...]) -> bool:
    at = [[position for position, word in enumerate(words) if is_form(word, one)] for one in wanted]
    if not all(at):
        return False
    usable = sorted({position for positions in at for position in positions})
    return any(
        all(position in positions for position, positions in zip(chosen, at, strict=True))
        for chosen in permutations(usable, len(wanted))
    )


def _is_asked_for(mention: Mention, leaf: Entity | Kind) -> bool:
    if isinstance(leaf, Entity):
        entity = mention.entity or ""
        return entity.startswith(leaf.id) if leaf.unfinished else entity == leaf.id
    plural = f"{mention.kind}s"
    return plural.startswith(leaf.name) if leaf.unfinished else leaf.name in (mention.kind, plural)


def _has_field(passage: Passage, leaf: Field) -> bool:
    value, data = fold(leaf.value), passage.metadata
    match leaf.name:
        case "title":
            title, wanted = tokens(passage.title), tokens(leaf.value)
            if leaf.unfinished and any(word.startswith(wanted[-1]) for word in title):
                wanted = wanted[:-1]
            return all(word in title for word in wanted)
        case "doc":
            return _equals(passage.doc, value, begins=leaf.unfinished)
        case "source":
            return value in fold(passage.path)
        case "publisher":
            return value in fold(data.publisher or "")
        case "author":
            return value in fold(data.author or "")
        case "lang":
            language = fold(data.language or "")
            return _equals(language, value, begins=leaf.unfinished) or language.split("-")[0] == value
        case "tag":
            return any(_equals(tag, value, begins=leaf.unfinished) for tag in data.tags)
        case "role":
            return passage.role.value.startswith(value)
    raise AssertionError(leaf)


def _equals(text: str, wanted: str, *, begins: bool) -> bool:
    return fold(text).startswith(wanted) if begins else fold(text) == wanted
