"""The one table of commands: keys, palette, help, foot line, ``docs/keys.md`` and ``cpec-tui keys`` come out of it.

A command is handled by the method ``command_<id>`` of the focused pane, of one of its parents, or of the screen. This
module is plain data: it imports no Textual, so that the command line can print it.
"""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Scope(StrEnum):
    """Where the keys of a command work: each has the commands of those before it, too."""

    EVERYWHERE = "everywhere, in the search box too"
    PANES = "in every pane"
    SOURCE = "in the source"

    @property
    def has(self) -> tuple[Scope, ...]:
        """Itself first, then those whose commands work here, too."""
        scopes = list(Scope)
        return tuple(reversed(scopes[: scopes.index(self) + 1]))


class Need(StrEnum):
    """What must be there for a command, said as the reason when it is not."""

    DOCUMENT = "no source is open yet: open a result first"
    RESULTS = "no paragraphs are listed: search first"
    QUERY = "the search box is empty: ask for something first"
    SORTABLE = "nothing to be sorted is listed: search, or go to the mentions on a card"
    STEPS = "there is nothing to step through: search, or open an entity"
    MENTIONS = "no entity is named in what the source pane shows"
    BACK = "there is no earlier place"
    FORWARD = "there is no later place"
    PLACES = "no jump was made yet"
    INDEXING = "nothing is being indexed"
    EDITABLE = "nothing that has a file is shown"
    CARD = "no card is open: follow a mention first"
    DISCOVERED = "it is for discovered names: the command “Discover” lists them"
    KEPT = "it is for kept searches: the command “Kept searches” lists them"
    UNDO = "there is nothing to undo"
    REDO = "there is nothing to do again"


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can do. ``footer`` is its label in the foot line, empty when it is not shown there."""

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    scope: Scope = Scope.PANES
    need: Need | None = None
    footer: str = ""

    @property
    def handler(self) -> str:
        """The name of the method that does it."""
        return "command_" + self.id.replace("-", "_")


_ANY, _PANES, _SOURCE = Scope.EVERYWHERE, Scope.PANES, Scope.SOURCE

COMMANDS: tuple[Command, ...] = (
    Command("search", ("slash",), "Search",
            "Go to the search box.", footer="search"),
    Command("open", ("enter",), "Open",
            "Open what is highlighted; in the source, follow the mention of the chosen paragraph.", footer="open"),
    Command("next", ("n",), "Next",
            "Go to the next hit, or to the next mention of the followed entity.", _PANES, Need.STEPS, "next"),
    Command("previous", ("N", "p"), "Previous",
            "Go to the hit before, or to the mention before.", _PANES, Need.STEPS),
    Command("follow", ("f",), "Follow a mention",
            "Put a letter on every mention in sight, and a capital on every row; typing it opens that.",
            _PANES, footer="follow"),
    Command("follow-here", ("o",), "Follow the mention here",
            "Open the entity named in the chosen paragraph; of several, choose by letter.", _PANES, Need.MENTIONS),
    Command("back", ("backspace", "alt+left"), "Back",
            "Return to where the last jump began.", _PANES, Need.BACK, "back"),
    Command("forward", ("alt+right",), "Forward",
            "Undo going back.", _PANES, Need.FORWARD),
    Command("places", ("ctrl+o",), "Places visited",
            "List the places of this session and go to one.", _ANY, Need.PLACES),
    Command("cite", ("y",), "Copy quotation and citation",
            "Copy the selection, or the chosen paragraph, with its citation and address.",
            _PANES, Need.DOCUMENT, "cite"),
    Command("copy", ("Y",), "Copy text",
            "Copy the bare text of the selection, or of the chosen paragraph.", _PANES, Need.DOCUMENT),
    Command("copy-selection", ("ctrl+c",), "Copy what is selected",
            "Copy the selected text; where none is selected, say which key leaves."),
    Command("select", ("v",), "Select text",
            "Begin a selection at the chosen paragraph, or end it.", _SOURCE, Need.DOCUMENT),
    Command("find", ("ctrl+f",), "Find in this source",
            "Look for a text, or a pattern (re:…), in this source; Enter goes on to what is found, Escape returns.",
            _ANY, Need.DOCUMENT, "find"),
    Command("go-to", ("colon",), "Go to paragraph",
            "Jump to a paragraph of this source by its number.", _PANES, Need.DOCUMENT),
    Command("quick-open", ("ctrl+k",), "Quick open",
            "Open an entity or a document by a part of its name.", _ANY, footer="quick open"),
    Command("edit", ("e",), "Edit",
            "Open the entity's YAML, or the source, in your editor; of a PDF, what is known of it.",
            _PANES, Need.EDITABLE, "edit"),
    Command("why", ("w",), "Why",
            "Say which alias and rule link a mention of the chosen paragraph, or the selected words, or why none does.",
            _PANES, Need.DOCUMENT),
    Command("correct", ("x",), "Correct a mention",
            "Say what a mention, or the selected words, is or is not: here, in this document or everywhere.",
            _PANES, Need.DOCUMENT),
    Command("add", ("a", "plus"), "Add",
            "Make an entity, an alias, or evidence for a fact of what is selected or of where you are; of a discovered"
            " name an entity.", _PANES, Need.DOCUMENT),
    Command("add-alias", ("equals_sign", "l"), "Add as an alias",
            "Make what is selected, or a discovered name, one more name of an entity.", _PANES, Need.DOCUMENT),
    Command("merge", ("m",), "Merge",
            "Merge the entity on the card into another one; its id goes on working.", _PANES, Need.CARD),
    Command("discover", ("D",), "Discover",
            "List the names in the corpus that no entity covers, each with where it stands."),
    Command("ignore", ("minus",), "Never offer",
            "Never offer a discovered name again; among those, offer it again.", _PANES, Need.DISCOVERED),
    Command("undo", ("u",), "Undo",
            "Take back the last edit of curated files that was made here.", _PANES, Need.UNDO),
    Command("redo", ("U",), "Redo",
            "Make the edit again that was taken back last.", _PANES, Need.REDO),
    Command("sort", ("s",), "Sort",
            "Sort the results by rank or date; on the card, the mentions by place or by what stands beside them.",
            _PANES, Need.SORTABLE),
    Command("group", ("d",), "Group by document",
            "Put the paragraphs of a document together, with their number, or take them apart.",
            _PANES, Need.RESULTS),
    Command("facets", ("4",), "Facets",
            "Show or hide what stands in all results: kinds, entities, documents, years, publishers, languages; Enter"
            " narrows.",
            _PANES, Need.RESULTS),
    Command("keep-search", ("S",), "Keep this search",
            "Keep the query under a name, to be asked as :name.", _PANES, Need.QUERY),
    Command("kept-searches", ("L",), "Kept searches",
            "List the searches kept under a name, with what is new in each; Enter asks it, e changes it, - takes it"
            " away."),
    Command("mark-seen", ("V",), "Mark as seen",
            "Note that all that answers a kept search was seen: what answers later is new.", _PANES, Need.KEPT),
    Command("record-run", ("W",), "Record this run",
            "Put the query and all that answers it now into a file, to be compared another time.", _PANES, Need.QUERY),
    Command("recorded-runs", ("C",), "Compare with a recorded run",
            "Ask a recorded query again and list what came, changed and went, to go there; - deletes a recorded run."),
    Command("ask-many", ("B",), "Ask many queries",
            "Ask all queries of a file, or all kept searches, and list their counts; Enter asks one alone."),
    Command("past-queries", ("H", "ctrl+r"), "Past queries",
            "List what was asked, the newest first; Enter puts one into the search box.", _ANY),
    Command("more-like", ("M",), "More like this paragraph",
            "List the paragraphs that are most like the chosen one; Enter goes to one.", _PANES, Need.DOCUMENT),
    Command("show-results", ("1",), "Results", "Go to the results."),
    Command("show-source", ("2",), "Source", "Go to the source."),
    Command("show-card", ("3",), "Card", "Go to the card."),
    Command("next-pane", ("tab",), "Next pane", "Go to the next pane.", _ANY),
    Command("previous-pane", ("shift+tab",), "Previous pane", "Go to the pane before.", _ANY),
    Command("down", ("down", "j"), "Down", "Move down."),
    Command("up", ("up", "k"), "Up", "Move up."),
    Command("half-page-down", ("ctrl+d",), "Half a page down", "Move down by half of what is seen."),
    Command("half-page-up", ("ctrl+u",), "Half a page up", "Move up by half of what is seen."),
    Command("page-down", ("pagedown", "space"), "Page down", "Move down by what is seen."),
    Command("page-up", ("pageup",), "Page up", "Move up by what is seen."),
    Command("first", ("home", "g"), "First", "Go to the beginning."),
    Command("last", ("end", "G"), "Last", "Go to the end."),
    Command("index", ("R",), "Index again",
            "Look for changed files and bring the built index up to date."),
    Command("problems", ("exclamation_mark",), "Problems",
            "List what is wrong with curated files and sources, and why; Enter opens the place in your editor."),
    Command("cancel-indexing", (), "Cancel indexing",
            "Stop indexing; what is done stays.", _PANES, Need.INDEXING),
    Command("theme", (), "Change the looks",
            "Choose a theme; each is shown while it is highlighted."),
    Command("palette", ("ctrl+p",), "Commands",
            "Every command with its key.", _ANY, footer="commands"),
    Command("help", ("question_mark", "f1"), "Help",
            "What the keys do, and how a query is written."),
    Command("peel", ("escape",), "Step out",
            "Clear the search box, close what is open, stop following an entity.", _ANY),
    Command("quit", ("q", "ctrl+q"), "Quit",
            "Leave; q works outside the search box.", _ANY),
)  # fmt: skip

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}

# What edits in the search box. There ctrl+k would delete to the end: quick open is worth more.
EDITING = frozenset({
    "left", "right", "ctrl+left", "ctrl+right", "shift+left", "shift+right", "ctrl+shift+left", "ctrl+shift+right",
    "home", "end", "shift+home", "shift+end", "ctrl+a", "ctrl+e", "ctrl+shift+a", "enter",
    "backspace", "delete", "ctrl+d", "ctrl+u", "super+backspace", "ctrl+w", "ctrl+backspace", "alt+backspace",
    "ctrl+c", "super+c", "ctrl+v", "ctrl+x",
})  # fmt: skip

_SIGNS = {
    "enter": "↵", "backspace": "⌫", "escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "pgup", "pagedown": "pgdn", "delete": "del",
}  # fmt: skip
_NAMED = {*_SIGNS, "tab", "space", "home", "end", "insert", *(f"f{number}" for number in range(1, 25))}
_OTHER_NAMES = {sign: name for name, sign in _SIGNS.items()} | {"return": "enter", " ": "space"}
# Where Textual's name of a character is not the one of Unicode.
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_MODIFIERS = {"control": "ctrl", "option": "alt", **{name: name for name in ("alt", "ctrl", "shift", "super", "meta")}}


def _textual_name(character: str) -> str:
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return character if character.isalnum() or not name else _RENAMED.get(name, name)


_CHARACTERS = {_textual_name(character): character for character in string.punctuation}


def key_name(key: str) -> str:
    """A key as people write it: ``/`` for ``slash``, ``alt+←`` for ``alt+left``."""
    modifiers, plus, name = key.rpartition("+")
    return modifiers + plus + _SIGNS.get(name, _CHARACTERS.get(name, name))


def key_word(key: str) -> str:
    """A key in letters: ``enter`` for ``↵``."""
    modifiers, plus, name = key.rpartition("+")
    return modifiers + plus + _CHARACTERS.get(name, name)


def spelled(key: str) -> str:
    """A key as Textual spells it: ``slash`` for ``/``, ``Y`` for ``shift+y``, ``alt+left`` for ``Alt+←``."""
    written, plus, name = key.rpartition("+")
    if plus and not name:  # The key itself is a plus.
        written, name = written.removesuffix("+"), "+"
    modifiers = {_MODIFIERS.get(one.lower(), one) for one in written.split("+") if one}
    if len(name) == 1 and name.isalpha():
        if modifiers == {"shift"}:
            return name.upper()
        name = name.lower() if modifiers else name
    elif len(name) > 1:
        name = _OTHER_NAMES.get(name.lower(), name.lower())
    else:
        name = _OTHER_NAMES.get(name, _textual_name(name) if name else "")
    return "+".join((*sorted(modifiers), name))


def is_key(key: str) -> bool:
    """Whether a keyboard has the key, spelled as Textual does."""
    *modifiers, name = key.split("+")
    known = len(name) == 1 or name in _NAMED or name in _CHARACTERS or (name != "" and _is_character_name(name))
    return known and all(modifier in _MODIFIERS.values() for modifier in modifiers)


def is_typed(key: str) -> bool:
    """Whether the key writes a character when the search box has the focus."""
    return key == "space" or len(key) == 1 or key in _CHARACTERS or ("+" not in key and _is_character_name(key))


def _is_character_name(name: str) -> bool:
    try:
        return len(unicodedata.lookup(name.replace("_", " "))) == 1 and name not in _NAMED
    except KeyError:
        return False


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys in force, and what is wrong with the user's own."""

    commands: tuple[Command, ...] = COMMANDS
    problems: tuple[str, ...] = ()

    def of(self, command_id: str) -> Command:
        """The command of that id."""
        return next(command for command in self.commands if command.id == command_id)

    def label(self, command_id: str) -> str:
        """The first key of a command as people write it; empty when it has none."""
        keys = self.of(command_id).keys
        return key_name(keys[0]) if keys else ""

    def label_everywhere(self, command_id: str) -> str:
        """The first key of a command that works while one types; empty when it has none."""
        return next((key_name(key) for key in self.of(command_id).keys if not is_typed(key)), "")


