"""The explorer's screen: its panes, what keys and mouse do there, and how it answers to the size of the terminal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.errors import NoWidget
from textual.widget import MountError
from textual.widgets import Input

from cpec_tui.tui.commands import Need, Scope, offered
from cpec_tui.tui.dispatch import bindings
from cpec_tui.tui.examiner import Examiner
from cpec_tui.tui.finder import Finder
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.memory import LastPlace
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.arranging import Arranging
from cpec_tui.tui.screens.correcting import Correcting
from cpec_tui.tui.screens.discovery import PANE as DISCOVERY
from cpec_tui.tui.screens.discovery import Discovery
from cpec_tui.tui.screens.errands import Errands
from cpec_tui.tui.screens.explaining import Explaining
from cpec_tui.tui.screens.find_errand import Finding
from cpec_tui.tui.screens.opening import Opening
from cpec_tui.tui.screens.searches import Searches
from cpec_tui.tui.screens.upkeep import Upkeep
from cpec_tui.tui.watcher import Watcher
from cpec_tui.tui.widgets.find_bar import FindBar
from cpec_tui.tui.widgets.lines import FootLine, HeadLine, NoticeLine, Words
from cpec_tui.tui.widgets.row_list import RowList
from cpec_tui.tui.widgets.search_box import SearchBox
from cpec_tui.tui.widgets.source import SourcePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Offset, Size
    from textual.widget import Widget

    from cpec_tui.tui.commands import Command
    from cpec_tui.tui.desk import Desk
    from cpec_tui.tui.runner import Runner
    from cpec_tui.tui.settings import Settings

PANES = ("facets", "results", "source", "card")
_USABLE = (34, 9)
# From so many columns on the screen has that class; the style sheet says what it means.
LAYOUTS = ((110, "-wide"), (80, "-middle"), (0, "-narrow"))


class Explorer(Opening, Finding, Errands, Arranging, Upkeep, Explaining, Correcting, Discovery, Searches):
    """Search box over results, source and card."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()
    AUTO_FOCUS = "#query"

    def __init__(self, runner: Runner, settings: Settings, keep_looks: Callable[[], None]) -> None:
        """``runner`` owns the library; ``keep_looks`` is called when a theme was chosen."""
        super().__init__()
        self.begin_at = settings.begin_at
        self.errand, self.next_errand = settings.errand, ""
        self.keeps_history = settings.keeps_history
        self._keep_looks = keep_looks
        self._theme = settings.begin_at.theme if settings.begin_at is not None else None
        self.last_place: LastPlace | None = None
        self.runner = runner
        self.finder = Finder()
        self.keymap = settings.keymap
        self.indexer = Indexer(runner.corpus, runner.folder, self)
        self.watcher = Watcher(runner.corpus, self)
        self.examiner = Examiner(runner.folder, self)
        self._desk: Desk | None = None
        self._on = "results"
        self.add_class("-on-results")

    def compose(self) -> ComposeResult:
        """What the first picture shows; the layout is chosen first, so that each is styled once."""
        self._fit(self.app.size)
        yield HeadLine(self.run_command)
        yield SearchBox()
        yield NoticeLine()
        with Horizontal(id="panes"):
            yield RowList(1, "Results", id="results")
            with Vertical(id="source-column"):
                yield SourcePane()
            yield RowList(3, "Card", id="card")
        yield FootLine(self.run_command)

    def on_mount(self) -> None:
        """Know the panes, and go on once the first picture is there."""
        self.box = self.query_one(SearchBox)
        self.notice = self.query_one(NoticeLine)
        self.head = self.query_one(HeadLine)
        self.foot = self.query_one(FootLine)
        self.source = self.query_one(SourcePane)
        self.results = self.query_one("#results", RowList)
        self.card = self.query_one("#card", RowList)
        self.facets = RowList(4, "Facets", id="facets")
        self.find_bar = FindBar(self.run_command)
        self._show_foot()
        self.head.show_state("opening", self.keymap.label("help"))
        # The rest of the panes, and the library's imports, would only hold the first picture up.
        self.call_after_refresh(lambda: self.run_worker(self._go_on(), group="open"))

    async def _go_on(self) -> None:
        with suppress(MountError):  # Left before the first picture was whole.
            await self.query_one("#panes").mount(self.facets, before=0)
            await self.query_one("#source-column").mount(self.find_bar)
            await self.mount(Words(content("cpec-tui needs a larger window"), id="too-small"))
            await self.open()
            await self.know_history()

    @property
    def desk(self) -> Desk:
        """The desk; made when it is first needed, which is after the first picture."""
        if self._desk is None:
            from cpec_tui.tui.desk import Desk
            from cpec_tui.tui.panes import Panes

            panes = Panes(
                self.box,
                self.notice,
                self.results,
                self.source,
                self.card,
                self.facets,
                self.show_pane,
                self.focused_pane,
                self.say,
                self.open_link,
            )
            self._desk = Desk(self.runner, panes)
        return self._desk

    def on_unmount(self) -> None:
        """Leave nothing running, and keep the place when nobody said that it ends."""
        self.indexer.close()
        self.watcher.close()
        self.finder.close()
        self.close_discovery()
        if self.last_place is None:
            self.keep_place()

    def command_quit(self) -> None:
        """Leave; the place is kept."""
        self.keep_place()
        self.app.exit()

    def keep_place(self) -> None:
        """Remember where the reader is, for whoever opens a corpus next; not before he is there."""
        if self._desk is not None and self._desk.overview is not None and not self._is_beginning:
            here, order = self._desk.here(), self._desk.asking.order
            self.last_place = LastPlace(
                query=self.box.text,
                doc=here.doc,
                ordinal=here.ordinal,
                card=here.card,
                pane="box" if self.box.is_typed_in else self._on,
                span=here.span,
                followed=here.followed,
                order=order.value,
                theme=self._theme,
            )

    def keep_looks(self) -> None:
        """Remember the theme for the next session, on this corpus and on those without a choice of their own."""
        self._theme = self.app.theme
        self._keep_looks()

    # Panes

    def focused_pane(self) -> str:
        """The id of the pane that has the focus; that of the results while one types."""
        focused = self.focused
        return focused.id if focused is not None and focused.id in PANES else "results"

    def show_pane(self, pane: str) -> None:
        """Bring a pane into sight and give it the focus."""
        if pane == DISCOVERY:
            self.command_discover()
            return
        self._bring(pane)
        self.query_one(f"#{pane}").focus(scroll_visible=False)
        if pane == "facets":
            self.fill_facets()

    def _bring(self, pane: str) -> None:
        if pane == "facets":
            self.add_class("-facets")
        if pane != self._on:
            self.remove_class(f"-on-{self._on}")
            self._on = pane
            self.add_class(f"-on-{pane}")
        if pane != "source":
            self.set_class(pane == "card", "-card-out")
            self.set_class(pane == "facets", "-facets-out")

    def on_resize(self, event: events.Resize) -> None:
        """Say so where nothing fits; else keep the focused pane in sight."""
        self._fit(event.size)
        if self.focused is not None and self.focused.id in PANES:
            self._bring(self.focused.id)

    def on_key(self, event: events.Key) -> None:
        """What was typed before the box had the focus is meant for the box; later it never gets here."""
        if self.box.is_typed_in and event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            self.box.type(event.character)

    def _fit(self, size: Size) -> None:
        """Choose the layout for a size; Textual's own breakpoints would style everything twice."""
        layout = next(name for columns, name in LAYOUTS if size.width >= columns)
        for _, name in LAYOUTS:
            self.set_class(name == layout, name)
        self.set_class(size.width < _USABLE[0] or size.height < _USABLE[1], "-tiny")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The foot line belongs to the focused pane."""
        if event.widget.id in PANES:
            self._bring(event.widget.id)
        elif event.widget.id == "query" and self._on in ("card", "facets"):
            self._bring("results")
        self._show_foot()
        for pane in (self.results, self.card, self.facets):
            pane.refresh()

    def scope_here(self) -> Scope:
        """Which keys work with the present focus; before there is any, one types."""
        if self.focused is None or isinstance(self.focused, Input):
            return Scope.EVERYWHERE
        return Scope.SOURCE if self.focused is self.source else Scope.PANES

    def _show_foot(self) -> None:
        self.foot.show_commands(offered(self.keymap.commands, self.scope_here()))

    def say(self, text: str) -> None:
        """A passing word."""
        self.app.clear_notifications()
        self.notify(content(text).plain, markup=False, timeout=4)

    # Selecting with the mouse

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Where a selection begins or goes on to: text is selected in the source only, by places of its text."""
        try:
            widget, _ = self.get_widget_at(x, y)
        except NoWidget:
            return None, None
        place = widget.place_near(x, y) if isinstance(widget, SourcePane) else None
        return (widget, place) if place is not None else (None, None)

    def get_selected_text(self) -> str | None:
        """What Textual's own key for copying copies."""
        passage = self.source.passage
        return passage.text if passage is not None else None

    # What panes tell

    @on(SearchBox.Typed)
    def _search(self, message: SearchBox.Typed) -> None:
        self.do("search", self.desk.search(message.text))
        if self._on in ("card", "facets"):
            self._bring("results")

    @on(SearchBox.Left)
    def _leave_box(self, message: SearchBox.Left) -> None:
        if message.is_asked:
            self.note_query()
        self.show_pane("results")

    @on(RowList.Highlighted)
    def _glance(self, message: RowList.Highlighted) -> None:
        self.glance(self.desk.glance_at(message.row))

    @on(RowList.Chosen)
    def _open_row(self, message: RowList.Chosen) -> None:
        if message.rows is self.facets:
            self.open_facet(message.row)
        else:
            if message.rows is self.results:
                self.note_query()
            self.go(self.desk.open_row(message.row))

    @on(SourcePane.Moved)
    def _show_place(self) -> None:
        self.desk.show_foot()

    @on(SourcePane.MentionClicked)
    def _follow_clicked(self, message: SourcePane.MentionClicked) -> None:
        self.follow_mention(message.mention, message.ordinal)

    # What commands need

    def why_not(self, command: Command) -> str:
        """Why ``command`` cannot be done now; empty when it can."""
        if command.id == "facets" and self.has_class("-facets"):
            return ""  # They can always be hidden again.
        reason = super().why_not(command)
        if not reason and command.scope is Scope.SOURCE and self.focused is not self.source:
            key = self.keymap.label("show-source")
            return f"it is for the source: {key} leads there" if key else "it is for the source"
        return reason

    def has(self, need: Need) -> bool:
        """Whether what a command needs is there."""
        match need:
            case Need.DOCUMENT:
                return self.source.view is not None
            case Need.RESULTS:
                return self.desk.asking.lists_paragraphs
            case Need.SORTABLE if self.focused is self.card:
                return self.desk.card is not None and bool(self.desk.presenting.mentions.stops)
            case Need.SORTABLE:
                return self.desk.asking.lists_paragraphs
            case Need.STEPS:
                return self.is_finding or bool(self.desk.steps.stops)
            case Need.MENTIONS:
                return bool(self.source.mentions_in_sight())
            case Need.BACK:
                return bool(self.desk.history.behind)
            case Need.FORWARD:
                return bool(self.desk.history.ahead)
            case Need.PLACES:
                return bool(self.desk.history.behind or self.desk.history.ahead)
            case Need.INDEXING:
                return self.indexer.is_running
            case Need.EDITABLE:
                return self.desk.card is not None or self.source.view is not None
            case _:
                return super().has(need)

    # Moving between panes

    def command_search(self) -> None:
        """To the search box; a movement that is still under way must not take the focus away again."""
        for group in ("go", "glance"):
            self.workers.cancel_group(self, group)
        self.box.focus_input()
        box = self.query_one("#query", Input)
        box.selection = type(box.selection)(0, len(box.value))

    def command_show_results(self) -> None:
        """To the results."""
        self.show_pane("results")

    def command_show_source(self) -> None:
        """To the source."""
        self.show_pane("source")

    def command_show_card(self) -> None:
        """To the card."""
        self.show_pane("card")

    def command_next_pane(self) -> None:
        """To the next pane, the search box among them."""
        self._turn(1)

    def command_previous_pane(self) -> None:
        """To the pane before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self.find_bar.is_typed_in:  # It belongs to the source.
            self.accept_found()
            return
        stops = ["box", *(pane for pane in PANES if pane != "facets" or self.has_class("-facets"))]
        focused = self.focused.id if self.focused is not None else None
        at = stops.index(focused) if focused in PANES else 0
        target = stops[(at + by) % len(stops)]
        if target == "box":
            self.box.focus_input()
        else:
            self.show_pane(target)

    def command_peel(self) -> None:
        """Out of the box, or one layer off."""
        if self.find_bar.is_open:
            self.close_find()
        elif self.box.is_typed_in:
            if self.box.text:
                self.box.put("")
            else:
                self.show_pane("results")
        elif not self.source.drop_selection() and self.desk.stop_following():
            self.show_pane("source")
