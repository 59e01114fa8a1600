"""Paragraphs most like one: those that share what is telling, never itself or its copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui.errors import NotFoundError
from cpec_tui.library import Library
from cpec_tui.search.parser import parse
from tests.corpora import built_library, make_corpus

Made = Callable[..., Library]
COMMON = "The people of the town said again that they would wait for better days."
TEXTS = {
    "a.txt": f"Smelters at Redhill refine copper cathodes for export.\n\n{COMMON}\n",
    "b.txt": f"Copper cathodes from the smelters were sold for export last week.\n\n{COMMON} And more.\n",
    "c.txt": f"Export of apples rose.\n\n{COMMON} And less.\n",
    "d.txt": "Ada Brook went to Redhill by rail and saw nothing of note there.\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    libraries: list[Library] = []

    def make(sources: dict[str, str] | None = None) -> Library:
        corpus = make_corpus(tmp_path / f"corpus{len(libraries)}", TEXTS if sources is None else sources)
        libraries.append(built_library(corpus, tmp_path / "built"))
        return libraries[-1]

    yield make
    for library in libraries:
        library.close()


def like(library: Library, address: str) -> list[str]:
    return [hit.address for hit in library.more_like(address).hits]


def test_what_shares_most_of_what_is_telling_comes_first(made: Made) -> None:
    assert like(made(), "a#p1")[0] == "b#p1"


def test_the_paragraph_itself_is_not_among_them(made: Made) -> None:
    library = made()
    for address in ("a#p1", "a#p2", "b#p1", "d#p1"):
        assert address not in like(library, address)


def test_its_copies_are_left_out_and_other_copies_stand_together(made: Made) -> None:
    long = " ".join(f"Word{number} of a long report on smelters and cathodes." for number in range(30))
    copied = dict.fromkeys(("k.txt", "l.txt", "m.txt"), f"{long}\n\n{TEXTS['b.txt']}")
    library = made({"a.txt": TEXTS["a.txt"], **copied})
    (hit,) = (hit for hit in library.more_like("a#p1").hits if "sold" in hit.text)
    assert (hit.address, hit.copies) == ("k#p2", ("l#p2", "m#p2"))
    for address in ("k#p2", "l#p2", "m#p2"):
        assert not set(like(library, address)) & {"k#p2", "l#p2", "m#p2"}


def test_the_same_words_elsewhere_are_no_likeness(made: Made) -> None:
    notice = "Follow our copper newsletter for smelters."
    sources = {f"{name}.txt": f"{notice}\n\nCopper {name} smelters newsletter.\n" for name in "abc"}
    found = like(made(sources), "a#p1")
    assert found == ["a#p2", "b#p2", "c#p2"]


def test_an_entity_counts_whatever_it_is_called(made: Made) -> None:
    library = made({"a.txt": "SAS grew.\n", "b.txt": "Stone and Sons shrank.\n", "c.txt": "Nobody came.\n"})
    page = library.more_like("a#p1")
    assert [hit.address for hit in page.hits] == ["b#p1"]
    assert page.explained == "@sas"
    assert page.hits[0].highlights == ((0, 14),)


def test_what_is_asked_is_said_so_that_it_can_be_typed(made: Made) -> None:
    library = made()
    page = library.more_like("a#p1")
    assert page.query == "a#p1"
    assert parse(page.explained).notes == ()
    assert library.search(page.explained).total >= page.total
    assert "at least" in page.warnings[0]


def test_pages_make_up_the_whole_in_a_stable_order(made: Made) -> None:
    library = made({f"{name}.txt": f"Copper smelters.\n\nCopper smelters {name}{name}.\n" for name in "abcdef"})
    whole = like(library, "a#p2")
    assert whole == ["a#p1", "b#p1", "c#p1", "d#p1", "e#p1", "f#p1", "b#p2", "c#p2", "d#p2", "e#p2", "f#p2"]
    paged = [hit.address for at in range(0, 12, 2) for hit in library.more_like("a#p2", limit=2, offset=at).hits]
    assert paged == whole


def test_a_paragraph_of_words_of_its_own_is_like_none(made: Made) -> None:
    page = made({"a.txt": "Xyzzy plugh.\n", "b.txt": "Copper.\n"}).more_like("a#p1")
    assert (page.total, page.hits, page.explained) == (0, (), "")
    assert page.warnings == ("nothing in that paragraph stands in another one",)


def test_a_document_stands_for_its_first_paragraph(made: Made) -> None:
    library = made()
    assert like(library, "a") == like(library, "a#p1")


@pytest.mark.parametrize("address", ["nowhere#p1", "a#p99", ""])
def test_an_address_of_nothing_is_told(made: Made, address: str) -> None:
    with pytest.raises(NotFoundError):
        made().more_like(address)


def test_every_paragraph_of_the_shipped_corpus_can_be_asked_for(shipped: Library) -> None:
    for document in shipped.documents():
        for one in shipped.document(document.id).paragraphs:
            page = shipped.more_like(one.address, limit=5)
            assert one.address not in [hit.address for hit in page.hits]
            assert len(page.hits) == min(5, page.total)
            assert [hit.score for hit in page.hits] == sorted((hit.score for hit in page.hits), reverse=True)
