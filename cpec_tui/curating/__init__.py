"""What the program itself writes into a corpus: one splice at a time, whole or not at all, and to be undone.

``Curator`` is the door; every operation is one step of the journal that ``undo`` and ``redo`` go through.
"""

from cpec_tui.curating.curator import Curator
from cpec_tui.curating.quoting import evidence_for
from cpec_tui.curating.steps import Done

__all__ = ["Curator", "Done", "evidence_for"]
