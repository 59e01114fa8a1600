"""A corpus that asks for Tantivy where that cannot be loaded: Whoosh answers, and one line says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cpec_tui.built.choosing import NOT_INSTALLED
from cpec_tui.cli import main as main_module
from cpec_tui.search.engines import is_installed
from tests.corpora import built_library, make_corpus
from tests.engines import corpus_yaml

# What stands in for it: one made for another Python, and one of which only the folder is left.
BROKEN = {"built for another Python": "raise ImportError('wrong magic number')\n", "half removed": ""}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_whoosh_answers_where_tantivy_cannot_be_loaded(tmp_path: Path, content: str) -> None:
    corpus = make_corpus(tmp_path / "corpus", corpus_yaml=corpus_yaml("tantivy"))
    # Where Tantivy is installed it was used until now.
    before = built_library(corpus, tmp_path / "built")
    assert (before.overview().engine == "tantivy") is is_installed("tantivy")
    before.close()
    package = tmp_path / "packages" / "tantivy"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(content, encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join((str(package.parent), str(Path(main_module.__file__).parents[2])))
        command = [sys.executable, "-P", "-m", "cpec_tui", *words, "--corpus", str(corpus.root)]
        return subprocess.run(
            [*command, "--built-index", str(tmp_path / "built")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )

    indexed = run("index")
    assert indexed.returncode == 0, indexed.stderr
    assert NOT_INSTALLED in indexed.stderr
    found = run("search", "copper")
    assert found.returncode == 0, found.stderr
    assert "mine" in found.stdout
    assert "Traceback" not in indexed.stderr + found.stderr
