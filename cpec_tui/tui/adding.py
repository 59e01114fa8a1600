"""What a stretch of a text can become: an entity, an alias, evidence for a fact. Pure, but for the library it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold, lookup_key, token_spans
from cpec_tui.model import Alias
from cpec_tui.tui.card_rows import MARKS
from cpec_tui.tui.rows import Choosable, Row, RowLine, TextRow, Worded, cut_line, piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.model import Evidence, Fact, Span

ENTITY, ALIAS, EVIDENCE = "entity", "alias", "evidence"
"""The ids of the rows that say what is to be made."""
NEW_FACT = "new fact"
"""The id of the row for a fact that is not on the card yet."""

_MOST_WORDS = 8
_LONGEST_NAME = 100
_LONGEST_ACRONYM = 8
_CONNECTORS = frozenset(
    "a al and at bin by da de del der di du e el en et for ibn in la le of on the to ul und van von".split()
)
_EDGES = re.compile(r"^[\W_]+|[^\w)\].]+$")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_SHORTEST_WORD = 4
_SAID = {ENTITY: "a new entity", ALIAS: "an alias of an entity", EVIDENCE: "evidence for a fact"}


@dataclass(frozen=True, slots=True)
class Picked:
    """A place in a text out of which something is made: the span of a name, if there is one, and that of a quotation.

    ``is_selected`` tells whether the reader selected it, so that both are the same.
    """

    doc: str
    paragraph: ParagraphInDocument
    quotation: Span
    name: Span | None
    is_selected: bool = False

    @property
    def form(self) -> str:
        """The name as an alias is written; empty when there is none."""
        return form_of(self.paragraph.text[slice(*self.name)]) if self.name is not None else ""

    @property
    def may_be_name(self) -> bool:
        """Whether it is short enough for a name; one that nobody selected must be shorter."""
        is_short = self.is_selected or len(self.form.split()) <= _MOST_WORDS
        return is_short and 0 < len(self.form) <= _LONGEST_NAME

    @property
    def named(self) -> list[str]:
        """The entities named in the paragraph, those within the quotation first."""
        start, end = self.quotation
        mentions = [(one.entity, start <= one.start < end) for one in self.paragraph.mentions if one.entity is not None]
        return list(dict.fromkeys(entity for entity, _ in sorted(mentions, key=lambda one: not one[1])))

    @property
    def quoted(self) -> str:
        """The words of the quotation."""
        return self.paragraph.text[slice(*self.quotation)]

    def evidence(self) -> Evidence:
        """The quotation as evidence."""
        from cpec_tui.curating.quoting import evidence_for

        return evidence_for(self.paragraph.text, *self.quotation, self.doc, self.paragraph.ordinal)


def picked(
    doc: str,
    paragraph: ParagraphInDocument,
    selected: Span | None,
    current: Span | None = None,
    *,
    quoting: bool = False,
) -> Picked:
    """What is meant: the ``selected`` span, else the mention or quotation that was gone to, else the paragraph."""
    whole = 0, len(paragraph.text)
    if selected is not None:
        span = trimmed(paragraph.text, selected)
        return Picked(doc, paragraph, span, span, is_selected=True)
    if current is not None and quoting:
        return Picked(doc, paragraph, current, None)
    return Picked(doc, paragraph, whole, current or whole)


def trimmed(text: str, span: Span) -> Span:
    """``span`` without spaces at its ends."""
    start, end = span
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))


def form_of(text: str) -> str:
    """A name without article, quotation marks, possessive and what stands at its ends."""
    inner = _POSSESSIVE.sub("", _EDGES.sub("", " ".join(text.split())))
    inner = _ARTICLE.sub("", inner, count=1)
    for opening, closing in ("()", "[]"):
        inner = inner if opening in inner else inner.rstrip(closing)
    return inner if inner.count(".") > 1 else inner.removesuffix(".")


def is_like_a_name(text: str) -> bool:
    """Whether it is a few words that begin with capitals or digits, but for those that join them."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST_NAME or words[0][0].islower():
        return False
    return all(not word[0].islower() or word in _CONNECTORS or "-" in word for word in words)


