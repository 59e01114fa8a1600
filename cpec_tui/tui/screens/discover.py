"""The names in the corpus that no entity covers, each with where it stands; one key makes something of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from cpec_tui.errors import CpecError
from cpec_tui.tui.candidate_rows import CandidateRow, IgnoredRow, PlaceRow, alias_of_candidate, entity_of, place_rows
from cpec_tui.tui.commands import BY_ID, Command, Need
from cpec_tui.tui.discovering import MORE, Shelf
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.rows import MoreRow, Row
from cpec_tui.tui.runner import OvertakenError
from cpec_tui.tui.shelf_rows import hints
from cpec_tui.tui.steps import Stop
from cpec_tui.tui.widgets.candidate_list import CandidateList, Tabs
from cpec_tui.tui.widgets.lines import FootLine, Words
from cpec_tui.tui.widgets.one_line import OneLineInput
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cpec_tui.answers import Candidate
    from cpec_tui.tui.discovering import Discovering
    from cpec_tui.tui.screens.discovery import Discovery

_NARROW = 80
# What can be done here: what the foot line calls it (nothing where it is not there), and what help says of it, where
# that is not what it says elsewhere.
_COMMANDS = {
    "open": ("to the text", "Go to where the name stands: to the highlighted place, else to the newest."),
    "add": ("new entity", "Make an entity of the name; an acronym becomes an alias of what it stands for."),
    "add-alias": ("alias", "Make it one more name of an entity; the one of which it may be a spelling stands first."),
    "ignore": ("never offer", "Never offer the name again; on the list of those, offer it again."),
    "search": ("filter", "Type a part of a name."),
    "sort": ("next list", "All, names, acronyms, other spellings of known names, and what is never offered."),
    "undo": ("undo", ""),
    "redo": ("", ""),
    "index": ("", "Look again, at what is indexed by now."),
    "show-results": ("", "Go to the names."),
    "show-source": ("", "Go to where the name stands."),
    "next-pane": ("", "Go to the other list."),
    "previous-pane": ("", "Go to the other list."),
    "back": ("", "Leave; who comes back finds his place."),
    "discover": ("", "Leave; who comes back finds his place."),
    **dict.fromkeys(
        ("down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "first", "last"), ("", "")
    ),
    "peel": ("leave", "Clear the filter, or leave."),
    "help": ("help", "What the keys do here."),
}
# The key that corrects a mention in the source turns a name down here.
_TURNS_DOWN = "correct"


class Discover(CommandScreen[Stop | None]):
    """Left with a place to go to, or None. What it shows is kept in a state that outlives it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in (*_COMMANDS, _TURNS_DOWN))

    class Read(Message):
        """Some of the paragraphs were read."""

        def __init__(self, done: int, total: int) -> None:
            """``done`` of ``total``."""
            super().__init__()
            self.done = done
            self.total = total

    def __init__(self, explorer: Discovery, state: Discovering) -> None:
        """``explorer`` asks what must be asked, and writes."""
        super().__init__()
        self._explorer = explorer
        self._state = state
        self._is_looking = False

    def compose(self) -> ComposeResult:
        """Filter, lists, the names beside where they stand, foot."""
        with Horizontal(id="discover-head"):
            yield Words("/", id="discover-prompt")
            yield OneLineInput(
                self._state.holding, placeholder="a part of a name that no entity covers", id="discover-filter"
            )
        yield Tabs(self._turn_to, [shelf.value for shelf in Shelf], id="discover-lists")
        with Horizontal(id="discover-panes"):
            yield CandidateList(1, "Names", id="candidates")
            yield RowList(2, "Where it stands", id="stands")
        yield FootLine(self.run_command)

    def on_mount(self) -> None:
        """Show what is known, and look again."""
        self._filter = self.query_one("#discover-filter", Input)
        self._candidates = self.query_one(CandidateList)
        self._stands = self.query_one("#stands", RowList)
        self._tabs = self.query_one(Tabs)
        self._filter.cursor_blink = False
        self._candidates.focus()
        for pane in (self._candidates, self._stands):
            pane.show_kinds(self._explorer.desk.asking.kinds)
        self._show()
        self._candidates.highlight(self._state.at)
        self._show_places()
        self._stands.highlight(self._state.place)
        self._show_foot()
        self._ask(anew=True)

    def on_unmount(self) -> None:
        """Whoever left does not want it any more."""
        self._explorer.discoverer.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, where a name stands goes below the names."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    # Asking

    def _ask(self, *, anew: bool = False) -> None:
        if self._state.shelf is not Shelf.IGNORED or anew:
            self.run_worker(self._look(anew=anew), group="discover", exclusive=True)

    async def _look(self, *, anew: bool) -> None:
        self._is_looking = True
        self._show_lists("looking")
        said, is_overtaken = "", False
        try:
            self._state.names = await self._explorer.entity_names()
            found = await self._explorer.discoverer.discover(self._state.wanted, self._tell, anew=anew)
            self._explorer.take_discovery(found)
        except OvertakenError:
            is_overtaken = True
        except CpecError as error:
            said = str(error)
        self._is_looking = False
        if self.is_mounted and not is_overtaken:
            self.renew()
            self._show_lists(said)

    def _tell(self, done: int, total: int) -> None:
        self.post_message(self.Read(done, total))

    @on(Read)
    def _show_progress(self, message: Read) -> None:
        if self._is_looking:
            self._show_lists(f"{message.done:,} of {message.total:,} paragraphs read")

    # Showing

    def renew(self) -> None:
        """Show what is still to be offered; the reader stays at his row."""
        self._show()
        self._show_places()

    def _show(self) -> None:
        state = self._state
        self._candidates.show(state.rows())
        self._candidates.show_title(f"{state.total:,}" if state.found is not None else "")

    def _show_lists(self, said: str = "") -> None:
        self._tabs.show(self._state.shelf.value, said)

    def _show_places(self) -> None:
        row = self._candidates.highlighted
        if isinstance(row, CandidateRow):
            several = self._explorer.desk.asking.has_several_documents
            rows: Sequence[Row] = place_rows(row.candidate, self._state.names, with_documents=several)
        else:
            rows = list(hints("No name is highlighted.", [])) if row is None else []
        self._stands.show(rows, keep=row is not None and row.id == self._state.at)
        self._state.at = row.id if row is not None else ""

    def _show_foot(self) -> None:
        self.query_one(FootLine).show_commands([one for one in self._here() if one.footer and one.keys])

    def _here(self) -> Iterator[Command]:
        """The commands as they are called here."""
        keymap = self._explorer.keymap
        for name, (footer, said) in _COMMANDS.items():
            one = keymap.of(name)
            keys = (*keymap.of(_TURNS_DOWN).keys, *one.keys) if name == "ignore" else one.keys
            title = footer.capitalize() if said and footer else one.title
            yield replace(one, keys=keys, title=title, help=said or one.help, footer=footer)

    @on(RowList.Highlighted)
    def _look_at(self, message: RowList.Highlighted) -> None:
        message.stop()
        if message.rows is self._candidates:
            self._show_places()

    @on(RowList.Chosen)
    def _open(self, message: RowList.Chosen) -> None:
        message.stop()
        if isinstance(message.row, MoreRow):
            self._state.limit += MORE
            self._ask()
            return
        place = self._stands.highlighted
        if isinstance(place, PlaceRow):
            self._state.place = place.id
            self.dismiss(place.stop)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._state.hold(event.value)
        self._fill()

    @on(Input.Submitted)
    def _to_names(self, event: Input.Submitted) -> None:
        event.stop()
        self._candidates.focus()

    def _fill(self) -> None:
        """Show the present list: at once where all is known, else once it was asked for."""
        self._show_lists()
        if self._state.shelf is Shelf.IGNORED:
            self.renew()
        self._ask()

    def _turn_to(self, name: str) -> None:
        self._state.turn(Shelf(name))
        self._fill()

    # Making something of a name

    @property
    def _candidate(self) -> Candidate | None:
        row = self._candidates.highlighted
        return row.candidate if isinstance(row, CandidateRow) else None

    def command_add(self) -> None:
        """Make an entity of the highlighted name."""
        one = self._candidate
        if one is not None:
            self._explorer.on_own_files(
                "discover",
                lambda: self._explorer.add_entity(entity_of(one), lambda done: self._explorer.take_name(one.key, done)),
            )

    def command_add_alias(self) -> None:
        """Make the highlighted name an alias of an entity; the one that it may be a spelling of stands first."""
        one = self._candidate
        if one is None:
            return
        first = [*((one.suggestion.entity,) if one.suggestion else ()), *one.known]
        alias = alias_of_candidate(one)
        self._explorer.on_own_files(
            "discover",
            lambda: self._explorer.add_alias(alias, first, lambda done: self._explorer.take_name(one.key, done)),
        )

    def command_ignore(self) -> None:
        """Never offer the highlighted name again; one of those is offered again."""
        row = self._candidates.highlighted
        if isinstance(row, CandidateRow):
            self._explorer.ignore_name(row.candidate.key, row.candidate.name)
        elif isinstance(row, IgnoredRow):
            self._explorer.offer_name_again(row.id, row.name)

    def command_correct(self) -> None:
        """Never offer the highlighted name again."""
        self.command_ignore()

    def command_undo(self) -> None:
        """Take the last edit back."""
        self._explorer.run_command("undo")

    def command_redo(self) -> None:
        """Make it again."""
        self._explorer.run_command("redo")

    # Moving

    def command_sort(self) -> None:
        """Show the next list."""
        self._turn_to(self._state.shelf.next.value)

    def command_index(self) -> None:
        """Look again, at what is indexed by now."""
        self._ask(anew=True)

    def command_search(self) -> None:
        """To the filter."""
        self._filter.focus()

    def command_down(self) -> None:
        """From the filter to the names."""
        self._candidates.focus()

    def command_show_results(self) -> None:
        """To the names."""
        self._candidates.focus()

    def command_show_source(self) -> None:
        """To where the name stands."""
        self._stands.focus()

    def command_next_pane(self) -> None:
        """To the other list."""
        (self._stands if self._candidates.has_focus else self._candidates).focus()

    def command_previous_pane(self) -> None:
        """To the other list."""
        self.command_next_pane()

    def command_discover(self) -> None:
        """Leave; what is shown is kept."""
        self.dismiss(None)

    def command_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def command_peel(self) -> None:
        """Clear the filter, leave it, or leave the list."""
        if self._filter.value:
            self._filter.value = ""
        elif self._filter.has_focus:
            self._candidates.focus()
        else:
            self.dismiss(None)

    def command_help(self) -> None:
        """What the keys do here."""
        self._explorer.show_help("Among discovered names", list(self._here()))

    def why_not(self, command: Command) -> str:
        """Why ``command`` cannot be done now; what is undone is the explorer's."""
        return self._explorer.why_not(command) if command.need in (Need.UNDO, Need.REDO) else ""
