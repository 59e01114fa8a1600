"""``cpec-tui show``, ``entity`` and ``mentions`` for people, and for what is not there."""

from __future__ import annotations

import pytest

from cpec_tui.corpus import Corpus
from tests.cli.conftest import Shell


@pytest.mark.usefixtures("at_a_terminal")
def test_a_document_is_shown_with_its_paragraphs_numbered(ask: Shell) -> None:
    answer = ask("show", "harbour")
    assert answer.out.startswith("harbour · The harbour of Aldport")
    assert "¶3" in answer.out
    assert "[harbour#p2]" not in answer.out


@pytest.mark.usefixtures("at_a_terminal")
def test_a_paragraph_is_shown_with_how_to_cite_it(ask: Shell) -> None:
    assert ask("show", "harbour#p2").out.rstrip().endswith("[harbour#p2]")


@pytest.mark.usefixtures("at_a_terminal")
def test_a_card_is_a_panel_and_mentions_a_concordance(ask: Shell) -> None:
    assert "─ Stone and Sons · organisation · @sas ─" in ask("entity", "sas").out
    mentions = ask("mentions", "brook")
    assert "Ada Brook, who leads" in mentions.out
    assert "mine#p3" in mentions.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("show", "harbur"), "did you mean `harbour`?"),
        (("show", "harbour#p99"), "has no paragraph 99"),
        (("show", "#p1"), "there is no document"),
        (("entity", "Ada Brok"), "did you mean `Ada Brook` (brook)?"),
        (("mentions", "\x1b[31m"), "there is no entity `␛[31m`"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(ask: Shell, args: tuple[str, ...], said: str) -> None:
    for options in ((), ("--json",)):
        answer = ask(*args, *options)
        assert (answer.code, answer.out) == (1, "")
        assert said in answer.err


def test_an_entity_without_mentions_is_nothing_found(ask: Shell) -> None:
    assert ask("entity", "brook").code == 0
    assert ask("mentions", "brook").code == 0


def test_an_entity_may_be_asked_for_as_in_a_query(ask: Shell) -> None:
    assert ask("entity", "@brook", "--json").json["id"] == "brook"


def test_a_fact_whose_quotation_is_lost_does_not_pass_for_proved(ask: Shell, corpus: Corpus) -> None:
    assert " ✓ It rebuilt the quays of Aldport." in ask("entity", "sas").out
    source = corpus.seeds / "harbour.txt"
    before = source.read_text()
    source.write_text(before.replace("quays were rebuilt by Stone and Sons", "piers belong to others"))
    out = ask("entity", "sas").out
    assert " ✗ It rebuilt the quays of Aldport." in out
    assert "“quays were rebuilt by Stone and Sons” [lost]" in out


def test_a_quotation_that_changed_is_shown_beside_what_stands_there_now(ask: Shell, corpus: Corpus) -> None:
    source = corpus.seeds / "harbour.txt"
    source.write_text(source.read_text().replace("quays were rebuilt by", "piers were rebuilt by"))
    out = ask("entity", "sas").out
    assert " ≠ It rebuilt the quays of Aldport." in out
    assert "“quays were rebuilt by Stone and Sons” [harbour#p2, changed]\n" in out
    assert "     now “piers were rebuilt by Stone and Sons”\n" in out
    (evidence,) = ask("entity", "sas", "--json").json["facts"][0]["evidence"]
    assert (evidence["standing"], evidence["found_at"]) == ("changed", "harbour#p2")
    assert evidence["now"] == "piers were rebuilt by Stone and Sons"


def test_a_quotation_in_another_document_is_said_to_stand_there(ask: Shell, corpus: Corpus) -> None:
    sentence = "Its quays were rebuilt by Stone and Sons (SAS)."
    source = corpus.seeds / "harbour.txt"
    source.write_text(source.read_text().replace(sentence, ""))
    (corpus.seeds / "port.txt").write_text(f"A port\n\nIt is old.\n\n{sentence}\n")
    out = ask("entity", "sas").out
    assert " » It rebuilt the quays of Aldport." in out
    assert "[port#p3, in another document]" in out
