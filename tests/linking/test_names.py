"""What a mention is, by example: titles, brackets, surnames, legal forms, units, small words, other spellings."""

from __future__ import annotations

import pytest

from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Alias, Entity, Kind, Mention, Paragraph, Role
from tests.linking.texts import shown

KINDS = {
    "person": Kind("person", "person", "persons", schema="Person"),
    "place": Kind("place", "place", "places", schema="Address"),
    "firm": Kind("firm", "firm", "firms", schema="Company"),
    "project": Kind("project", "project", "projects", schema="Project"),
    "event": Kind("event", "event", "events", schema="Event"),
    "metal": Kind("metal", "metal", "metals", case="any"),
}


def entity(key: str, kind: str, name: str, *aliases: str | Alias, context: tuple[str, ...] = ()) -> Entity:
    listed = tuple(Alias(one) if isinstance(one, str) else one for one in aliases)
    return Entity(key, kind, name, listed, context=context)


def link(entities: list[Entity], *document: str, roles: tuple[Role, ...] = ()) -> list[Mention]:
    paragraphs = [
        Paragraph(number, roles[number - 1] if number <= len(roles) else Role.BODY, text)
        for number, text in enumerate(document, 1)
    ]
    linker = Linker(Gazetteer(entities, KINDS))
    return [mention for mentions in linker.link(paragraphs) for mention in mentions]


ADA = entity("ada", "person", "Ada Brook", "President Brook", "Adele")
BEN = entity("ben", "person", "Ben Brook")


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (("Ada Brook came. Brook left. Adele sang.",), ["Ada Brook", "Brook", "Adele"]),
        (("Then Brook came.", "Ada Brook left."), ["Ada Brook"]),
        (("Then Adele came.",), []),
        (("It said: President Brook came. Brook left.",), ["Brook", "Brook"]),
        (("It said: Minister Brook came.",), []),
        (("President-elect Brook came",), []),
    ],
)
def test_a_surname_links_after_the_full_name_or_its_title(document: tuple[str, ...], found: list[str]) -> None:
    assert [one.surface for one in link([ADA], "Text.", *document)] == found


def test_a_headline_is_written_after_its_text() -> None:
    assert [one.surface for one in link([ADA], "Brook in Aldport", "So Ada Brook came.")] == ["Brook", "Ada Brook"]
    mentions = link([ADA], "Ports", "Brook speaks", "Ada Brook spoke.", roles=(Role.TITLE, Role.HEADING))
    assert [one.surface for one in mentions] == ["Brook", "Ada Brook"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("and Carl Brook came", False),
        ("and C. Brook came", False),
        ("and Brook Carlson came", False),
        ("and Brook-Carlson came", False),
        ("Carl, Brook and others", True),
        ("On Monday Brook came", True),
        ("Minister Brook came", True),
        ("Yesterday Brook said", True),
        ("and Brook’s plan", True),
        ("Workers of the world. Workers Brook met", True),
    ],
)
def test_a_name_beside_a_surname_makes_it_somebody_elses(text: str, links: bool) -> None:
    found = link([ADA], f"Ada Brook spoke to workers today, and workers heard. {text}")
    assert (len(found) == 2) is links


def test_a_hyphen_joins_two_names() -> None:
    found = link([ADA, entity("xi", "person", "Xi Jin", "Xi")], "Ada Brook met Xi Jin.", "The Xi-Brook talks.")
    assert [one.surface for one in found] == ["Ada Brook", "Xi Jin", "Xi", "Brook"]


def test_a_surname_of_two_persons_is_decided_by_who_is_named() -> None:
    assert shown(link([ADA, BEN], "Ada Brook came. Brook left."))[1:] == [("Brook", "ada")]
    assert shown(link([ADA, BEN], "Ben Brook met Ada Brook. Brook left."))[2:] == [("Brook", "ada|ben")]


def test_a_part_of_a_persons_name_names_no_other_person() -> None:
    assert shown(link([ADA, BEN], "Ben Brook came. Ada Brook left.")) == [("Ben Brook", "ben"), ("Ada Brook", "ada")]


def test_a_person_of_one_name_needs_no_other() -> None:
    assert shown(link([entity("cher", "person", "Cher")], "Then Cher sang.")) == [("Cher", "cher")]


def test_a_bracket_behind_a_name_is_a_form_of_its_own_or_a_qualifier() -> None:
    line = entity("line", "project", "Main Line 1 (ML-1)")
    west = entity("west", "place", "Westland (Lakes)")
    assert shown(link([line, west], "Main Line 1 (ML-1), ML1 and ML-I in Westland")) == [
        ("Main Line 1", "line"),
        ("ML-1", "line"),
        ("ML1", "line"),
        ("ML-I", "line"),
        ("Westland", "west"),
    ]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Stone and Sons Ltd dug", "Stone and Sons Ltd"),
        ("Stone & Sons Co., Ltd. dug", "Stone & Sons Co., Ltd."),
        ("It was Stone & Sons Ltd. They dug", "Stone & Sons Ltd"),
        ("Stone and Sons (Pvt) Limited dug", "Stone and Sons (Pvt) Limited"),
        ("Stone and Sons company dug", "Stone and Sons"),
        ("Stone and Sons Limitedly", "Stone and Sons"),
    ],
)
def test_a_legal_form_belongs_to_the_name_of_a_firm(text: str, surface: str) -> None:
    assert [one.surface for one in link([entity("sas", "firm", "Stone and Sons")], text)] == [surface]


