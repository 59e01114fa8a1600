"""What stands around an entity: related entities and mentions by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.answers import Related, Timeline
from cpec_tui.errors import NotFoundError
from cpec_tui.library import Library
from cpec_tui.model import Status
from tests.corpora import built_library, make_corpus
from tests.search.reference import Passage, passages
from tests.search.samples import built


@pytest.fixture(scope="module", params=[2, 5])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = built(request.param, tmp_path_factory.mktemp("sample"))
    yield library
    library.close()


def linked(passage: Passage) -> list[str]:
    return [one.entity for one in passage.mentions if one.status is Status.LINKED and one.entity is not None]


def check_related(library: Library) -> None:
    known = {hit.id: hit for hit in library.entities()}
    named = [set(linked(passage)) for passage in passages(library)]
    for entity in known:
        counts = Counter(other for found in named if entity in found for other in found - {entity})
        expected = [Related(other, known[other].name, known[other].kind, count) for other, count in counts.items()]
        expected.sort(key=lambda one: (-one.paragraphs, one.name))
        assert library.related(entity, limit=1000) == tuple(expected)
        assert library.related(entity, limit=2) == tuple(expected[:2])


def check_timelines(library: Library) -> None:
    found = passages(library)
    for hit in library.entities():
        years = Counter((one.metadata.date or "undated")[:4] for one in found for name in linked(one) if name == hit.id)
        timeline = library.timeline(hit.id)
        assert timeline.undated == years.pop("unda", 0)
        assert {year: count for year, count in timeline.years if count} == years
        assert sum(count for _, count in timeline.years) + timeline.undated == hit.mentions
        assert [int(year) for year, _ in timeline.years] == list(
            range(int(min(years, default="1")), int(max(years, default="0")) + 1)
        )


def test_related_entities_and_years_are_those_of_the_texts(sample: Library) -> None:
    check_related(sample)
    check_timelines(sample)


def test_related_entities_and_years_are_those_of_the_shipped_corpus(shipped: Library) -> None:
    check_related(shipped)
    check_timelines(shipped)


def test_who_shares_most_paragraphs_comes_first(library: Library) -> None:
    assert library.related("copper", limit=2) == (
        Related("redhill", "Redhill", "place", 2),
        Related("sas", "Stone and Sons", "organisation", 1),
    )


def test_years_without_a_mention_are_shown_between_those_with_one(tmp_path: Path) -> None:
    sources = {
        "a.txt": "---\ndate: 2019-05\n---\n\nCopper, copper.\n",
        "b.txt": "---\ndate: 2022\n---\n\nCopper.\n",
        "c.txt": "---\ndate: 2025\n---\n\nGold.\n",
        "d.txt": "Copper without a date.\n",
    }
    library = built_library(make_corpus(tmp_path / "corpus", sources), tmp_path / "built")
    assert library.timeline("copper") == Timeline((("2019", 2), ("2020", 0), ("2021", 0), ("2022", 1)), 1)
    assert library.timeline("aldport") == Timeline((), 0)
    assert library.related("aldport") == ()
    library.close()


def test_entities_are_known_by_name_and_unknown_ones_are_refused(library: Library) -> None:
    assert library.related("Stone and Sons") == library.related("sas")
    assert library.timeline("Stone and Sons") == library.timeline("sas")
    with pytest.raises(NotFoundError, match="there is no entity `nobody`"):
        library.related("nobody")
    with pytest.raises(NotFoundError, match="there is no entity `nobody`"):
        library.timeline("nobody")
