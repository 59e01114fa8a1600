"""Names that are never offered again are kept for each corpus, in the user's state folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.curating.ignoring import Ignored, ignored_file
from cpec_tui.errors import CurationError


def test_names_are_kept_in_their_order_until_they_are_taken_back(tmp_path: Path) -> None:
    ignored = Ignored(tmp_path / "state" / "one.json")
    assert ignored.names() == {}
    ignored.put("general assembly", "General Assembly")
    assert ignored.put("u.n.", "U.N.") == {"general assembly": "General Assembly", "u.n.": "U.N."}
    assert list(Ignored(ignored.file).names()) == ["general assembly", "u.n."]
    assert ignored.take_back("general assembly") == {"u.n.": "U.N."}
    assert ignored.take_back("never was") == {"u.n.": "U.N."}


def test_each_corpus_has_a_file_of_its_own_in_the_state_folder(tmp_path: Path) -> None:
    one, other = (ignored_file(Corpus(tmp_path / name)) for name in "ab")
    assert one != other
    assert one.is_relative_to(platform.state_home())


@pytest.mark.parametrize(
    "content", ["", "[]", '{"version": 2, "names": {}}', '{"version": 1, "names": 3}', "{", "[" * 9999]
)
def test_a_file_that_cannot_be_used_counts_as_empty(tmp_path: Path, content: str) -> None:
    file = tmp_path / "one.json"
    file.write_text(content, encoding="utf-8")
    assert Ignored(file).names() == {}


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    with pytest.raises(CurationError, match="cannot be written"):
        Ignored(tmp_path / "state" / "one.json").put("a", "A")
