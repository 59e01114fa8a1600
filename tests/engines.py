"""The text engines, for tests that hold for each of them."""

from __future__ import annotations

import pytest

from cpec_tui.search.engines import NAMES, EngineName, is_installed
from tests.corpora import CORPUS_YAML

needs_tantivy = pytest.mark.skipif(not is_installed("tantivy"), reason="Tantivy is not installed")
ENGINES = [pytest.param(name, marks=needs_tantivy if name == "tantivy" else ()) for name in NAMES]
# For tests that take ``engine``, or the small corpus.
each_engine = pytest.mark.parametrize("engine", ENGINES)


def corpus_yaml(engine: EngineName) -> str:
    """corpus.yaml of the small corpora, with that engine."""
    return f"{CORPUS_YAML}engine: {engine}\n"
