"""``cpec-tui search``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.cli import output
from cpec_tui.cli.main import run
from tests.cli.conftest import Shell
from tests.corpora import built_library, make_corpus


def test_words_may_be_one_argument_or_several(ask: Shell) -> None:
    assert (
        ask("search", "copper mine", "--json").json["query"] == ask("search", "copper", "mine", "--json").json["query"]
    )


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (("copper", "-gold"), "copper -gold"),
        (("-harbour", "copper"), "-harbour copper"),
        (("-l", "copper"), "-l copper"),
        (("copper", "--limit", "1", "-gold"), "copper -gold"),
        (("copper", "-"), "copper -"),
    ],
)
def test_a_word_with_a_dash_is_excluded_and_no_option(ask: Shell, words: tuple[str, ...], query: str) -> None:
    assert ask("search", "--json", *words).json["query"] == query


def test_two_dashes_end_the_options(ask: Shell) -> None:
    assert ask("search", "--json", "copper", "--", "--limit").json["query"] == "copper --limit"


def test_a_mistyped_option_is_no_word(ask: Shell) -> None:
    answer = ask("search", "copper", "--limt", "3")
    assert answer.code == 2
    assert "--limt" in answer.err
    assert ask("search", "copper", "--limit", "-3").code == 2


def test_help_is_found_among_words(ask: Shell) -> None:
    assert "saindk~" in ask("search", "copper", "-h").out


@pytest.mark.parametrize(
    ("query", "code"),
    [("copper", 0), ("westland OR nothing", 0), ("zebra", 1), ("kind:", 2), ("", 2), ("sorce:x", 2)],
)
def test_the_exit_code_says_whether_anything_was_found(ask: Shell, query: str, code: int) -> None:
    assert ask("search", query).code == code


ODD = {
    "operators": "NOT OR foobar",
    "quotes": '"' * 99,
    "brackets": "(" * 200,
    "a long word": "a" * 10_000,
    "many words": "b " * 5_000,
    "an escape": "\x1b[31m",
    "a surrogate": "\udcff",
}


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_odd_queries_are_answered_in_words(ask: Shell, query: str) -> None:
    answer = ask("search", query)
    assert answer.code in (1, 2)
    assert answer.err
    assert "Traceback" not in answer.err
    assert "\x1b" not in answer.err + answer.out


def test_pages_of_hits(ask: Shell) -> None:
    whole = ask("search", "copper", "--json").json
    second = ask("search", "copper", "--json", "--offset", "1", "--limit", "1").json
    assert second["hits"] == whole["hits"][1:2]
    assert (second["total"], second["offset"]) == (whole["total"], 1)
    assert ask("search", "copper", "--limit", "1").out.startswith("copper: 1-1 of 2 paragraphs")


def test_hits_come_by_rank_or_by_date(ask: Shell) -> None:
    def addresses(*options: str) -> list[str]:
        return [hit["address"] for hit in ask("search", "westland OR copper", "--json", *options).json["hits"]]

    assert addresses() == addresses("--order", "rank")
    assert addresses("--order", "newest") == ["harbour#p2", "harbour#p3", "mine#p1", "mine#p2"]
    assert addresses("--order", "oldest", "--limit", "2", "--offset", "1") == ["harbour#p3", "mine#p1"]
    assert ask("search", "copper", "--order", "best").code == 2


@pytest.mark.usefixtures("at_a_terminal")
def test_people_get_entities_in_a_table_and_hits_with_headings(ask: Shell) -> None:
    answer = ask("search", "copper")
    assert "entity" in answer.out
    assert "@copper" in answer.out
    assert "mine#p1  Redhill copper mine  n.d." in answer.out
    assert "Redhill. Copper, gold and silver leave by rail." in answer.out
    assert ask("search", "copper", "--plain").out.startswith("copper: 2 paragraphs")


HOSTILE = (
    "---\ntitle: '[/red] :smile:'\n---\n\n[/red] a harbour \x1b[2J\x1b]0;owned\x07 [bold]bold \u202eevil :smile:\n"
)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("options", [(), ("--plain",)])
@pytest.mark.parametrize(
    "command", [("search", "harbour"), ("show", "a"), ("show",), ("mentions", "x"), ("entity", "x")]
)
def test_a_hostile_text_is_shown_and_does_nothing(
    command: tuple[str, ...], options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entities = '- {id: x, kind: place, name: harbour, summary: "[/red] \\e[31m x", facts: [{text: "[/] \\a"}]}\n'
    corpus = make_corpus(tmp_path / "c", {"a.txt": HOSTILE}, entities=entities)
    built_library(corpus, tmp_path / "b").close()
    code = run([*command, *options, "--corpus", str(corpus.root), "--built-index", str(tmp_path / "b")])
    printed = capsys.readouterr()
    assert code == 0
    assert printed.err == ""
    assert not {"\x1b", "\x07", "\u202e"} & set(printed.out)
    assert "[/" in printed.out
    assert ":smile:" in printed.out or command[0] in ("entity", "mentions")


def test_copies_are_counted_beside_what_stands_for_them(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path / "corpus", dict.fromkeys(("a.txt", "b.txt", "c.txt"), "Copper went up.\n"))
    ask = ("--corpus", corpus.root, "--built-index", tmp_path / "built")
    assert "a#p1\t«Copper» went up.\t+2 copies\n" in shell("search", "copper", *ask).out
    (hit,) = shell("search", "copper", "--json", *ask).json["hits"]
    assert hit["copies"] == ["b#p1", "c#p1"]
    monkeypatch.setattr(output, "is_plain", lambda options: options.plain)
    assert "n.d.  +2 copies" in shell("search", "copper", *ask).out
