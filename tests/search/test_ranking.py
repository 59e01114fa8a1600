"""The first hits of any plan are those with the highest scores by the formula, in every engine, in the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.built.generation import Generation, open_current
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.model import Role
from cpec_tui.search import bm25f, tantivy_engine, tantivy_ranking, weighing
from cpec_tui.search.engines import EngineName
from cpec_tui.search.plan import All, Any, AnyWord, Beginning, Filter, Plan, Rows, Without
from tests.corpora import built_library, make_corpus
from tests.engines import corpus_yaml, needs_tantivy
from tests.search import samples

pytestmark = needs_tantivy

DOCUMENTS = 120
# Engines keep numbers with the precision of four bytes.
NEARLY = 1e-6


@dataclass(frozen=True)
class Text:
    """A paragraph as the naive scorer sees it."""

    role: Role
    words: list[str]

    def has(self, plan: Plan, row: int) -> bool:
        """Whether it answers."""
        match plan:
            case AnyWord() | Beginning() | Rows():
                return self.times(plan, row) > 0
            case Filter(rows):
                return row in rows
            case Without(part):
                return not self.has(part, row)
            case Any(parts):
                return any(self.has(part, row) for part in parts)
            case All(parts):
                return all(self.has(part, row) for part in parts)
        raise AssertionError(plan)

    def times(self, part: AnyWord | Beginning | Rows, row: int) -> int:
        """How often it has a part, as far as that counts."""
        match part:
            case AnyWord(words):
                times = sum(map(self.words.count, words))
                return min(times, 1) if len(words) > weighing.FEW_FORMS else times
            case Beginning(letters):
                return int(any(word.startswith(letters) for word in self.words))
            case Rows(rows):
                return rows.get(row, 0)


@dataclass(frozen=True)
class Known:
    """The same thousand paragraphs with two engines, and as texts by row."""

    one: Generation = field(repr=False)
    other: Generation = field(repr=False)
    texts: Mapping[int, Text] = field(repr=False)

    def scores(self, plan: Plan) -> dict[int, float]:
        """The score of every paragraph that answers, told by looking at each."""
        parts = list(_scoring(plan))
        rarities = [self._rarity(part) for part in parts]
        average = sum(len(text.words) for text in self.texts.values()) / len(self.texts)
        found = {}
        for row, text in self.texts.items():
            if text.has(plan, row):
                weight = weighing.WEIGHTS[weighing.weight_code(text.role)]
                norm = weighing.norm(len(text.words), average)
                worth = (weighing.saturated(text.times(part, row), weight, norm) for part in parts)
                found[row] = sum(rarity * one for rarity, one in zip(rarities, worth, strict=True))
        return found

    def _rarity(self, part: AnyWord | Beginning | Rows) -> float:
        if isinstance(part, Rows) or (isinstance(part, Beginning) and not part.by_rarity):
            return 1.0
        return weighing.idf(sum(text.has(part, row) for row, text in self.texts.items()), len(self.texts))

    def made(self, plan: Plan) -> Plan:
        """``plan`` with the rows of its beginnings."""
        match plan:
            case Beginning(letters, _, by_rarity):
                return Beginning(letters, self.one.catalog.rows_beginning(letters), by_rarity)
            case Without(part):
                return Without(self.made(part))
            case Any(parts):
                return Any(tuple(map(self.made, parts)))
            case All(parts):
                return All(tuple(map(self.made, parts)))
            case _:
                return plan


def _scoring(plan: Plan) -> Iterator[AnyWord | Beginning | Rows]:
    match plan:
        case AnyWord() | Beginning() | Rows():
            yield plan
        case Any(parts) | All(parts):
            for part in parts:
                yield from _scoring(part)


def opened(root: Path, engine: EngineName, *, updated: bool) -> tuple[Library, Generation]:
    chance = random.Random(11)
    sources = {f"{number:03}.txt": samples.document(chance) for number in range(DOCUMENTS)}
    corpus = make_corpus(root / "corpus", sources, corpus_yaml=corpus_yaml(engine))
    library = built_library(corpus, root / "built")
    if updated:
        for name in list(sources)[::4]:
            (corpus.seeds / name).unlink()
        changed = {name: samples.document(chance) + "\nAn ending.\n" for name in list(sources)[1::9]}
        make_corpus(corpus.root, changed, corpus_yaml=corpus_yaml(engine))
        assert library.build().removed
    found = open_current(library.folder)
    assert found is not None
    return library, found


@pytest.fixture(scope="module", params=["soon", "late", "soon, updated"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """With as few candidates as there can be at first, or as usual; with removed paragraphs, or without."""
    updated = "updated" in request.param
    root = tmp_path_factory.mktemp("ranking")
    names: tuple[EngineName, ...] = ("whoosh", "tantivy")
    (one_library, one), (other_library, other) = (opened(root / name, name, updated=updated) for name in names)
    texts = {
        paragraph.row: Text(paragraph.role, tokens(paragraph.text))
        for paragraph in other.catalog.paragraphs(list(other.catalog.all_rows())).values()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tantivy_engine, "_FEW", 0)
        if "soon" in request.param:
            patch.setattr(tantivy_ranking, "MARGIN", 0)
            patch.setattr(tantivy_ranking, "_AT_ONCE", 1)
            patch.setattr(bm25f, "_FEW", 8)
        yield Known(one, other, texts)
    for opened_one in (one, other, one_library, other_library):
        opened_one.close()


_words = st.lists(st.sampled_from(sorted({word for text in samples.WORDS for word in tokens(text)})), unique=True)
_rows = st.dictionaries(st.integers(0, 3 * DOCUMENTS), st.integers(1, 3), min_size=1)
_many = st.builds(
    lambda first, step: frozenset(range(first, 4 * DOCUMENTS, step)), st.integers(0, 9), st.integers(1, 3)
)
_begun = st.builds(Beginning, st.sampled_from("m mi min c co cop a i h ha po r".split()), st.just(()), st.booleans())
_leaf = st.one_of(
    _words.filter(bool).map(lambda words: AnyWord(tuple(words[:3]))),
    st.sampled_from(samples.WORDS).map(lambda word: AnyWord((tokens(word)[0],))),
    _words.filter(lambda words: len(words) > weighing.FEW_FORMS).map(lambda words: AnyWord(tuple(words))),
    _begun,
    _rows.map(Rows),
)
_plans = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        st.builds(lambda one, rows: All((one, Filter(rows))), inner, _many),
        st.builds(lambda one, rows: Any((one, Filter(rows))), inner, _many),
        st.builds(lambda one, rows: All((one, Without(Filter(rows)))), inner, _many),
        st.builds(lambda one, other: All((one, Without(other))), inner, inner),
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(plan=_plans, limit=st.sampled_from((1, 3, 10, 50)))
def test_the_first_are_the_same_in_all_engines_and_the_best_by_the_formula(
    known: Known, plan: Plan, limit: int
) -> None:
    plan = known.made(plan)
    places = known.one.catalog.places
    one, other = (opened_one.engine.search(plan, limit, places) for opened_one in (known.one, known.other))
    assert [row for row, _ in other.best] == [row for row, _ in one.best]
    assert [score for _, score in other.best] == pytest.approx([score for _, score in one.best], rel=NEARLY)
    scores = known.scores(plan)
    assert other.total == one.total == len(scores)
    for row, score in other.best:
        assert score == pytest.approx(scores[row], rel=NEARLY)
    left_out = max((score for row, score in scores.items() if row not in dict(other.best)), default=0.0)
    assert len(other.best) == min(limit, len(scores))
    assert all(score >= left_out * (1 - NEARLY) for _, score in other.best)
    assert all(
        (-score, places.of(row)) < (-less, places.of(after))
        for (row, score), (after, less) in zip(other.best, other.best[1:], strict=False)
    )


def test_the_same_paragraphs_have_the_same_rows(known: Known) -> None:
    rows = list(known.texts)
    assert known.one.catalog.addresses(rows) == known.other.catalog.addresses(rows)
    assert len(rows) > 3 * DOCUMENTS


def test_what_has_two_forms_each_less_often_than_others_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best has two forms five times, others have one of them six times, and Tantivy likes three forms better."""
    monkeypatch.setattr(tantivy_engine, "_FEW", 0)
    monkeypatch.setattr(tantivy_ranking, "MARGIN", 0)
    several = [(6, 1, 0)] * 20 + [(5, 5, 0), (3, 3, 3)] + [(1, 6, 0)] * 20
    forms = ("port", "ports", "porting")
    lines = [[form for form, often in zip(forms, counts, strict=True) for _ in range(often)] for counts in several]
    text = "\n\n".join(" ".join(words + ["ships"] * (30 - len(words))) + "." for words in lines)
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": text}, corpus_yaml=corpus_yaml("tantivy"))
    library = built_library(corpus, tmp_path / "built")
    found = open_current(library.folder)
    assert found is not None
    ranked = found.engine.search(AnyWord(forms), 1, found.catalog.places)
    (best,) = found.catalog.paragraphs([row for row, _ in ranked.best]).values()
    found.close()
    library.close()
    assert ranked.total == len(several)
    assert tokens(best.text).count("port") == tokens(best.text).count("ports") == 5