def is_acronym(text: str) -> bool:
    """Whether a form is made of capitals."""
    return " " not in text and 1 < len(text) <= _LONGEST_ACRONYM and text.isupper()


@dataclass(frozen=True, slots=True)
class NewEntity:
    """What becomes an entity: ``form`` is how the text calls it, ``aliases`` are other names that it has there."""

    form: str
    aliases: tuple[Alias, ...] = ()

    def aliases_beside(self, name: str) -> tuple[Alias, ...]:
        """Its aliases when it is called ``name``, how the text calls it among them; none that a rule finds anyway."""
        known = _spellings(name)
        found = []
        for alias in (alias_of(self.form), *self.aliases):
            key = lookup_key(alias.text)
            if key not in known and key.removesuffix("s") not in known:
                known |= _spellings(alias.text)
                found.append(alias)
        return tuple(found)


def _spellings(text: str) -> set[str]:
    """What a name and its spellings by rule are compared by."""
    from cpec_tui.linking.variants import variants

    return {lookup_key(one) for one in (text, *variants(text))}


def alias_of(form: str) -> Alias:
    """A form as an alias."""
    return Alias(form, type="acronym" if is_acronym(form) else None)


def what_rows(one: Picked, wanted: str) -> list[Row]:
    """What can be made of a place, the likeliest first."""
    said = {EVIDENCE: one.quoted}
    if one.may_be_name:
        said |= {ENTITY: one.form, ALIAS: one.form}
    rows = {name: WhatRow(name, _SAID[name], text) for name, text in said.items()}
    return [rows[name] for name in _likeliest(one) if name in rows and fold(wanted) in fold(_SAID[name])]


def _likeliest(one: Picked) -> tuple[str, str, str]:
    is_whole = not one.is_selected and one.name == one.quotation
    is_known = any((it.start, it.end) == one.name and it.entity is not None for it in one.paragraph.mentions)
    if is_whole or is_known or not is_like_a_name(one.form):
        return EVIDENCE, ENTITY, ALIAS
    return (ALIAS, ENTITY, EVIDENCE) if is_acronym(one.form) else (ENTITY, ALIAS, EVIDENCE)


@dataclass(frozen=True, slots=True)
class WhatRow(Choosable):
    """``A new entity`` over the words that it is made of."""

    id: str
    said: str
    text: str

    def height(self, width: int) -> int:
        """Two lines."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """What it becomes over what it is now."""
        words = " ".join(self.text.split())
        quoted = cut_line(RowLine(words), max(1, width - 4))
        return [piece(self.said.capitalize(), "strong"), piece("  “", "muted") + quoted + piece("”", "muted")]


@dataclass(frozen=True, slots=True)
class FactChoiceRow(Worded, Choosable):
    """A ``fact`` of a card, to be chosen; None for a new one, which says what was ``typed``."""

    row: TextRow
    fact: Fact | None = None
    typed: str = ""


def fact_rows(facts: Sequence[Fact], quoted: str, wanted: str) -> list[Row]:
    """The facts that hold ``wanted``, first those that share most words with what is ``quoted``; then a new one."""
    words = _words(quoted)
    rows: list[Row] = []
    for number, fact in sorted(enumerate(facts), key=lambda one: -len(words & _words(one[1].text))):
        if fold(wanted) in fold(fact.text):
            sign, look = MARKS[fact.proof]
            text = TextRow(f"fact {number}", fact.text, (), True, f"{sign} ", 2, lead_look=look)
            rows.append(FactChoiceRow(text, fact))
    typed = wanted.strip()
    said = f"a new fact: {typed}" if typed else "a new fact"
    return [*rows, FactChoiceRow(TextRow(NEW_FACT, said, ((0, 10, "strong"),), True, "+ ", 2), None, typed)]


def _words(text: str) -> set[str]:
    """The words of ``text`` that say something."""
    return {word for word, _, _ in token_spans(text) if len(word) >= _SHORTEST_WORD or word.isdigit()}
