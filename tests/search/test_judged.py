"""Queries and what a reader would want first: every engine has it there, and all have the same first ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.search.engines import NAMES, EngineName, is_installed
from tests.corpora import built_library, make_corpus
from tests.engines import ENGINES, corpus_yaml, needs_tantivy

FIRST = 10

SOURCES = {
    "ferry": """---
title: The ferry to Eastholm
date: 2024-03
---

The ferry leaves Aldport at eight and reaches Eastholm before noon.

In winter the ferry does not sail when the wind is above forty knots.

Fishermen of Eastholm say that the harbour silts up, and that dredging was promised twice.
""",
    "dredging": """---
title: Dredging the harbour
date: 2023-11
---

Dredging began in autumn. The harbour of Aldport was dredged to eleven metres.

The dredgers lay idle for a month, because the harbour master had not been told.

Sand from dredging was used for the new beach; nobody had asked the ferry company.
""",
    "copper": """---
title: Copper prices
date: 2024-01
---

The price of copper rose by a third, and mines that were closed opened again.

At Redhill, copper is mined by Stone and Sons. Miners earn more than dockers do.

Gold is found beside copper, but nobody mines for gold alone.

Copper, copper and copper again: the minister spoke of little else.
""",
    "rail": """---
title: A railway for Redhill
date: 2024-05
---

Stone and Sons want a railway from the copper mine at Redhill to the harbour of Aldport.

A railway would take the ore past the village; the village wants a tunnel.

Ada Brook said that the railway was no promise but a plan.
""",
    "letter": """---
title: A letter
---

Sir, your paper wrote that the ferry is late. The ferry was never on time.

The harbour master, the ferry and the railway: three names for one delay.
""",
}

# Query to the addresses that a reader would want first, in any order among themselves.
JUDGED: Mapping[str, tuple[str, ...]] = {
    "ferry": ("ferry#p1", "letter#p2"),
    "dredging": ("dredging#p1", "dredging#p2"),
    "dredging harbour": ("dredging#p1", "dredging#p2"),
    "railway": ("rail#p1",),
    "railway plan": ("rail#p4",),
    "copper": ("copper#p1", "copper#p5"),
    "copper mine redhill": ("rail#p2", "copper#p3"),
    '"copper mine"': ("rail#p2",),
    "gold": ("copper#p4",),
    "harbour master": ("dredging#p3", "letter#p3"),
    '"harbour master"': ("dredging#p3", "letter#p3"),
    "ferry OR railway": ("letter#p3",),
    "dredg*": ("dredging#p1",),
    "rai": ("rail#p1",),
    "ferry wi": ("ferry#p3",),
    "fery~1": ("ferry#p1",),
    "@redhill": ("rail#p1",),
    "@sas railway": ("rail#p2",),
    "kind:place ferry": ("ferry#p2",),
    "promise -ferry": ("rail#p4",),
    "tunnel village": ("rail#p3",),
    "wind knots": ("ferry#p3",),
    "harbour date:2024": ("rail#p2", "ferry#p4"),
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[EngineName, Library]]:
    root = tmp_path_factory.mktemp("judged")
    sources = {f"{name}.txt": text for name, text in SOURCES.items()}
    found = {name: _library(root / name, name, sources) for name in NAMES if is_installed(name)}
    yield found
    for library in found.values():
        library.close()


def _library(root: Path, name: EngineName, sources: Mapping[str, str]) -> Library:
    return built_library(make_corpus(root / "corpus", sources, corpus_yaml=corpus_yaml(name)), root / "built")


def first(library: Library, query: str) -> list[str]:
    return [hit.address for hit in library.search(query, limit=FIRST, typing=True).hits]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("query", JUDGED)
def test_what_a_reader_wants_stands_first(libraries: dict[EngineName, Library], name: EngineName, query: str) -> None:
    wanted = set(JUDGED[query])
    assert set(first(libraries[name], query)[: len(wanted) + 1]) >= wanted


@needs_tantivy
@pytest.mark.parametrize("query", JUDGED)
def test_all_engines_have_the_same_first_ten(libraries: dict[EngineName, Library], query: str) -> None:
    assert first(libraries["tantivy"], query) == first(libraries["whoosh"], query)
