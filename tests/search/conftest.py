"""Libraries that searches are tried on; none of these tests changes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from cpec_tui.built.generation import Generation, open_current
from cpec_tui.library import Library
from tests.corpora import ENTITIES, built_library, make_corpus

Made = Callable[..., Library]


@pytest.fixture(scope="session")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The small corpus on a harbour and a mine, open."""
    root = tmp_path_factory.mktemp("ports")
    library = built_library(make_corpus(root / "corpus"), root / "built")
    yield library
    library.close()


@pytest.fixture(scope="session")
def generation(ports: Library) -> Iterator[Generation]:
    """What the library of the small corpus stands on."""
    found = open_current(ports.folder)
    assert found is not None
    yield found
    found.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Makes libraries of paragraphs, each a document of its own, or of sources by file name; the same one only once."""
    libraries: dict[str, Library] = {}

    def make(*paragraphs: str, sources: Mapping[str, str] | None = None, entities: str = ENTITIES) -> Library:
        if sources is None:
            sources = {f"doc{number}.txt": f"---\ntitle: x\n---\n\n{text}\n" for number, text in enumerate(paragraphs)}
        key = repr((sources, entities))
        if key not in libraries:
            root = tmp_path_factory.mktemp("made")
            libraries[key] = built_library(make_corpus(root / "corpus", sources, entities=entities), root / "built")
        return libraries[key]

    yield make
    for library in libraries.values():
        library.close()
