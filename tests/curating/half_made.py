"""An edit of two files as a crash between them leaves it."""

from __future__ import annotations

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.curating.journal import Journal, journal_file
from cpec_tui.curating.workbench import Edit
from cpec_tui.yamledit import Value, append

ONE, TWO = "index/entities/all.yaml", "index/entities/people.yaml"


def leave_half_made(corpus: Corpus) -> None:
    """Coal is in the first file, and Moss is not in the second yet."""
    path = corpus.root / TWO
    path.write_text("- {id: may, kind: person, name: May Brook}\n", encoding="utf-8")
    before = path.read_bytes()
    coal: Value = {"id": "coal", "kind": "mineral", "name": "coal"}
    moss: Value = {"id": "moss", "kind": "person", "name": "Moss"}
    edits: dict[str, Edit] = {
        ONE: lambda text: append(text or "", (), coal).text,
        TWO: lambda text: append(text or "", (), moss).text,
    }
    Curator(corpus).edit("coal and Moss", edits)
    path.write_bytes(before)
    journal = Journal(journal_file(corpus))
    journal.write(journal.read().begun())
