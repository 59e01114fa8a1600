"""Why a span links, or does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.linking.explaining import Account, accounts
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Alias, Decision, Entity, Kind, Scope, Verdict
from tests.linking.texts import paragraph

KINDS = {"person": Kind("person", "person", "persons", schema="Person"), "firm": Kind("firm", "firm", "firms")}
ENTITIES = [
    Entity("ada", "person", "Ada Brook", (Alias("President Brook"),)),
    Entity("metal", "firm", "Metal Company", (Alias("MCC"), Alias("ML-1")), context=("copper",)),
    Entity("aid", "firm", "Aid Company", (Alias("MCC"),)),
    Entity("hub", "firm", "Hub", (Alias("Hub", needs=("lantern", "port"), not_before=("Dam",), not_after=("the",)),)),
    Entity("late", "firm", "Late Firm", (Alias("Firmly", only_after=("lantern",)),)),
]


def told(*document: str, of: int = 0, verdicts: tuple[Verdict, ...] = ()) -> dict[str, Account]:
    paragraphs = [paragraph(text, number) for number, text in enumerate(document, 1)]
    linker = Linker(Gazetteer(ENTITIES, KINDS), Verdicts(verdicts))
    return {one.surface: one for one in accounts(linker, paragraphs, of, "a")}


_PIECES = st.sampled_from(
    """
    Ada Brook|Brook|Ben|President Brook|Metal Company|Metal|(MCC)|MCC|ML-1|ML1|Aid Company|Hub|lantern|port|Dam|the
    copper|Late Firm|Firmly|(LF)|LF|. |, | and |-|’s|said
    """.replace("\n", "|").split("|")
).map(str.strip)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=12).map(" ".join), min_size=1, max_size=3))
def test_an_account_tells_of_the_very_mentions_that_are_linked(document: list[str]) -> None:
    paragraphs = [paragraph(text, number) for number, text in enumerate(document, 1)]
    linker = Linker(Gazetteer(ENTITIES, KINDS))
    for number, mentions in enumerate(linker.link(paragraphs)):
        told_of = [one.mention for one in accounts(linker, paragraphs, number) if one.mention is not None]
        assert told_of == mentions


def test_a_link_tells_its_alias_and_rule() -> None:
    found = told("Metal Company and ML1")
    assert [story.rule for story in found["Metal Company"].stories] == ["its name “Metal Company”"]
    assert [story.rule for story in found["ML1"].stories] == ["another spelling, made by rule, of “ML-1”"]


def test_a_surname_and_a_definition_are_told_as_such() -> None:
    found = told("Ada Brook. Brook. Late Firm (LF)")
    assert [story.rule for story in found["Brook"].stories] == ["the last word of a full name, by rule"]
    assert [story.rule for story in found["LF"].stories] == ["short for it by a definition in the document"]


def test_what_an_acronym_is_defined_as_is_told() -> None:
    (story, other) = told("Metal Company (MCC)")["MCC"].stories
    assert story.rule == "its alias “MCC”; the document defines it so: “Metal Company”, ¶1"
    assert other.entity == "aid"
    assert other.objection == "the document defines it as something else: “Metal Company”, ¶1"


def test_the_candidates_are_told_with_their_evidence() -> None:
    account = told("MCC sells copper.")["MCC"]
    assert account.mention is not None
    assert account.mention.entity == "metal"
    assert [(story.entity, story.points, story.objection) for story in account.stories] == [
        ("metal", 4, None),
        ("aid", 0, "another entity has more evidence"),
    ]
    assert [one.text for one in account.stories[0].evidence] == ["word copper"]


def test_candidates_of_an_ambiguous_mention_have_no_objection() -> None:
    assert [story.objection for story in told("MCC came.")["MCC"].stories] == [None, None]


@pytest.mark.parametrize(
    ("text", "surface", "objection"),
    [
        ("Hub", "Hub", "nothing of what it needs stands there (needs): “lantern”, “port” in the document"),
        ("Hub Dam and port", "Hub", "what follows forbids it (not_before): “Dam”"),
        ("the Hub of the port", "Hub", "what stands before forbids it (not_after): “the”"),
        ("Firmly", "Firmly", "nothing of what must stand before it does (only_after): “lantern”"),
        ("mcc", "mcc", "its letter case differs: the alias is written “MCC”"),
        ("MCC'an", "MCC", "it stands inside a longer word"),
        ("MCC$ 5", "MCC", "it is part of a sum of money"),
        ("Then Brook came", "Brook", "the title that the alias gives does not stand right before it: President"),
        ("Ada Brook saw Carl Brook.", "Brook", "a name beside it makes it another one's name"),
    ],
)
def test_what_does_not_link_tells_why(text: str, surface: str, objection: str) -> None:
    account = told(text)[surface]
    assert account.mention is None
    assert objection in [story.objection for story in account.stories]


def test_a_surname_without_the_full_name_tells_so() -> None:
    assert "the full name does not stand before it" in [one.objection for one in told("Then Brook")["Brook"].stories]


def test_parts_of_a_longer_name_of_the_same_entity_need_no_account() -> None:
    assert list(told("Ada Brook")) == ["Ada Brook"]


def test_verdicts_are_told() -> None:
    reject = Verdict(Decision.REJECT, "metal", "Metal Company", Scope.CORPUS)
    (story,) = told("Metal Company", verdicts=(reject,))["Metal Company"].stories
    assert story.objection == "a verdict rejects it"
    accept = Verdict(Decision.ACCEPT, "aid", "MCC", Scope.CORPUS)
    (first, second) = told("MCC", verdicts=(accept,))["MCC"].stories
    assert (first.entity, first.rule) == ("aid", "accepted by a verdict")
    assert second.objection == "a verdict says otherwise"


def test_a_text_without_any_form_has_no_account() -> None:
    assert told("Nothing here.") == {}
