"""Fixtures for what the program writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator


@pytest.fixture
def curator(corpus: Corpus) -> Curator:
    """The hand that edits the small corpus."""
    return Curator(corpus)


@pytest.fixture
def cards(corpus: Corpus) -> Path:
    """The file in which the entities of the small corpus stand."""
    return corpus.index / "entities" / "all.yaml"
