"""Corpora for tests, made in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName

CORPUS_YAML = """\
format: 1
title: Ports and mines
short_title: Ports
kinds:
  - {name: place, plural: places, colour: green, glyph: "▲"}
  - {name: person, plural: persons, colour: cyan, glyph: "●"}
  - {name: organisation, plural: organisations, colour: yellow, glyph: "■"}
  - {name: mineral, plural: minerals, colour: magenta, glyph: "◇", case: any}
relation_types:
  - {name: part of, inverse: has part}
  - {name: operator of, inverse: operated by}
"""

HARBOUR = """\
---
title: The harbour of Aldport
date: 2024-06
publisher: Harbour Gazette
---

Aldport is the largest harbour of Westland. Its quays were rebuilt by Stone and Sons (SAS).

SAS also runs the copper mine at Redhill. Copper, gold and silver leave by rail.
"""

MINE = """\
Redhill copper mine

• The mine lies in Westland.

Ada Brook, who leads Stone and Sons, visited the mine in May. Brook said that mining would go on.
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
  relations:
    - {type: operator of, to: redhill}
- id: brook
  kind: person
  name: Ada Brook
  aliases:
    - {text: Brook, only_after: brook}
- id: copper
  kind: mineral
  name: copper
"""


def make_corpus(
    root: Path,
    sources: Mapping[str, str | bytes] | None = None,
    *,
    entities: str | None = ENTITIES,
    corpus_yaml: str = CORPUS_YAML,
    documents_yaml: str | None = None,
    verdicts_yaml: str | None = None,
    engine: EngineName | None = None,
) -> Corpus:
    """A corpus in ``root``; without ``sources`` two short documents on a harbour and a mine."""
    chosen = {"harbour.txt": HARBOUR, "mine.txt": MINE} if sources is None else sources
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / "index" / "entities").mkdir(parents=True, exist_ok=True)
    said = f"{corpus_yaml}engine: {engine}\n" if engine else corpus_yaml
    (root / "index" / "corpus.yaml").write_text(said, encoding="utf-8")
    if documents_yaml is not None:
        (root / "index" / "documents.yaml").write_text(documents_yaml, encoding="utf-8")
    if verdicts_yaml is not None:
        (root / "index" / "verdicts.yaml").write_text(verdicts_yaml, encoding="utf-8")
    if entities is not None:
        (root / "index" / "entities" / "all.yaml").write_text(entities, encoding="utf-8")
    for name, content in chosen.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return Corpus(root.resolve())


def built_library(corpus: Corpus, home: Path) -> Library:
    """An open library over ``corpus`` with its built index under ``home``."""
    library = Library.at(corpus, home)
    library.build()
    return library