def test_a_place_has_no_legal_form() -> None:
    assert [one.surface for one in link([entity("a", "place", "Aldport")], "Aldport Ltd")] == ["Aldport"]


def test_an_event_may_stand_with_the_date_that_its_name_has() -> None:
    fire = entity("fire", "event", "Aldport fire, 5 May 2021", Alias("Aldport fire", needs=("lantern",)))
    text = "The 2021 Aldport fire, the Aldport fire of May 2021 and the 2022 Aldport fire: a lantern."
    assert [one.surface for one in link([fire], text)] == [
        "2021 Aldport fire",
        "Aldport fire of May 2021",
        "Aldport fire",
    ]


def test_capitals_behind_a_number_are_a_unit() -> None:
    lakes = entity("gb", "place", "Great Bay", "GB")
    assert [one.start for one in link([lakes], "16 GB, 16GB, GB and 5-GB")] == [13]


@pytest.mark.parametrize("text", ["Redhill Power Station", "Redhill power station", "REDHILL POWER STATION"])
def test_words_that_say_what_a_name_is_may_be_small(text: str) -> None:
    assert [one.surface for one in link([entity("r", "project", "Redhill Power Station")], text)] == [text]


def test_a_name_of_such_words_only_is_written_as_listed() -> None:
    assert link([entity("s", "project", "Power Station")], "a power station") == []


def test_a_name_inside_a_name_is_nested_though_it_is_also_a_name_of_the_longer_one() -> None:
    town = entity("town", "place", "Redhill")
    plant = entity("plant", "project", "Redhill Power Station", "Redhill")
    mentions = link([town, plant], "Redhill Power Station")
    assert [(one.surface, one.entity, one.nested) for one in mentions] == [
        ("Redhill Power Station", "plant", False),
        ("Redhill", "town", True),
    ]


def test_an_acronym_that_the_document_defines_links_though_nobody_listed_it() -> None:
    park = entity("park", "project", "Quaid-e-Azam Solar Park")
    text = "QASP. The Quaid-i-Azam Solar Park (QASP) grew. QASP, QASPs and QASPER."
    assert [one.surface for one in link([park], text)] == ["Quaid-i-Azam Solar Park", "QASP", "QASP", "QASPs"]
    assert shown(link([park], "QASP (Quaid-e-Azam Solar Park) grew."))[0] == ("QASP", "park")


def test_brackets_that_are_no_short_form_define_nothing() -> None:
    park = entity("park", "project", "Rashakai Special Zone")
    assert [one.surface for one in link([park], "Rashakai Special Zone (SEZ), an SEZ")] == ["Rashakai Special Zone"]


def test_an_acronym_that_the_document_defines_as_something_else_does_not_link() -> None:
    metal = entity("metal", "firm", "Metal Company", "MCC")
    assert link([metal], "MCC met. The Military Courts Commission (MCC) sat. MCC rose.") == []
    assert shown(link([metal], "Metals Company (MCC) sat.")) == [("MCC", "metal")]
    assert shown(link([metal], "the Metal Company of Carls (MCC) sat."))[1] == ("MCC", "metal")


def test_a_definition_is_enough_support() -> None:
    metal = entity("metal", "firm", "Metal Company", Alias("MCC", needs=("lantern",)))
    assert [one.surface for one in link([metal], "Metal Company (MCC) and MCC")] == ["Metal Company", "MCC", "MCC"]
    assert link([metal], "MCC") == []


def test_what_an_alias_needs_may_have_to_stand_in_its_paragraph() -> None:
    hub = entity("hub", "place", "Hub Town", Alias("Hub", needs=("coal", "port"), within="paragraph"), Alias("Port"))
    port = entity("port", "place", "Aldport")
    assert [one.surface for one in link([hub, port], "Hub and coal.", "Hub.", "Aldport's Hub.")] == [
        "Hub",
        "Aldport",
        "Hub",
    ]


def test_context_words_and_related_names_decide_between_namesakes() -> None:
    west = entity("west", "place", "Punjab (West)", context=("Lahore",))
    east = entity("east", "place", "Punjab (East)", context=("Chandigarh", "india"))
    india = entity("india", "place", "India")
    every = [west, east, india]
    assert [one.entity for one in link(every, "Punjab and its capital Lahore")] == ["west"]
    assert [one.entity for one in link(every, "Punjab, India") if one.surface == "Punjab"] == ["east"]
    mentions = link(every, "Punjab rose.")
    assert mentions[0].candidates == ("east", "west")


def test_one_form_keeps_one_sense_in_a_document() -> None:
    west = entity("west", "place", "Punjab (West)", context=("Lahore",))
    east = entity("east", "place", "Punjab (East)", context=("Chandigarh",))
    assert [one.entity for one in link([west, east], "Punjab rose.", "Lahore and Punjab")] == ["west", "west"]
