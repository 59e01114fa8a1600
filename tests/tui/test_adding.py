"""What is selected, or where the reader is, becomes an entity, an alias or evidence: written, told, indexed at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cpec_tui.answers import ParagraphInDocument
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.model import Alias, Fact
from cpec_tui.tui.adding import NewEntity, fact_rows, form_of, is_acronym, is_like_a_name, picked, what_rows
from cpec_tui.vocabulary import Role
from tests.tui.builds import Builds
from tests.tui.curating_desk import card_file, indexed, select
from tests.tui.driving import LARGE, SMALL, WIDE, Driver, driving, texts

Own = Callable[[], Library]
WHAT = ["entity", "alias", "evidence"]


async def at(reader: Driver, query: str) -> None:
    """Go to the first paragraph that answers."""
    await reader.search(query)
    await reader.press("enter", "2")


async def test_a_selected_name_becomes_an_entity_whose_kind_and_name_are_asked_for(
    own_ports: Own, builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, LARGE) as reader:
        await at(reader, "lighthouse")
        await select(reader, "Ship 4")
        await reader.press("a")
        assert reader.ids(reader.chooser) == WHAT
        assert texts(reader.chooser.rows)[1] == "  “Ship 4”"
        await reader.press("enter")
        await reader.type("place")
        await reader.press("enter")
        assert "New place" in reader.shown()
        assert "ship-4" in reader.shown()
        await reader.press("enter")
        assert reader.said == "new place Ship 4 (ship-4) · u undoes it"
        assert "- id: ship-4\n  kind: place\n  name: Ship 4\n" in card_file(library)
        place = reader.at
        await indexed(reader, builds)
        assert (reader.at, reader.source.passage) == (place, None)
        assert "9 entities" in reader.screen()[0]


async def test_with_another_name_the_selected_words_become_an_alias_and_the_id_follows_until_it_is_changed(
    own_ports: Own, builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, SMALL) as reader:
        await at(reader, "lighthouse")
        await select(reader, "Ship 4")
        await reader.press("a", "enter", "enter", "ctrl+u")
        await reader.type("Vessel 4")
        assert "vessel-4" in reader.shown()
        await reader.press("tab", "ctrl+u")
        await reader.type("v4")
        await reader.press("tab", "end")
        await reader.type("a")
        assert "vessel-4" not in reader.shown()
        await reader.press("enter")
        assert "- id: v4\n  kind: " in card_file(library)
        assert "name: Vessel 4a\n  aliases: [Ship 4]\n" in card_file(library)
        builds.end()


async def test_a_selection_becomes_an_alias_of_the_entity_on_the_card_which_is_offered_first(
    own_ports: Own, builds: Builds
) -> None:
    library = own_ports()
    async with driving(library, LARGE) as reader:
        await reader.search("@sas")
        await reader.press("enter", "enter", "n", "2")
        await select(reader, "largest harbour")
        await reader.press("=")
        assert reader.ids(reader.chooser)[0] == "@sas"
        await reader.type("aldp")
        assert reader.highlighted(reader.chooser) == "@aldport"
        await reader.press("enter")
        assert reader.said == "alias largest harbour of Aldport · u undoes it"
        assert "name: Aldport\n  aliases: [largest harbour]\n" in card_file(library)
        at_first = reader.at
        await indexed(reader, builds)
        assert (reader.at, reader.open_card, reader.source.passage) == (at_first, "sas", None)
        assert reader.source.view is not None
        mentions = reader.source.view.paragraphs[1].mentions
        assert ("aldport", "largest harbour") in [(one.entity, one.surface) for one in mentions]


async def test_a_selection_proves_a_fact_that_is_on_the_card(own_ports: Own, builds: Builds) -> None:
    library = own_ports()
    async with driving(library, LARGE) as reader:
        await at(reader, "lead the work")
        await select(reader, "Stone and Sons lead the work")
        await reader.press("a")
        assert reader.ids(reader.chooser)[0] == "evidence"
        await reader.press("enter")
        assert reader.highlighted(reader.chooser) == "@sas"
        await reader.press("enter")
        await reader.type("old")
        assert texts(reader.chooser.rows) == ["? It is old.", "+ a new fact: old"]
        await reader.press("enter")
        assert reader.said == "evidence for fact 2 of Stone and Sons · u undoes it"
        assert "- text: It is old.\n      evidence:\n        - document: mine\n" in card_file(library)
        assert 'text: Stone and Sons lead the work\n          after: ". The mine goes on' in card_file(library)
        await indexed(reader, builds)
        assert reader.at == ("mine", 3)


async def test_a_selection_proves_a_new_fact_which_is_typed(own_ports: Own, builds: Builds) -> None:
    library = own_ports()
    async with driving(library, LARGE) as reader:
        await at(reader, "lead the work")
        await reader.press("v", "a", "enter")
        await reader.type("copper")
        await reader.press("enter")
        assert "A new fact of copper" in reader.shown()
        await reader.type("Redhill yields it")
        await reader.press("enter")
        assert reader.said == "fact of copper: Redhill yields it · u undoes it"
        assert "- text: Redhill yields it\n      evidence:\n" in card_file(library)
        assert reader.source.passage is None
        await reader.press("u")
        assert "Redhill yields it" not in card_file(library)
        builds.end()


async def test_a_new_fact_goes_on_from_what_was_typed_to_find_one(own_ports: Own) -> None:
    async with driving(own_ports(), LARGE) as reader:
        await at(reader, "lead the work")
        await reader.press("a", "enter")
        await reader.type("stone")
        await reader.press("enter")
        await reader.type("It leads the work")
        assert reader.ids(reader.chooser) == ["new fact"]
        await reader.press("enter")
        assert "It leads the work" in reader.shown()
        await reader.press("escape")
        assert not reader.is_laid_over()


async def test_what_was_found_is_the_name_and_its_paragraph_the_evidence(own_ports: Own) -> None:
    async with driving(own_ports(), LARGE) as reader:
        await at(reader, "lead the work")
        await reader.press("ctrl+f")
        await reader.type("Sons")
        await reader.press("enter", "2", "a")
        assert reader.ids(reader.chooser) == WHAT
        quoted = [line.strip() for line in texts(reader.chooser.rows, 200)[1::2]]
        assert quoted == [
            "“Sons”",
            "“Sons”",
            "“Stone and Sons lead the work. The mine goes on [sic] and yields copper.”",
        ]


async def test_of_a_name_that_is_linked_already_evidence_is_likeliest(own_ports: Own) -> None:
    async with driving(own_ports(), LARGE) as reader:
        await reader.search("@sas")
        await reader.press("enter", "enter", "n", "2", "a")
        assert reader.ids(reader.chooser) == ["evidence", "entity", "alias"]
        await reader.press("enter")
        assert reader.highlighted(reader.chooser) == "@sas"


async def test_paragraphs_selected_together_are_refused(own_ports: Own) -> None:
    async with driving(own_ports(), WIDE) as reader:
        await at(reader, "lighthouse")
        await reader.press("v", "j", "a")
        assert not reader.is_laid_over()
        assert reader.said == "select within one paragraph: what is added stands in one"


@pytest.mark.parametrize("steps", range(4))
async def test_who_leaves_a_question_changes_nothing(own_ports: Own, builds: Builds, steps: int) -> None:
    library = own_ports()
    before = card_file(library)
    async with driving(library, WIDE) as reader:
        await at(reader, "lighthouse")
        await select(reader, "Ship 4")
        await reader.press("a", *["enter"] * min(steps, 2))
        if steps == 3:
            await reader.press("ctrl+u", "enter")
        else:
            await reader.press("escape")
        assert not reader.is_laid_over()
        assert (card_file(library), builds.made) == (before, [])
        assert reader.source.passage is not None


async def test_on_the_installed_corpus_a_copy_begins_with_the_same_question_at_the_selection(
    harbour: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Corpus, "is_read_only", property(lambda corpus: True))
    async with driving(harbour, WIDE) as reader:
        await at(reader, "lighthouse")
        await select(reader, "Ship 4")
        await reader.press("a")
        assert "read-only" in reader.shown()
        await reader.press("y")
        explorer = reader.app.explorer
        assert explorer.next_errand == "add"
        assert explorer.last_place is not None
        assert explorer.last_place.span == (0, 6)


def paragraph(text: str) -> ParagraphInDocument:
    return ParagraphInDocument("d#p3", 3, Role.BODY, None, text, (), ())


def test_a_selection_in_one_paragraph_is_name_and_quotation_without_spaces_at_its_ends() -> None:
    one = picked("d", paragraph("At  Gwadar’s port, ships."), (2, 12))
    assert (one.form, one.quoted) == ("Gwadar", "Gwadar’s")
    evidence = one.evidence()
    assert (evidence.document, evidence.text, evidence.before, evidence.address) == ("d", "Gwadar’s", "At  ", "d#p3")


def test_without_a_selection_the_paragraph_is_evidence_and_a_quotation_is_no_name() -> None:
    text = "Gwadar is a port."
    assert [row.id for row in what_rows(picked("d", paragraph(text), None), "")] == ["evidence", "entity", "alias"]
    gone_to = picked("d", paragraph(text), None, (0, 6))
    assert (gone_to.form, gone_to.quoted) == ("Gwadar", text)
    assert [row.id for row in what_rows(gone_to, "")] == WHAT
    quotation = picked("d", paragraph(text), None, (0, 6), quoting=True)
    assert [row.id for row in what_rows(quotation, "")] == ["evidence"]


def test_the_likeliest_stands_first() -> None:
    def first(text: str) -> str:
        return what_rows(picked("d", paragraph(text), (0, len(text))), "")[0].id

    assert first("Gwadar East Bay Expressway") == "entity"
    assert first("NHA") == "alias"
    assert first("Bank of Westland") == "entity"
    assert first("quays were rebuilt") == "evidence"
    assert first("The quays of Aldport were rebuilt by Stone and Sons in the spring of that year.") == "evidence"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the Karot Dam,", "Karot Dam"),
        ("“Gwadar”", "Gwadar"),
        ("Pakistan's", "Pakistan"),
        ("(NHA)", "NHA"),
        ("U.S.", "U.S."),
        ("Main Line-1 (ML-1).", "Main Line-1 (ML-1)"),
        ("The", "The"),
        ("a\n b", "b"),
        ("…", ""),
    ],
)
def test_a_form_is_written_without_article_quotes_possessive_and_punctuation(text: str, form: str) -> None:
    assert form_of(text) == form


def test_names_are_a_few_capitalised_words() -> None:
    assert [is_like_a_name(one) for one in ("Gwadar", "Bank of China", "M-8", "中国")] == [True] * 4
    assert [is_like_a_name(one) for one in ("", "the port", "Port is built", "A B C D E F G H I")] == [False] * 4
    assert [is_acronym(one) for one in ("NHA", "ML-1", "N", "Nha", "A B")] == [True, True, False, False, False]


def test_how_the_text_calls_a_new_entity_is_an_alias_when_it_gets_another_name() -> None:
    new = NewEntity("Harbour Board", (Alias("HB", type="acronym"), Alias("harbour board")))
    assert new.aliases_beside("Harbour Board") == (Alias("HB", type="acronym"),)
    assert new.aliases_beside("Board of Aldport") == (Alias("Harbour Board"), Alias("HB", type="acronym"))


def test_what_a_rule_finds_anyway_is_no_alias() -> None:
    forms = ("SEZ", "SEZs", "Special Economic Zones", "Special-Economic Zone", "Zone of Special Economy")
    new = NewEntity("Special Economic Zone", tuple(map(Alias, forms)))
    assert [alias.text for alias in new.aliases_beside("Special Economic Zone")] == ["SEZ", "Zone of Special Economy"]


async def test_a_paragraph_is_no_alias(own_ports: Own) -> None:
    async with driving(own_ports(), WIDE) as reader:
        await at(reader, "rebuilt")
        await reader.press("=")
        assert not reader.is_laid_over()
        assert reader.said == "select a name first: this is no name of anything"


def test_facts_that_share_words_with_the_quotation_come_first_and_a_new_one_last() -> None:
    facts = (Fact("It is old"), Fact("It digs copper at Redhill"))
    rows = fact_rows(facts, "Copper is dug at Redhill.", "")
    assert texts(rows) == ["? It digs copper at Redhill", "? It is old", "+ a new fact"]
