"""From keys to commands: bindings made of the one table, and the search for the method that does a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen, ScreenResultType

from cpec_tui.tui.commands import BY_ID, COMMANDS, Command, Keymap, Need, Scope, is_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer, TimerCallback

LOOKS = (
    "muted", "strong", "accent", "heading", "mention", "ambiguous", "match", "found", "current", "followed", "cursor",
    "cursor-away", "good", "warning", "label",
)  # fmt: skip
_ANYWHERE = ".anywhere"
_UNBOUND = "unbound"
# Textual draws a frame at most every 16 ms, by a timer of that name: half of what an answer takes would go by until its
# frame.
_FRAMES, _BETWEEN_FRAMES = "screen_update", 1 / 120


def bindings(commands: Iterable[Command] = COMMANDS, of: str = "screen") -> list[BindingType]:
    """Bindings for ``commands``, which are done ``of`` the screen or the app.

    Those that work in the search box too come before what the box does with the key.
    """
    made: list[BindingType] = []
    for command in commands:
        typed, others = _split(command)
        if command.scope is Scope.EVERYWHERE:
            made.append(_binding(command, others, command.id + _ANYWHERE, of, priority=True))
            made.append(_binding(command, typed, command.id, of, priority=False))
        else:
            made.append(_binding(command, (*typed, *others), command.id, of, priority=False))
    return made


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The keys in force by binding id, for ``App.set_keymap``; usual keys are left out: each entry slows every key."""
    made: dict[str, str] = {}
    for command in keymap.commands:
        if command.keys == BY_ID[command.id].keys:
            continue
        typed, others = _split(command)
        if command.scope is Scope.EVERYWHERE:
            made[command.id + _ANYWHERE] = _joined(command, others)
            made[command.id] = _joined(command, typed)
        else:
            made[command.id] = _joined(command, (*typed, *others))
    return made


class CommandScreen(Screen[ScreenResultType], inherit_bindings=False):
    """A screen whose keys are commands, and no others.

    It holds the looks of its panes: one set is styled sooner than one for each.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"look--{name}" for name in LOOKS}

    def set_interval(
        self,
        interval: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        repeat: int = 0,
        pause: bool = False,
    ) -> Timer:
        """As everywhere, but frames may follow each other sooner."""
        if name == _FRAMES:
            interval = min(interval, _BETWEEN_FRAMES)
        return super().set_interval(interval, callback, name=name, repeat=repeat, pause=pause)

    def action_command(self, command_id: str) -> None:
        """What every binding does."""
        self.run_command(command_id)

    def run_command(self, command_id: str) -> None:
        """Do a command, or say why it cannot be done now."""
        command = next(one for one in COMMANDS if one.id == command_id)
        reason = self.why_not(command)
        if reason:
            self.notify(f"{command.title}: {reason}", severity="warning", timeout=4)
            return
        handler = self.handler_of(command)
        if handler is not None:
            handler()

    def handler_of(self, command: Command) -> Callable[[], Any] | None:
        """The method of the focused widget, of one of its parents, or of this screen."""
        node: Any = self.focused or self
        while node is not None:
            handler: Callable[[], Any] | None = getattr(node, command.handler, None)
            if handler is not None:
                return handler
            node = None if node is self else node.parent
        return None

    def why_not(self, command: Command) -> str:
        """Why ``command`` cannot be done now; empty when it can."""
        if command.need is not None and not self.has(command.need):
            return command.need.value
        return ""

    def has(self, need: Need) -> bool:
        """Whether what a command needs is there."""
        return True


def _split(command: Command) -> tuple[tuple[str, ...], tuple[str, ...]]:
    typed = tuple(key for key in command.keys if is_typed(key))
    return typed, tuple(key for key in command.keys if key not in typed)


def _joined(command: Command, keys: tuple[str, ...]) -> str:
    """Keys as Textual takes them; a name that no key has keeps a place for keys given later."""
    return ",".join(keys) or f"{_UNBOUND}-{command.id}"


def _binding(command: Command, keys: tuple[str, ...], binding_id: str, of: str, *, priority: bool) -> Binding:
    return Binding(
        _joined(command, keys),
        f"{of}.command('{command.id}')",
        command.title,
        show=False,
        priority=priority,
        id=binding_id,
    )
