"""The reader of Markdown: CommonMark with tables and footnotes, and front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata, Role
from cpec_tui.reading import frontmatter
from cpec_tui.reading.decoding import decode
from cpec_tui.reading.htmlparts import parts_of
from cpec_tui.reading.htmltree import parse
from cpec_tui.reading.markdowntext import footnote_label, plain
from cpec_tui.reading.parts import Part, Parts

# Quotes and lists in one another; the parser calls itself for each, and drops what stands deeper.
_DEEPEST = 60
_TAG = re.compile(r"<!--.{0,5000}?-->|<[^<>]*>", re.DOTALL)


def read(content: bytes, path: str) -> Parts:
    """The parts of a Markdown file. Raises ReadingError when there is no text in it."""
    if not content.strip():
        raise ReadingError("the file is empty", "put text into it, or remove it")
    decoded = decode(content)
    head = frontmatter.split(decoded.text)
    written_in_text: dict[str, Any] = {}
    tokens = _tokens(decoded.text[head.body_start :], written_in_text)
    walk = _Walk()
    walk.add_notes(written_in_text)
    for token in tokens:
        walk.take(token)
    metadata = _titled(head.metadata, tokens)
    return Parts(walk.parts(), metadata, decoded.encoding, (*decoded.notes, *head.notes, *walk.notes))


def _tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of ``text``; footnotes that stand where they are called are put into ``env``."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # It would leave out the notes that nothing calls.
    parser.disable("footnote_tail")
    too_deep = ReadingError("its lists or quotes are nested too deeply", "save it as plain text")
    try:
        tokens = parser.parse(text, env)
    except RecursionError as error:
        raise too_deep from error
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise too_deep
    return tokens


def _titled(metadata: Metadata, tokens: list[Token]) -> Metadata:
    """``metadata`` with the first heading of the first level as the title, unless the front matter gives one."""
    if metadata.title:
        return metadata
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            title = " ".join(plain(inline).text.split())
            if title:
                return replace(metadata, title=title, origins={**metadata.origins, "title": "first heading"})
    return metadata


@dataclass(slots=True)
class _Block:
    part: Part
    calls: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Goes through the tokens once; ``roles`` and ``markers`` are those of the blocks that are open."""

    notes: list[str] = field(default_factory=list)
    _roles: list[Role] = field(default_factory=list)
    _marker: str = ""
    _cells: list[str] | None = None
    _calls: list[str] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)
    _footnotes: dict[str, list[_Block]] = field(default_factory=dict)
    _out: list[_Block] | None = None

    def take(self, token: Token) -> None:
        """The next token of the file."""
        kind = token.type
        if kind in _OPENING:
            self._roles.append(_OPENING[kind])
            if kind == "list_item_open":
                self._marker = f"{token.info}{token.markup} " if token.info else "• "
        elif kind in _CLOSING:
            self._roles.pop()
        elif kind == "tr_open":
            self._cells = []
        elif kind == "tr_close":
            self._end_row()
        elif kind == "footnote_reference_open":
            self._begin_note(footnote_label(token))
        elif kind == "footnote_reference_close":
            self._out = None
        elif kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            self._emit(token.content, Role.BODY)
        elif kind == "html_block":
            self._html(token.content)

    def add_notes(self, env: dict[str, Any]) -> None:
        """The footnotes that are written where they are called."""
        for number, note in env.get("footnotes", {}).get("list", {}).items():
            if "tokens" in note:
                self._begin_note(str(number + 1))
                self._emit(plain(Token("inline", "", 0, children=note["tokens"])).text, Role.BODY)
        self._out = None

    def parts(self) -> tuple[Part, ...]:
        """All parts, each footnote after the part that is the first to call it."""
        result: list[Part] = []
        for block in self._blocks:
            result.append(block.part)
            for call in block.calls:
                result += (note.part for note in self._footnotes.pop(call, ()))
        for left in self._footnotes.values():
            result += (note.part for note in left)
        return tuple(result)

    def _inline(self, token: Token) -> None:
        found = plain(token)
        self._calls += found.calls
        if self._cells is not None:
            self._cells.append(found.text)
        else:
            self._emit(found.text, self._roles[-1] if self._roles else Role.BODY)

    def _begin_note(self, label: str) -> None:
        self._out = self._footnotes.setdefault(label, [])
        self._marker = f"[{label}] "

    def _end_row(self) -> None:
        cells, self._cells = self._cells or [], None
        if any(cell.strip() for cell in cells):
            self._emit(" | ".join(cells), Role.TABLE_ROW)

    def _html(self, content: str) -> None:
        if not _TAG.sub("", content).strip():
            return
        try:
            parts = parts_of(parse(content))
        except ReadingError as error:
            self.notes.append(f"HTML in the text is left out: {error.message}")
            return
        for part in parts:
            self._emit(part.text, self._roles[-1] if self._roles and part.role is Role.BODY else part.role)

    def _emit(self, text: str, role: Role) -> None:
        if not text.strip():
            return
        marker, self._marker = self._marker, ""
        calls, self._calls = tuple(self._calls), []
        out = self._blocks if self._out is None else self._out
        out.append(_Block(Part(marker + text, role), calls))


_OPENING = {
    "heading_open": Role.HEADING,
    "blockquote_open": Role.QUOTE,
    "list_item_open": Role.LIST_ITEM,
}
_CLOSING = frozenset(kind.replace("_open", "_close") for kind in _OPENING)