def offered(commands: Iterable[Command], where: Scope) -> list[Command]:
    """What the foot line offers, with keys that work there: what is done in panes first, the list of all at the end."""
    usable = [one for one in commands if one.footer and one.scope in where.has]
    if where is Scope.EVERYWHERE:
        usable = [replace(one, keys=tuple(key for key in one.keys if not is_typed(key))) for one in usable]
    usable.sort(key=lambda one: one.scope is Scope.EVERYWHERE)
    return [one for one in usable if one.keys]


def remapped(keys_by_id: Mapping[str, tuple[str, ...]]) -> Keymap:
    """The table with the user's keys in place of the usual ones.

    Collisions, unknown ids and unknown keys are told; a command of which no key is known keeps its usual ones.
    """
    from cpec_tui.nearest import did_you_mean

    problems = []
    changed: dict[str, tuple[str, ...]] = {}
    for name, written in keys_by_id.items():
        if name not in BY_ID:
            problems.append(f"there is no command `{name}`: {did_you_mean(name, BY_ID) or 'cpec-tui keys lists them'}")
            continue
        keys = {key: spelled(key) for key in written}
        problems += [f"`{name}`: there is no key `{key}`" for key, spelling in keys.items() if not is_key(spelling)]
        known = tuple(dict.fromkeys(spelling for spelling in keys.values() if is_key(spelling)))
        changed[name] = known if known or not written else BY_ID[name].keys
    commands = tuple(replace(one, keys=changed.get(one.id, one.keys)) for one in COMMANDS)
    return Keymap(commands, (*problems, *collisions(commands)))


def collisions(commands: tuple[Command, ...]) -> Iterator[str]:
    """Every key that stands for two commands in the same place, or takes from the search box what edits there."""
    owner: dict[str, Command] = {}
    for command in commands:
        for key in command.keys:
            if key in owner:
                yield f"the key {key_name(key)} is of two commands: `{owner[key].id}` and `{command.id}`"
            owner.setdefault(key, command)
            if command.scope is Scope.EVERYWHERE and key in EDITING:
                yield f"the key {key_name(key)} edits in the search box: there `{command.id}` takes it away"
