"""Curated files made from text, and what loading says of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui.entities.curated import Curated
from cpec_tui.entities.loading import load
from cpec_tui.errors import Problem
from tests.corpora import CORPUS_YAML, make_corpus

Loader = Callable[..., Curated]


def told(curated: Curated) -> list[tuple[str, int, str]]:
    """(code, line, message) of each problem."""
    return [(problem.code, problem.line, problem.message) for problem in curated.problems]


def only(curated: Curated) -> Problem:
    """The one problem there is."""
    (problem,) = curated.problems
    return problem


@pytest.fixture
def loaded(tmp_path: Path) -> Loader:
    """Load a corpus with the texts of its curated files."""

    def make(
        entities: str | None = None,
        *,
        corpus: str = CORPUS_YAML,
        documents: str | None = None,
        verdicts: str | None = None,
    ) -> Curated:
        root = tmp_path / "corpus"
        return load(
            make_corpus(
                root, {}, entities=entities, corpus_yaml=corpus, documents_yaml=documents, verdicts_yaml=verdicts
            )
        )

    return make
