"""Verdicts in a build: where they stand, what is said of them, and when mentions are made anew for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.built.manifest import Manifest
from cpec_tui.library import Library
from cpec_tui.model import Standing
from tests.corpora import HARBOUR, built_library, make_corpus

VERDICTS = """\
- verdict: reject
  entity: sas
  form: SAS
  document: harbour
  before: ""
  after: " also runs the copper mine at Re"
  address: harbour#p3
- {verdict: accept, entity: sas, form: Stone, scope: document, document: mine}
- {verdict: reject, entity: copper, form: gold, scope: corpus}
- {verdict: reject, entity: copper, form: platinum, scope: corpus}
- {verdict: reject, entity: copper, form: gold, scope: document, document: quarry}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A built corpus with five verdicts."""
    library = built_library(make_corpus(tmp_path / "corpus", verdicts_yaml=VERDICTS), tmp_path / "built")
    yield library
    library.close()


def standings(library: Library) -> list[tuple[Standing, str | None]]:
    return [(one.standing, one.address) for one in library.verdicts()]


def said(library: Library) -> list[tuple[str, int, str]]:
    return [
        (one.code, one.line, one.message.rpartition(": ")[2])
        for one in library.problems()
        if one.path == "index/verdicts.yaml"
    ]


def in_force(library: Library) -> Manifest:
    manifest = manifests.current(library.folder)
    assert manifest is not None
    return manifest


def edit(library: Library, old: str, new: str) -> None:
    (library.corpus.seeds / "harbour.txt").write_text(HARBOUR.replace(old, new))
    library.build()


def test_every_verdict_has_a_standing_and_a_line(library: Library) -> None:
    assert standings(library) == [
        (Standing.EXACT, "harbour#p3"),
        (Standing.EXACT, "mine#p3"),
        (Standing.EXACT, None),
        (Standing.LOST, None),
        (Standing.LOST, None),
    ]
    assert [one.line for one in library.verdicts()] == [1, 8, 9, 10, 11]
    assert said(library) == [
        ("verdict-lost", 10, "no document has these words"),
        ("verdict-lost", 11, "there is no document `quarry`"),
    ]


def test_it_follows_its_place(library: Library) -> None:
    edit(library, "Aldport is", "It is old.\n\nAldport is")
    assert standings(library)[0] == (Standing.MOVED, "harbour#p4")
    assert len(said(library)) == 2


def test_where_its_place_changed_it_asks(library: Library) -> None:
    edit(library, "SAS also runs", "SAS now runs")
    first = library.verdicts()[0]
    assert (first.standing, first.address, first.now) == (
        Standing.CHANGED,
        "harbour#p3",
        "SAS now runs the copper mine at Red",
    )
    code, line, message = said(library)[0]
    assert (code, line) == ("verdict-changed", 1)
    assert message == "the text around it in harbour has changed, so that it is not applied"
    (hint,) = [one.hint for one in library.problems() if one.code == "verdict-changed"]
    assert hint.startswith(
        "if this is it, decide it anew: harbour#p3, where it says: `SAS now runs the copper mine at R"
    )


def test_where_two_places_are_like_it_it_is_none_of_them(library: Library) -> None:
    edit(library, "SAS also runs", "SAS also runs the copper mine at Reill.\n\nSAS also runs")
    assert said(library)[0][0] == "verdict-ambiguous"


def test_what_is_gone_is_listed(library: Library) -> None:
    edit(library, "SAS also", "The firm also")
    assert said(library)[0] == ("verdict-lost", 1, "it is not found in harbour")


def test_a_renamed_document_says_so(library: Library) -> None:
    (library.corpus.seeds / "harbour.txt").rename(library.corpus.seeds / "haven.txt")
    library.build()
    hints = [one.hint for one in library.problems() if one.code == "verdict-lost"]
    assert hints[0].startswith("the document was renamed to haven: ")


def test_a_changed_verdict_makes_mentions_anew_and_a_comment_does_not(library: Library) -> None:
    path, before = library.corpus.index / "verdicts.yaml", in_force(library)
    path.write_text(f"# Decided\n{VERDICTS}")
    assert library.changes().curated
    library.build()
    commented = in_force(library)
    assert commented.stamps.mentions == before.stamps.mentions
    assert commented.generation > before.generation
    assert [one.line for one in library.verdicts()] == [2, 9, 10, 11, 12]
    path.write_text(VERDICTS.replace("platinum", "silver"))
    library.build()
    assert in_force(library).stamps.mentions != before.stamps.mentions
    assert in_force(library).text == before.text
    path.unlink()
    assert library.changes().curated
    library.build()
    assert library.verdicts() == []


def test_mentions_with_verdicts_are_of_this_version_too(library: Library) -> None:
    assert library.made_by_this_version
