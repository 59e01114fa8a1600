"""What a person decided counts more than any rule."""

from __future__ import annotations

import pytest

from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Alias, Decision, Mention, Scope, Status, Verdict
from tests.linking.texts import entity, linker, paragraph

ONE = linker(
    entity("Metal Company", "MCC", key="metal"),
    entity("Aid Company", "MCC", key="aid"),
    entity("Hub", Alias("Hub", needs=("lantern",)), key="hub"),
)
DOC = "a"


def link(verdicts: list[Verdict], *document: str, doc: str | None = DOC) -> list[Mention]:
    paragraphs = [paragraph(text, number) for number, text in enumerate(document, 1)]
    return [one for found in Linker(ONE.gazetteer, Verdicts(verdicts)).link(paragraphs, doc) for one in found]


def told(mentions: list[Mention]) -> list[tuple[str, str, str | None]]:
    return [(one.surface, one.status.value, one.entity) for one in mentions]


def test_an_accepted_mention_is_linked_and_speaks_for_others_of_its_form() -> None:
    verdict = Verdict(Decision.ACCEPT, "aid", "MCC", document=DOC, before="", after=" came.")
    assert told(link([verdict], "MCC came.", "MCC left.")) == [("MCC", "linked", "aid"), ("MCC", "linked", "aid")]


def test_a_rejected_mention_is_kept_as_such_and_takes_nothing_from_others() -> None:
    verdict = Verdict(Decision.REJECT, "metal", "Metal Company", document=DOC, before="", after=" came.")
    mentions = link([verdict], "Metal Company came.", "MCC left.")
    assert told(mentions) == [("Metal Company", "rejected", None), ("MCC", "ambiguous", None)]
    assert mentions[0].candidates == ("metal",)


def test_of_two_candidates_the_one_that_is_not_rejected_stays() -> None:
    verdict = Verdict(Decision.REJECT, "metal", "MCC", Scope.DOCUMENT, document=DOC)
    assert told(link([verdict], "MCC came.")) == [("MCC", "linked", "aid")]


@pytest.mark.parametrize("scope", [Scope.DOCUMENT, Scope.CORPUS])
def test_a_retargeted_form_is_the_other_entity_against_definitions_too(scope: Scope) -> None:
    document = DOC if scope is Scope.DOCUMENT else None
    verdict = Verdict(Decision.RETARGET, "metal", "MCC", scope, to="aid", document=document)
    found = link([verdict], "Metal Company (MCC) came.")
    assert told(found) == [("Metal Company", "linked", "metal"), ("MCC", "linked", "aid")]


def test_an_accepted_form_links_where_no_alias_would() -> None:
    accept = Verdict(Decision.ACCEPT, "hub", "port town", Scope.DOCUMENT, document=DOC)
    assert told(link([accept], "The port town and the Hub.")) == [("port town", "linked", "hub")]
    short = Verdict(Decision.ACCEPT, "hub", "Hub", Scope.CORPUS)
    assert told(link([short], "The Hub.")) == [("Hub", "linked", "hub")]


def test_verdicts_on_other_documents_say_nothing() -> None:
    verdict = Verdict(Decision.ACCEPT, "aid", "MCC", Scope.DOCUMENT, document="b")
    assert link([verdict], "MCC came.")[0].status is Status.AMBIGUOUS


def test_only_verdicts_on_the_corpus_hold_in_a_text_outside_it() -> None:
    everywhere = Verdict(Decision.ACCEPT, "aid", "MCC", Scope.CORPUS)
    here = Verdict(Decision.ACCEPT, "metal", "MCC", Scope.DOCUMENT, document=DOC)
    assert told(link([everywhere, here], "MCC came.", doc=None)) == [("MCC", "linked", "aid")]


def test_a_verdict_for_an_entity_that_is_unknown_is_left_alone() -> None:
    verdict = Verdict(Decision.ACCEPT, "nobody", "Metal Company", Scope.CORPUS)
    assert told(link([verdict], "Metal Company")) == [("Metal Company", "linked", "metal")]
