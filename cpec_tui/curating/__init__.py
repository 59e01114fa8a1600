"""What the program itself writes into a corpus: one splice at a time, whole or not at all, and to be undone.

``Curator`` is the door; every operation is one step of the journal that ``undo`` and ``redo`` go through.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpec_tui.curating.curator import Curator
    from cpec_tui.curating.quoting import evidence_for
    from cpec_tui.curating.steps import Done

__all__ = ["Curator", "Done", "evidence_for"]

_MODULES = {"Curator": "curator", "Done": "steps", "evidence_for": "quoting"}


def __getattr__(name: str) -> object:
    """Import it when it is first asked for: who only looks up what can be undone need not wait for schemas."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
