"""A renamed source is recognised by its content, and told until documents.yaml names its old id."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui import yamlfile
from cpec_tui.built.progress import Report
from cpec_tui.built.renaming import Known, found_anew, not_settled
from cpec_tui.errors import Problem
from cpec_tui.library import Library
from tests.built.states import write
from tests.corpora import HARBOUR, built_library, make_corpus


def rename(library: Library, old: str, new: str) -> Report:
    """Rename a source and build."""
    target = library.corpus.seeds / new
    target.parent.mkdir(exist_ok=True)
    (library.corpus.seeds / old).rename(target)
    return library.build()


def told(library: Library) -> list[Problem]:
    return [problem for problem in library.problems() if problem.code == "renamed-document"]


def pairs(report: Report) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in report.renamed]


def write_documents(library: Library, text: str) -> None:
    write(library.corpus, "../index/documents.yaml", text)


def test_a_renamed_source_is_told_with_what_to_write(library: Library) -> None:
    report = rename(library, "mine.txt", "pits/pit.txt")
    (one,) = report.renamed
    assert (one.old, one.new, one.old_path, one.new_path) == ("mine", "pits/pit", "mine.txt", "pits/pit.txt")
    assert one.advice == ("to keep its addresses working add to index/documents.yaml:\npits/pit:\n  former_ids: [mine]")
    (problem,) = told(library)
    assert (problem.path, problem.message, problem.hint) == (
        "index/documents.yaml",
        "document `mine` is now `pits/pit`",
        one.advice,
    )
    assert library.renamed() == {"mine": "pits/pit"}


def test_doing_what_is_advised_settles_it(library: Library) -> None:
    advice = rename(library, "mine.txt", "it's: [a] mine.txt").renamed[0].advice
    write_documents(library, advice.split("\n", 1)[1])
    assert library.build().renamed == ()
    assert told(library) == []
    assert library.renamed() == {}
    assert library.document("mine#p1").doc == "it's: [a] mine"


def test_it_is_told_until_it_is_settled(library: Library) -> None:
    rename(library, "mine.txt", "pit.txt")
    write(library.corpus, "pit.txt", "It is another text by now.\n")
    assert pairs(library.build()) == []
    assert len(told(library)) == 1
    assert library.build(rebuild=True).documents == 2
    assert len(told(library)) == 1


def test_a_document_of_the_old_id_settles_it(library: Library) -> None:
    rename(library, "mine.txt", "pit.txt")
    write(library.corpus, "mine.txt", "A new mine\n\nIt is deep.\n")
    library.build()
    assert told(library) == []


def test_a_document_that_is_removed_after_all_is_not_told(library: Library) -> None:
    rename(library, "mine.txt", "pit.txt")
    (library.corpus.seeds / "pit.txt").unlink()
    library.build()
    assert told(library) == []


def test_renamed_again_it_leads_to_the_last_id_and_all_old_ones_are_named(library: Library) -> None:
    rename(library, "mine.txt", "pit.txt")
    report = rename(library, "pit.txt", "hole.txt")
    assert pairs(report) == [("pit", "hole")]
    assert [problem.message for problem in told(library)] == [
        "document `mine` is now `hole`",
        "document `pit` is now `hole`",
    ]
    assert report.renamed[0].advice.endswith("hole:\n  former_ids: [mine, pit]")


def test_an_entry_of_the_old_id_goes_along(library: Library) -> None:
    write_documents(library, "mine:\n  title: The mine\n  former_ids: [shaft]\n")
    library.build()
    advice = rename(library, "mine.txt", "pit.txt").renamed[0].advice
    assert advice == (
        "to keep its addresses working rename its entry in index/documents.yaml (line 1) and put into it:\n"
        "pit:\n  former_ids: [shaft, mine]"
    )
    unknown = [problem.hint for problem in library.problems() if problem.code == "unknown-document"]
    assert unknown == ["it was renamed to `pit`"]


def test_an_entry_of_the_new_id_is_added_to(library: Library) -> None:
    write_documents(library, "# Notes\npit:\n  title: The pit\n")
    advice = rename(library, "mine.txt", "pit.txt").renamed[0].advice
    assert "put into its entry in index/documents.yaml (line 2):\npit:\n  former_ids: [mine]" in advice


def test_a_quotation_that_names_the_old_id_says_what_became_of_it(library: Library) -> None:
    rename(library, "harbour.txt", "haven.txt")
    (found,) = [problem for problem in library.problems() if problem.code == "evidence-elsewhere"]
    assert found.hint.startswith("the document was renamed to haven: ")


def test_a_second_file_of_the_same_name_renames_the_first(library: Library) -> None:
    write(library.corpus, "mine.rst", "Another mine\n\nIt is closed.\n")
    assert pairs(library.build()) == [("mine", "mine.txt")]


def test_a_changed_extension_changes_no_id(library: Library) -> None:
    assert rename(library, "mine.txt", "mine.text").renamed == ()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"a": "1", "b": "1"}, {"c": "1"}),
        ({"a": "1"}, {"b": "1", "c": "1"}),
        ({"a": "1"}, {"a": "1", "b": "1"}),
        ({"a": "1"}, {"b": "2"}),
    ],
)
def test_only_what_can_be_told_is_a_rename(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    known = Known({doc: (f"{doc}.txt", digest) for doc, digest in before.items()})
    assert found_anew(known, {doc: (f"{doc}.txt", digest) for doc, digest in now.items()}) == {}


_STATES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12345"))


@given(st.lists(_STATES, min_size=2, max_size=6))
def test_what_is_not_settled_always_leads_from_no_document_to_one(states: list[dict[str, str]]) -> None:
    known = Known()
    for state in states:
        now = {doc: (doc, digest) for doc, digest in state.items()}
        pending = not_settled(known, found_anew(known, now), now, {})
        assert all(old not in now and new in now for old, new in pending.items())
        known = Known(now, pending)


@pytest.mark.parametrize(
    "name", ["- a", "a: b", "a #b", "[x", 'say "x"', "back\\slash", "a\u202eb", "日本", "null", "a,b"]
)
def test_any_name_can_be_written_down(tmp_path: Path, name: str) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", {"old.txt": HARBOUR}, entities=None), tmp_path / "built")
    advice = rename(library, "old.txt", f"{name}.txt").renamed[0].advice
    value = yamlfile.parse(advice.split("\n", 1)[1])
    assert value == {name: {"former_ids": ["old"]}}
    library.close()
