"""What a new corpus takes from the shipped corpus.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui import yamlfile
from cpec_tui.creating import templates
from cpec_tui.errors import CorpusError

SHIPPED = """\
# About this corpus.
format: 1
title: Ours
# What sorts there are.
kinds:
  # Places are places.
  - {name: place}
# Ours alone.
residue:
  - ours

# How they relate.
relation_types:
  - {name: part of}
short_title: O
"""


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shipped corpus of the test's own."""
    monkeypatch.setattr(templates, "shipped_root", lambda: tmp_path)
    (tmp_path / "index").mkdir()
    file = tmp_path / "index" / "corpus.yaml"
    file.write_text(SHIPPED, encoding="utf-8")
    return file


@pytest.mark.usefixtures("shipped")
def test_kinds_and_relation_types_come_with_their_comments_and_nothing_else() -> None:
    text = templates.corpus_yaml("New")
    assert text.endswith("""
# What sorts there are.
kinds:
  # Places are places.
  - {name: place}

# How they relate.
relation_types:
  - {name: part of}
""")
    assert "ours" not in text.lower()
    assert "kind: place" in templates.entities_yaml()


def test_without_kinds_there_is_one(shipped: Path) -> None:
    shipped.write_text("format: 1\ntitle: Ours\n")
    parsed = yamlfile.parse(templates.corpus_yaml("New"))
    assert isinstance(parsed, yamlfile.YamlMap)
    assert parsed["kinds"] == [{"name": "thing"}]
    assert "kind: thing" in templates.entities_yaml()


def test_an_installation_without_its_corpus_is_told(shipped: Path) -> None:
    shipped.unlink()
    with pytest.raises(CorpusError, match="install cpec-tui again"):
        templates.corpus_yaml("New")
