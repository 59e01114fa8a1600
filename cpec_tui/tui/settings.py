"""How the explorer starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpec_tui.tui.commands import Keymap

if TYPE_CHECKING:
    from cpec_tui.tui.memory import LastPlace


@dataclass(frozen=True, slots=True)
class Settings:
    """Keys and looks, and where to go on (``begin_at``), there with the command (``errand``, its id) that led here.

    ``problems`` are told once it has started. With ``keeps_history`` queries are noted; with ``ascii`` no sign of the
    program's own needs more than that.
    """

    keymap: Keymap = field(default_factory=Keymap)
    theme: str | None = None
    problems: tuple[str, ...] = ()
    begin_at: LastPlace | None = None
    errand: str = ""
    keeps_looks: bool = False
    keeps_history: bool = False
    ascii: bool = False
