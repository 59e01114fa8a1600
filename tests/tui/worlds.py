"""A small corpus with all that the screen can show: several documents, a long one, nested and ambiguous mentions."""

from __future__ import annotations

from pathlib import Path

from cpec_tui.corpus import Corpus
from tests.corpora import make_corpus

_SHIPS = "".join(f"Ship {number} carried coal past the lighthouse at dawn.\n\n" for number in range(4, 40))
HARBOUR = f"""\
---
title: The harbour of Aldport
date: 2024-06
publisher: Harbour Gazette
---

Aldport is the largest harbour of Westland. Its quays were rebuilt by Stone and Sons (SAS).

SAS also runs the copper mine at Redhill. Copper, gold and silver leave by rail.

{_SHIPS}At the end of the quay copper is weighed by the Bank of Westland.
"""
MINE = """\
Redhill copper mine

• The mine lies in Westland.

Stone and Sons lead the work. The mine goes on [sic] and yields copper.
"""
LETTER = """\
---
title: A letter from Aldport
date: 2025-01
---

Brook wrote that copper is dear in Aldport.

Nothing else is said here.
"""
ENTITIES = """\
- id: westland
  kind: place
  name: Westland
- id: aldport
  kind: place
  name: Aldport
  relations:
    - {type: part of, to: westland}
- id: redhill
  kind: place
  name: Redhill
- id: sas
  kind: organisation
  name: Stone and Sons
  aliases: [SAS]
  summary: A firm that builds quays and digs copper.
  facts:
    - text: It rebuilt the quays of Aldport.
      evidence: {document: harbour, text: quays were rebuilt by Stone and Sons, address: harbour#p2}
    - text: It is old.
  relations:
    - {type: operator of, to: redhill}
- id: bank
  kind: organisation
  name: Bank of Westland
- id: ada
  kind: person
  name: Ada Brook
  aliases: [Brook]
- id: tom
  kind: person
  name: Tom Brook
  aliases: [Brook]
- id: copper
  kind: mineral
  name: copper
"""
MINUTES = """\
---
title: Minutes of a board
date: 2020
---

In spring the Harbour Board of all Aldport met at Highcliff in the rain.

Later in Highcliff the Harbour Board (HB) spoke of Redhil and of copper.
"""
NEWS = """\
---
title: News from a cliff
date: 2024
---

This year nobody at Highcliff saw what HB had in mind for Westland.
"""
SOURCES = {"harbour.txt": HARBOUR, "mine.txt": MINE, "letter.txt": LETTER}


def ports(root: Path) -> Corpus:
    """The corpus, in ``root``."""
    return make_corpus(root, SOURCES, entities=ENTITIES)


def unknown(root: Path) -> Corpus:
    """The same entities in texts that also name others: a place, a board with its acronym, a misspelt mine."""
    proof = "      evidence: {document: harbour, text: quays were rebuilt by Stone and Sons, address: harbour#p2}\n"
    return make_corpus(root, {"minutes.txt": MINUTES, "news.txt": NEWS}, entities=ENTITIES.replace(proof, ""))
