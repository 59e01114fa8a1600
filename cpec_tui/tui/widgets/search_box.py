"""The search box: what is typed, how it was understood, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from cpec_tui.tui.ascii import own, shown
from cpec_tui.tui.paint import cells, content, cut
from cpec_tui.tui.rows import RowLine, cut_line
from cpec_tui.tui.widgets.lines import Words
from cpec_tui.tui.widgets.one_line import OneLineInput
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from cpec_tui.model import ResultPage

_MAX_LENGTH = 12_000


class QueryInput(OneLineInput):
    """Where the query is typed. A slash typed first, or once more over the whole query, is only the way to get here."""

    def on_key(self, event: events.Key) -> None:
        """Leave out such a slash."""
        if event.character == "/" and self.selected_text == self.value:
            event.stop()
            event.prevent_default()


class SearchBox(Container):
    """An input in a frame whose lower edge says the query as understood, the true totals and the time."""

    class Left(Message):
        """The reader wants to go on to the results."""

        def __init__(self, *, is_asked: bool = False) -> None:
            """``is_asked`` when the query is whole: Enter was pressed."""
            super().__init__()
            self.is_asked = is_asked

    class Typed(Message):
        """The query changed."""

        def __init__(self, text: str) -> None:
            """``text`` is what stands in the box."""
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(id="search")
        self.border_title = content("Search")
        self._understood = ""
        self._totals: list[str] = []
        hint = "words, “a phrase”, @entity, kind:mineral …"
        self._input = QueryInput(placeholder=hint, id="query", max_length=_MAX_LENGTH)
        self._input.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The input and the line for what needs to be said."""
        yield Words("/", id="prompt")
        yield self._input

    @property
    def text(self) -> str:
        """What is typed."""
        return self._input.value

    def put(self, text: str) -> None:
        """Type ``text`` for the reader."""
        self._input.value = text
        self._input.cursor_position = len(text)

    def type(self, character: str) -> None:
        """Type one more character."""
        if self.text or character != "/":
            self._input.insert_text_at_cursor(character)

    def focus_input(self) -> None:
        """Type here from now on."""
        self._input.focus()

    @property
    def is_typed_in(self) -> bool:
        """Whether what is typed goes here."""
        return self._input.has_focus

    def show_answer(self, page: ResultPage) -> None:
        """Say what came of the query."""
        self._understood = page.explained
        counts = [counted(page.total, "paragraph"), counted(page.entities_total, "entity", "entities")]
        self._totals = [*counts, f"{page.ms:.0f} ms"] if page.explained else []
        self._draw_edge()

    def show_nothing(self) -> None:
        """Nothing is asked for."""
        self._understood, self._totals = "", []
        self._draw_edge()

    # Commands of panes that mean "go on" here

    def command_down(self) -> None:
        """Go to the results."""
        self.post_message(self.Left())

    def on_resize(self) -> None:
        """The edge is as wide as the box."""
        self._draw_edge()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads to the results."""
        event.stop()
        self.post_message(self.Left(is_asked=True))

    def _draw_edge(self) -> None:
        """``rare AND earth ─────── 1 paragraph · 3 ms`` in the lower edge."""
        width = self.size.width - 4
        if width < 8 or not (self._understood or self._totals):
            self.border_subtitle = None
            return
        # Where there is little room, how the query was understood comes before the time and the entities.
        least = min(cells(self._understood), width // 2)
        said = len(self._totals)
        while said > 1 and cells(" · ".join(self._totals[:said])) + least + 4 > width:
            said -= 1
        totals = own(self, cut(" · ".join(self._totals[:said]), width))
        understood = shown(self, cut_line(RowLine(self._understood), max(0, width - cells(totals) - 4)))
        rule = own(self, "─" * max(1, width - cells(understood) - cells(totals) - 2))
        text = f"{understood} {rule} {totals}"
        self.border_subtitle = content(text, ((0, len(understood), "bold"),))
