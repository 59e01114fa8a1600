"""Rows for the list of commands and for the help: made from the one table and the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.search.grammar import SECTIONS
from cpec_tui.tui.commands import Command, Scope, key_name
from cpec_tui.tui.paint import cells
from cpec_tui.tui.rows import SIGN, Row, RowLine, TextRow, piece, with_right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Group = tuple[str, Sequence[Command]]

_KEY_WIDTH = 18
_HERE = {
    "query": "In the search box",
    "find-input": "In the find bar",
    "facets": "In the facets",
    "results": "In the results",
    "source": "In the source",
    "card": "On the card",
}


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command with its keys; ``reason`` says why it cannot be done now."""

    command: Command
    reason: str = ""

    @property
    def id(self) -> str:
        """The command's id."""
        return self.command.id

    @property
    def selectable(self) -> bool:
        """All can be highlighted; one that cannot be done says why when it is chosen."""
        return True

    def height(self, width: int) -> int:
        """Title over sentence."""
        return 2

    def lines(self, width: int) -> list[RowLine]:
        """``Next  n`` over the sentence, or over the reason why not."""
        look = "muted" if self.reason else "strong"
        text = f"  not now: {self.reason}" if self.reason else f"  {self.command.help}"
        return [
            with_right(piece(self.command.title, look), keys_said(self.command), width, "accent", SIGN),
            with_right(piece(text, "muted", SIGN), "", width),
        ]


def keys_said(command: Command) -> str:
    """``n`` or ``⌫ or alt+←``."""
    return " or ".join(key_name(key) for key in command.keys)


def command_rows(commands: Iterable[Command], why_not: Callable[[Command], str], wanted: str) -> list[Row]:
    """The commands whose title, sentence or key holds ``wanted``: so called ones first, then what can be done."""
    rows = [CommandRow(one, why_not(one)) for one in commands if _holds(one, wanted)]
    rows.sort(key=lambda row: (not _begins(row.command, wanted), bool(row.reason)))
    return list(rows)


def help_groups(commands: Sequence[Command], where: Scope, pane: str) -> list[Group]:
    """The commands with a title over those of each scope: first the ones of the focused ``pane``, then the others."""
    inner = [scope for scope in where.has if scope is where or scope is not Scope.EVERYWHERE]
    here = [one for scope in inner for one in commands if one.scope is scope]
    others = [scope for scope in Scope if scope not in inner]
    said = [(scope.value.capitalize(), [one for one in commands if one.scope is scope]) for scope in others]
    return [(_HERE.get(pane, "Here"), here), *said]


def help_rows(groups: Iterable[Group], wanted: str) -> list[Row]:
    """Keys by command, then how a query is written; only what holds ``wanted``."""
    keys = [(title, [_command_line(one) for one in commands if _holds(one, wanted)]) for title, commands in groups]
    query = [(f"The query: {title[0].lower()}{title[1:]}", _query_lines(title, wanted)) for title in SECTIONS]
    rows: list[Row] = []
    for title, lines in (*keys, *query):
        if lines:
            rows += [TextRow(f"title {title}", title, ((0, len(title), "heading"),), above=1 if rows else 0), *lines]
    if not rows:
        rows.append(TextRow("nothing", f"nothing is said of “{wanted}”", ()))
    return rows


def _query_lines(section: str, wanted: str) -> list[TextRow]:
    """What of a section of the query language holds ``wanted``."""
    pairs = SECTIONS[section].items()
    return [_line(*pair, f"query {pair[0]}") for pair in pairs if fold(wanted.strip()) in fold(" ".join(pair))]


def _command_line(command: Command) -> TextRow:
    return _line(keys_said(command), f"{command.title}. {command.help}", command.id)


def _line(left: str, right: str, row_id: str) -> TextRow:
    """``left`` in a column of its own, ``right`` wrapped beside it."""
    pad = " " * max(1, _KEY_WIDTH - cells(left))
    marks = ((0, len(right), SIGN),)
    return TextRow(row_id, right, marks, True, left + pad, len(left) + len(pad), lead_look="accent")


def _holds(command: Command, wanted: str) -> bool:
    words = wanted.split()
    if wanted and any(wanted == key_name(key) or wanted == key for key in command.keys):
        return True
    text = fold(f"{command.title} {command.help} {command.id}")
    return all(fold(word) in text for word in words)


def _begins(command: Command, wanted: str) -> bool:
    return fold(command.title).startswith(fold(wanted))
