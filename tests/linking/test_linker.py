"""The linker as a whole, against a naive one and by examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cpec_tui.linking.forms import spelling_of
from cpec_tui.linking.shapes import case_rule
from cpec_tui.model import Alias, Mention, Status
from tests.linking import naive
from tests.linking.texts import ALIASES, entity, link, linker, paragraph, shown, texts

EVERY_ALIAS = linker(*(entity(alias, key=f"e{number}") for number, alias in enumerate(ALIASES)))
ID_OF = {spelling_of(alias): f"e{number}" for number, alias in enumerate(ALIASES)}
RULES = [(spelling, case_rule(Alias(spelling), None)) for spelling in ID_OF if spelling]


def span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


@settings(max_examples=200, deadline=None)
@given(texts())
def test_mentions_are_those_of_a_naive_linker(text: str) -> None:
    found = naive.candidates(text, RULES)
    # A plural that is an alias of its own is that alias.
    owners = {
        place: frozenset(ID_OF[name] for name in names if len(names) == 1 or len(name) == place[1] - place[0])
        for place, names in found.items()
    }
    expected = naive.settled(owners)
    mentions = EVERY_ALIAS.link([paragraph(text)])[0]
    assert {span(one): (one.nested, frozenset({one.entity})) for one in mentions} == expected


@settings(max_examples=100, deadline=None)
@given(texts(40), texts(10))
def test_mentions_lie_in_their_paragraph_in_order_and_hold_its_text(text: str, other: str) -> None:
    for one, mentions in zip((text, other), EVERY_ALIAS.link([paragraph(text), paragraph(other, 2)]), strict=True):
        assert [(m.start, -m.end) for m in mentions] == sorted((m.start, -m.end) for m in mentions)
        for mention in mentions:
            assert 0 <= mention.start < mention.end <= len(one)
            assert mention.surface == one[mention.start : mention.end]
            assert (mention.entity is None) == (mention.status is Status.AMBIGUOUS) == bool(mention.candidates)


def test_overlap_is_settled_after_the_checks_of_boundary() -> None:
    # Leftmost-longest matching would lose "Xi" to "Xi Jin", which is only a part of "Xi Jinping".
    assert shown(link(linker(entity("Xi"), entity("Xi Jin")), "Xi Jinping spoke.")) == [("Xi", "Xi")]


def test_names_inside_names_are_nested_mentions_at_every_level() -> None:
    one = linker(entity("China"), entity("Bank of China"), entity("Bank of China Tower"), entity("Tower"))
    mentions = link(one, "The Bank of China Tower in China.")
    assert [(m.surface, m.nested) for m in mentions] == [
        ("Bank of China Tower", False),
        ("Bank of China", True),
        ("China", True),
        ("Tower", True),
        ("China", False),
    ]


def test_an_alias_inside_a_longer_name_of_the_same_entity_is_no_mention_of_its_own() -> None:
    one = linker(entity("Asif Ali Zardari", "Zardari"), entity("Asif"))
    assert shown(link(one, "Asif Ali Zardari")) == [("Asif Ali Zardari", "Asif Ali Zardari"), ("Asif", "Asif")]


def test_of_two_names_that_cross_the_longer_stays() -> None:
    one = linker(entity("New York Times"), entity("Times Square"))
    assert shown(link(one, "the New York Times Square office")) == [("New York Times", "New York Times")]


def test_a_name_that_needs_support_and_has_none_takes_nothing_away() -> None:
    hill = entity("Brook Hill Station", Alias("Brook Hill Station", needs=("lantern",)), key="station")
    one = linker(hill, entity("Ada Brook"))
    assert shown(link(one, "Ada Brook Hill Station")) == [("Ada Brook", "Ada Brook")]
    assert shown(link(one, "Ada Brook Hill Station, by the lantern")) == [("Brook Hill Station", "station")]


def test_a_form_of_two_entities_is_ambiguous_with_both_as_candidates() -> None:
    one = linker(entity("Metal Company", "MCC", key="metal"), entity("Aid Company", "MCC", key="aid", kind="mineral"))
    (mention,) = link(one, "MCC came.")
    assert (mention.status, mention.entity, mention.candidates) == (Status.AMBIGUOUS, None, ("aid", "metal"))
    assert mention.kind is None


def test_a_definition_decides_what_an_acronym_means() -> None:
    one = linker(entity("Metal Company", "MCC", key="metal"), entity("Aid Company", "MCC", key="aid"))
    assert shown(link(one, "Metal Company (MCC) and Aid Company met.", "MCC left.")) == [
        ("Metal Company", "metal"),
        ("MCC", "metal"),
        ("Aid Company", "aid"),
        ("MCC", "metal"),
    ]


def test_a_later_definition_counts_from_there_on() -> None:
    one = linker(entity("Metal Company", "MCC", key="metal"), entity("Aid Company", "MCC", key="aid"))
    mentions = link(one, "MCC. Metal Company (MCC). MCC.", "Aid Company (MCC). MCC.")
    assert [owner for surface, owner in shown(mentions) if surface == "MCC"] == [
        "metal",
        "metal",
        "metal",
        "aid",
        "aid",
    ]


def test_another_name_in_the_document_decides_what_it_can() -> None:
    one = linker(entity("Metal Company", "MCC", key="metal"), entity("Aid Company", "MCC", key="aid"))
    assert shown(link(one, "MCC dug.", "Metal Company dug.")) == [("MCC", "metal"), ("Metal Company", "metal")]


def test_a_definition_covers_the_plural_of_its_acronym() -> None:
    one = linker(entity("Rare Ore", "REE", key="ore"), entity("Rail Engine", "REE", key="engine"))
    assert shown(link(one, "Rare Ore (REE) and more REEs"))[-1] == ("REEs", "ore")


def test_what_was_listed_beats_a_plural_made_by_rule() -> None:
    one = linker(entity("Rare Ore", "REE", key="ore"), entity("Reeses", "REEs", key="sweets"))
    assert shown(link(one, "REEs and REE")) == [("REEs", "sweets"), ("REE", "ore")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Brook came. Brook left.", ["Ada Brook", "Brook"]),
        ("Brook came. Ada Brook left.", ["Ada Brook"]),
        ("Brook came.", []),
    ],
)
def test_only_after_asks_for_the_entity_earlier_in_the_document(text: str, found: list[str]) -> None:
    one = linker(entity("Ada Brook", Alias("Brook", only_after=("brook",)), key="brook"))
    assert [m.surface for m in link(one, text)] == found


def test_only_after_an_entity_is_not_satisfied_by_its_id_as_a_word() -> None:
    one = linker(entity("Ada Brook", Alias("Brook", only_after=("brook",)), key="brook"))
    assert link(one, "A brook ran by. Brook came.") == []


def test_only_after_may_name_a_text_that_stands_free() -> None:
    one = linker(entity("Ada Brook", Alias("Brook", only_after=("Mayor Ada",)), key="brook"))
    assert link(one, "Mayor Adam and Brook") == []
    assert shown(link(one, "Mayor-Ada", "Brook")) == [("Brook", "brook")]


def test_needs_are_met_by_words_or_entities_anywhere_in_the_document() -> None:
    one = linker(
        entity("Hub", Alias("Hub", needs=("Balochistan", "port town", "aldport")), key="hub"),
        entity("Aldport", key="aldport"),
    )
    assert link(one, "The Hub.") == []
    assert shown(link(one, "The Hub.", "It is a town with a port.")) == [("Hub", "hub")]
    assert [m.surface for m in link(one, "Hub, Aldport")] == ["Hub", "Aldport"]


def test_a_need_without_a_word_is_never_met() -> None:
    assert link(linker(entity("Hub", Alias("Hub", needs=("!",)))), "Hub!") == []


def test_a_name_with_rules_is_ruled_by_them() -> None:
    one = linker(entity("Hub", Alias("Hub", not_before=("of",)), key="hub"))
    assert [m.start for m in link(one, "Hub of trade. Hub town.")] == [14]


def test_a_hostile_line_is_linked_in_time_that_grows_with_its_length() -> None:
    # 20,000 candidates, each of which overlaps dozens of others.
    aliases = [" ".join(["aa"] * count) for count in range(1, 21)]
    one = linker(*(entity(alias, kind="mineral") for alias in aliases))
    mentions = link(one, "aa " * 1_000)
    assert len([m for m in mentions if not m.nested]) == 50
    assert len([m for m in mentions if m.surface == "aa"]) == 1_000


def test_no_entities_or_no_text_give_no_mentions() -> None:
    assert link(linker(), "Xi") == []
    assert link(linker(entity("Xi")), "") == []
    assert linker(entity("Xi")).link([]) == []


def test_text_with_lone_surrogates_is_linked_like_any_other() -> None:
    assert [(m.start, m.end) for m in link(linker(entity("Xi"), entity("\ud800 B")), "\ud800 Xi")] == [(2, 4)]
