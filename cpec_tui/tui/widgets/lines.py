"""The single lines of the screen: head, notice and foot; and the answers to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget
from textual.widgets import Static

from cpec_tui.tui.ascii import ASCII, own, shown
from cpec_tui.tui.commands import Command, key_name, key_word
from cpec_tui.tui.paint import cells, cut, strip, wrap
from cpec_tui.tui.rows import RowLine, cut_line, joined
from cpec_tui.visible import visible
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from cpec_tui.answers import Overview

_MOST_LINES = 4


class Words(Static):
    """A text of the program's own, not to be selected."""

    ALLOW_SELECT: ClassVar[bool] = False


class ClickedLine(Widget):
    """A line in which some words do something when they are clicked."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, run: Callable[[str], None], *, id: str) -> None:  # noqa: A002 - Textual's own name
        """``run`` is called with the name of what was clicked."""
        super().__init__(id=id)
        self._run = run
        self._places: list[tuple[int, int, str]] = []

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, name in self._places:
            if start <= event.x < end:
                self._run(name)


class HeadLine(ClickedLine):
    """Title and totals of the corpus at the left; at the right how fresh the built index is, and help for a click."""

    def __init__(self, run: Callable[[str], None]) -> None:
        """Empty at first; ``run`` does the command of an id."""
        super().__init__(run, id="head")
        self._title = "cpec-tui"
        self._totals = ""
        self._state = ""
        self._help = ""

    def show_overview(self, overview: Overview) -> None:
        """Say what the corpus holds."""
        self._title = overview.short_title
        parts = [
            counted(overview.documents, "document"),
            counted(overview.paragraphs, "paragraph"),
            counted(overview.entities, "entity", "entities"),
        ]
        if overview.failed:
            parts.append(f"{counted(overview.failed, 'file')} not read")
        self._totals = own(self, " · ".join(parts))
        self.refresh()

    def show_state(self, state: str, help_key: str) -> None:
        """Say how fresh the built index is, and which key helps."""
        self._state = state
        self._help = f"{help_key} help" if help_key else ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw it; the totals give way first."""
        width, base = self.size.width, self.rich_style
        right = " · ".join(part for part in (self._state, self._help) if part) + " "
        right = own(self, cut(right, max(0, width - cells(self._title) - 4)))
        title = f" {shown(self, cut_line(RowLine(self._title), max(1, width - 2)))}  "
        totals = own(self, cut(self._totals, max(0, width - cells(title) - cells(right) - 2)))
        gap = " " * max(0, width - cells(title) - cells(totals) - cells(right))
        is_shown = bool(self._help) and right.endswith(own(self, f"{self._help} "))
        self._places = [(width - cells(self._help) - 1, width - 1, "help")] if is_shown else []
        parts = [Segment(visible(title), base + Style(bold=True)), Segment(totals + gap, base), Segment(right, base)]
        return strip(parts, width, base)


class NoticeLine(Widget):
    """What must be said about the query or the corpus, in as many lines as it takes; hidden when there is nothing."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__(id="notice")
        self._said = RowLine("")
        self._lines: list[RowLine] = []

    @property
    def text(self) -> str:
        """What is said."""
        return self._said.text

    def say(self, parts: Sequence[str]) -> None:
        """Say ``parts``, or nothing."""
        self._said = joined(parts)
        self.set_class(bool(parts), "-said")
        self._fill()

    def on_resize(self) -> None:
        """What is said stays readable."""
        self._fill()

    def render_line(self, y: int) -> Strip:
        """Draw a line of it."""
        width, base = self.size.width, self.rich_style
        lead = " ! " if y == 0 else "   "
        text = shown(self, self._lines[y]) if y < len(self._lines) else ""
        return strip([Segment(lead + visible(text), base)], width, base)

    def _fill(self) -> None:
        room = max(1, self.app.size.width - 3)
        spans = wrap(self.text, room)
        self._lines = [self._said.part(*span) for span in spans[: _MOST_LINES - 1]]
        if len(spans) >= _MOST_LINES:
            self._lines.append(cut_line(self._said.part(spans[_MOST_LINES - 1][0], len(self.text)), room))
        self.styles.height = len(self._lines)
        self.refresh()


class FootLine(ClickedLine):
    """The commands one needs most, each with its key; a click does them."""

    def __init__(self, run: Callable[[str], None]) -> None:
        """``run`` does the command of an id."""
        super().__init__(run, id="foot")
        self._commands: Sequence[Command] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show these, as many as fit."""
        if commands != self._commands:
            self._commands = commands
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw it; the last one (the list of all commands) always fits in."""
        width, base = self.size.width, self.rich_style
        self._places = []
        parts: list[Segment] = []
        at = 0
        reserved = self._width_of(self._commands[-1]) if self._commands else 0
        for number, command in enumerate(self._commands):
            wide = self._width_of(command)
            if at + wide + (reserved if number + 1 < len(self._commands) else 0) > width:
                continue
            key = self._key(command)
            parts += [
                Segment(f" {key}", base + Style(bold=True)),
                Segment(f" {command.footer} ", base + Style(dim=True)),
            ]
            self._places.append((at, at + wide, command.id))
            at += wide
        return strip(parts, width, base)

    def _key(self, command: Command) -> str:
        """Its key; in ASCII by its name, since a sign like > would be taken for the key itself."""
        key = command.keys[0]
        return key_word(key) if self.app.has_class(ASCII) else key_name(key)

    def _width_of(self, command: Command) -> int:
        return cells(self._key(command)) + cells(command.footer) + 3


class AnswerLine(ClickedLine):
    """``y yes · n no``: the answers to a question, by key or by a click."""

    def __init__(self, run: Callable[[str], None]) -> None:
        """``run`` is called with the key of an answer."""
        super().__init__(run, id="answers")
        self._places = [(0, 5, "y"), (8, 12, "n")]

    def render_line(self, y: int) -> Strip:
        """Draw it."""
        base = self.rich_style
        key = base + Style(bold=True)
        between = own(self, " yes · ")
        parts = [Segment("y", key), Segment(between, base), Segment("n", key), Segment(" no", base)]
        return strip(parts, self.size.width, base)
