"""The shipped corpus: what is curated of the seed, and what the program makes of it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from rich.cells import cell_len

from cpec_tui.answers import Card, DocumentView
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.entities.anchoring import CONTEXT
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.loading import load
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.linking.definitions import defined_after
from cpec_tui.model import Fact, Proof, Status, split_address

DOC = "000_56c82b38a4fcde99"
TITLE = "China’s President Xi Jinping Meets with Pakistani President Asif Ali Zardari in Beijing"

# Every mention of every paragraph, in order; those that stand inside the one before are indented.
MENTIONS = """
p1
China’s President = president-of-china
  China = china
Xi Jinping = xi
Pakistani President = president-of-pakistan
Asif Ali Zardari = zardari
Beijing = beijing
p2
p3
China = china
Pakistan = pakistan
Beijing = beijing
China-Pakistan Economic Corridor = cpec
  China = china
  Pakistan = pakistan
CPEC = cpec
p4
CPEC = cpec
rare earth elements = ree
Khyber Pakhtunkhwa = kp
p5
China = china
Pakistan = pakistan
p6
China = china
Pakistan = pakistan
Beijing = beijing
China = china
China-Pakistan Economic Corridor = cpec
  China = china
  Pakistan = pakistan
CPEC = cpec
China = china
United States = united-states
p7
China Daily = china-daily
  China = china
Central Propaganda Department = central-propaganda-department
Chinese Communist Party = ccp
p8
CPEC = cpec
China = china
Belt and Road Initiative = bri
security concerns = security-in-pakistan
attacks on Chinese workers = attacks-on-chinese-workers
  Chinese workers = chinese-citizens-abroad
Pakistan = pakistan
militant attacks targeting Chinese investments = attacks-on-chinese-workers
Beijing = beijing
Islamabad = islamabad
security measures = security-in-pakistan
Chinese citizens = chinese-citizens-abroad
p9
Rare Earths = ree
Critical Minerals = critical-minerals
p10
CPEC = cpec
critical minerals = critical-minerals
rare earth elements = ree
Pakistan = pakistan
rare earth elements = ree
China = china
Pakistan = pakistan
mining sector = pakistan-mining
CPEC = cpec
global rare earth market = rare-earth-market
  rare earth = ree
p11
China = china
Pakistan = pakistan
mineral sector = pakistan-mining
critical minerals = critical-minerals
REEs = ree
China = china
Pakistan = pakistan
Chinese firms = chinese-firms
Pakistan = pakistan
mining industry = pakistan-mining
mining industry parks = mining-industry-parks
p12
Pakistan = pakistan
eight key areas = kp-ree-areas
Khyber Pakhtunkhwa = kp
REE = ree
200-kilometer stretch = mansehra-border-stretch
Mansehra = mansehra
Pakistan-Afghanistan border = pak-afghan-border
  Pakistan = pakistan
  Afghanistan = afghanistan
PROFIT = profit
Pakistan = pakistan
China = china
PROFIT = profit
p13
Saindak Copper-Gold Project = saindak
  Copper = copper
  Gold = gold
Balochistan = balochistan
Metallurgical Corporation of China Ltd = mcc
  China = china
MCC = mcc
copper = copper
gold = gold
silver = silver
p14
"""

# The seed tells of these in other words: "leaders met", "agreed to strengthen their cooperation in mining".
TOLD_OTHERWISE = {"visit-2025", "mining-pact"}

# Ids that links, notes and other corpora rely on; an id never changes.
IDS = {
    "place": """
        afghanistan ajk balochistan beijing besham chagai china dasu fata gb gwadar hub-town hyderabad-in
        hyderabad-pk india iran islamabad jhelum kaghan karachi kashgar khunjerab kp kunhar lahore malacca
        mansehra oman pakistan peshawar port-qasim-place punjab punjab-in quetta sahiwal-city saudi-arabia
        sindh thar xinjiang
    """,
    "person": """
        abbasi ahsan bajwa bristow bugti dar he-lifeng huang-guiping imran kakar khawaja-asif li-keqiang li-qiang
        munir murad musadik naqvi nawaz shehbaz wang-yi xi yao-jing zardari zhang-baozhong zhao-leji zhao-lijian
    """,
    "organisation": """
        antofagasta barrick bla boi bri-bank cccc ccp cdb cet cggc china-daily cmec cophc cpec-authority
        cphgc cpih crbc cscec ctg eptl exim ghpl gpa gsp huaneng hubco imf jcc jwg majeed mcc mcc-tongsin
        mcc-us minmetals mopdsi mrdl ndrc nha ntdc ogdcl pia pif pmdc pmpl powerchina ppl pqepc profit
        reuters ruyi secmc sgcc shanghai-electric sifc sml srf tcc tel thalnova ttp wapda xinhua zonergy
    """,
    "project": """
        aiic azad-pattan balakot-hpp bhasha bostan bri cpec cpec-2 dasu-dam dhabeji eastbay gwadar-fz
        gwadar-port hakla hub-plant hvdc karot kcr kkh kkh2 kohala m5 m6 m8 mch ml1 n50 neelum-jhelum ngia
        olmt port-qasim rashakai reko-diq sahiwal saindak solar-park suki-kinari thar-1 thar-2
    """,
    "agreement": "cpec-ltp cpfta2 js-2025 mining-pact mou-2013 uraan",
    "event": """
        ev-besham-2024 ev-dalbandin-2018 ev-dasu-2021 ev-gwadar-2024 ev-karachi-2024 ev-ku-2022 ev-pc-2019
        visit-2024 visit-2025
    """,
    "mineral": "bastnasite coal copper dysprosium gold lithium neodymium ree silver",
}

WIKIDATA = {
    "abbasi": "Q7461686",
    "afghanistan": "Q889",
    "ajk": "Q200130",
    "balochistan": "Q163239",
    "barrick": "Q808908",
    "beijing": "Q956",
    "china": "Q148",
    "china-daily": "Q851422",
    "copper": "Q753",
    "fata": "Q208270",
    "gb": "Q200697",
    "gold": "Q897",
    "imf": "Q7804",
    "india": "Q668",
    "iran": "Q794",
    "karachi": "Q8660",
    "kp": "Q183314",
    "lahore": "Q11739",
    "nawaz": "Q134068",
    "pakistan": "Q843",
    "punjab": "Q4478",
    "reuters": "Q130879",
    "saudi-arabia": "Q851",
    "sindh": "Q37211",
    "xi": "Q15031",
    "xinhua": "Q204839",
}

READABLE_COLOURS = {
    "red", "green", "yellow", "blue", "magenta", "cyan", "bright_red", "bright_blue", "bright_magenta", "bright_black",
}  # fmt: skip


@pytest.fixture(scope="module")
def curated() -> Curated:
    return load(Corpus(shipped_root()))


@pytest.fixture
def cards(shipped: Library) -> dict[str, Card]:
    return {hit.id: shipped.card(hit.id) for hit in shipped.entities()}


@pytest.fixture
def seed(shipped: Library) -> DocumentView:
    return shipped.document(DOC)


def facts_of(curated: Curated) -> list[tuple[str, Fact]]:
    return [(entity.id, fact) for entity in curated.entities for fact in entity.facts]


# The seed


def test_the_seed_reads_as_fourteen_paragraphs_with_their_roles(seed: DocumentView) -> None:
    bullets = ["list item"] * 3
    assert [one.role.value for one in seed.paragraphs] == (
        ["title", "heading", *bullets, "body", "body", "body", "heading", *["body"] * 5]
    )
    beginnings = {
        1: "China’s President Xi Jinping Meets",
        2: "Highlights",
        4: "• CPEC expands strategic partnership with a focus on mineral exploration",
        9: "Rare Earths & Critical Minerals",
        12: "Pakistan has identified eight key areas",
        13: "Additionally, the Saindak Copper-Gold Project",
        14: "Spread the word:",
    }
    for ordinal, beginning in beginnings.items():
        assert seed.paragraphs[ordinal - 1].text.startswith(beginning)


def test_the_seed_is_cited_as_undated_and_nothing_is_made_up_for_it(shipped: Library, seed: DocumentView) -> None:
    assert shipped.citation(f"{DOC}#p13") == f"“{TITLE}”. n.d., ¶13. [{DOC}#p13]"
    known = seed.metadata
    assert (known.title, known.language) == (TITLE, "en")
    assert [known.date, known.author, known.publisher, known.url, known.licence, known.tags] == [None] * 5 + [()]


def test_residue_is_dimmed_where_a_web_page_left_it_and_nowhere_else(seed: DocumentView) -> None:
    found = {one.ordinal: [one.text[start:end] for start, end in one.residue] for one in seed.paragraphs if one.residue}
    new_tab = "(opens in a new tab)"
    assert found == {7: [new_tab], 11: [new_tab], 12: [" as PROFIT"], 13: [new_tab], 14: ["Spread the word:"]}
    areas = seed.paragraphs[11]
    assert areas.residue == ((len(areas.text) - len(" as PROFIT."), len(areas.text) - 1),)


def test_residue_between_a_name_and_its_acronym_does_not_hide_the_definition(seed: DocumentView) -> None:
    saindak = seed.paragraphs[12]
    firm = next(one for one in saindak.mentions if one.entity == "mcc")
    acronym = saindak.text.index("MCC")
    assert defined_after(saindak.text, firm.end, saindak.residue) == ("MCC", (acronym, acronym + 3))
    assert defined_after(saindak.text, firm.end, ()) is None


# Its mentions


def test_every_mention_of_every_paragraph_is_the_expected_one(seed: DocumentView) -> None:
    lines = [""]
    for paragraph in seed.paragraphs:
        lines.append(f"p{paragraph.ordinal}")
        for one in paragraph.mentions:
            assert one.status is Status.LINKED
            assert one.surface == paragraph.text[one.start : one.end]
            lines.append(f"{'  ' if one.nested else ''}{one.surface} = {one.entity}")
    assert "\n".join([*lines, ""]) == MENTIONS


def test_every_entity_that_quotes_the_seed_is_named_in_it_or_told_of_in_other_words(cards: dict[str, Card]) -> None:
    quoting = {entity for entity, card in cards.items() if any(one.quotations for one in card.facts)}
    assert {entity for entity in quoting if cards[entity].mentions == 0} == TOLD_OTHERWISE
    assert all(card.ambiguous == 0 for card in cards.values())


# The cards


def test_check_finds_nothing_wrong(shipped: Library, curated: Curated) -> None:
    assert [*shipped.problems(), *curated.problems] == []


def test_ids_and_kinds_that_others_rely_on_are_kept(cards: dict[str, Card]) -> None:
    kept = {entity: kind for kind, entities in IDS.items() for entity in entities.split()}
    assert {entity: cards[entity].entity.kind for entity in kept} == kept


def test_wikidata_ids_are_the_ones_that_sources_gave(curated: Curated) -> None:
    assert {entity.id: dict(entity.ids) for entity in curated.entities if entity.ids} == {
        entity: {"wikidata": item} for entity, item in WIKIDATA.items()
    }


def test_every_entity_has_a_summary_in_words_of_its_own(curated: Curated, seed: DocumentView) -> None:
    said = {run for one in seed.paragraphs for run in runs(one.text)}
    for entity in curated.entities:
        assert entity.summary.endswith("."), entity.id
        assert 1 <= entity.summary.count(". ") + 1 <= 2, entity.id
        assert not said & runs(entity.summary), entity.id


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of seven words in a text."""
    words = tokens(text)
    return {tuple(words[start : start + 7]) for start in range(len(words) - 6)}


def test_every_fact_is_proved_and_every_quotation_stands_where_it_says(cards: dict[str, Card]) -> None:
    for entity, card in cards.items():
        assert card.facts, entity
        for one in card.facts:
            assert one.fact.proof in {Proof.QUOTED, Proof.REFERENCED}, (entity, one.fact.text)
            assert len(one.quotations) == len(one.fact.evidence)
            for evidence, quotation in zip(one.fact.evidence, one.quotations, strict=True):
                assert (quotation.standing, quotation.address) == ("exact", evidence.address), (entity, one.fact.text)


def test_every_quotation_keeps_the_text_around_it(cards: dict[str, Card], seed: DocumentView) -> None:
    for card in cards.values():
        for one in card.facts:
            for evidence, quotation in zip(one.fact.evidence, one.quotations, strict=True):
                text = seed.paragraphs[(split_address(quotation.address or "")[1] or 0) - 1].text
                assert evidence.text == text[quotation.start : quotation.end]
                assert evidence.before == text[max(0, quotation.start - CONTEXT) : quotation.start]
                assert evidence.after == text[quotation.end : quotation.end + CONTEXT]


def test_the_body_is_quoted_and_a_highlight_only_where_the_body_does_not_say_it(curated: Curated) -> None:
    highlights = {f"{DOC}#p{ordinal}" for ordinal in (3, 4, 5)}
    quoted = {(entity, one.address) for entity, fact in facts_of(curated) for one in fact.evidence}
    assert {pair for pair in quoted if pair[1] in highlights} == {("cpec", f"{DOC}#p4")}


def test_claims_and_opinions_say_whose_they_are(curated: Curated) -> None:
    opinions = ("often reflects", "mission", "could potentially", "significant monopoly", "seeks technical expertise")
    for entity, fact in facts_of(curated):
        if not fact.evidence:
            continue
        reported = any(word in one.text for word in opinions for one in fact.evidence)
        if entity == "profit":
            assert fact.according_to is None, "that the paper reported it is no claim of the paper"
        else:
            assert reported == bool(fact.according_to), (entity, fact.text)


def test_the_mine_leads_to_who_runs_it_and_back(cards: dict[str, Card]) -> None:
    mine = {(one.type, one.to) for one in cards["saindak"].relations}
    assert {("operated by", "mcc"), ("located in", "balochistan"), ("produces", "silver")} <= mine
    assert ("operator of", "saindak") in {(one.type, one.to) for one in cards["mcc"].relations}


def test_a_relation_is_written_once_under_a_declared_type_with_an_inverse(curated: Curated) -> None:
    inverses = curated.config.inverses
    written = [(entity.id, one.type, one.to) for entity in curated.entities for one in entity.relations]
    assert {kind for _, kind, _ in written} == set(inverses)
    assert all(inverses.values())
    both_ways = [*written, *((to, inverses[kind], entity) for entity, kind, to in written)]
    assert len(both_ways) == len(set(both_ways))


# corpus.yaml and the files


def test_kinds_can_be_told_apart_by_glyph_and_by_colour(curated: Curated) -> None:
    kinds = curated.config.kinds
    assert {kind.name for kind in kinds} == {entity.kind for entity in curated.entities}
    for one, other in itertools.combinations(kinds, 2):
        assert one.glyph != other.glyph
        assert one.colour != other.colour
    for kind in kinds:
        assert cell_len(kind.glyph) == 1
        assert kind.colour in READABLE_COLOURS
        assert kind.schema
    assert {kind.name: kind.case for kind in kinds if kind.case} == {"mineral": "any"}


def test_each_file_holds_one_kind_and_each_kind_has_a_file_named_by_its_plural(curated: Curated) -> None:
    files = {(entity.source, entity.kind) for entity in curated.entities}
    assert len({source for source, _ in files}) == len(files)
    assert {(f"index/entities/{kind.plural}.yaml", kind.name) for kind in curated.config.kinds} <= files


def test_every_file_tells_editors_its_schema(curated: Curated) -> None:
    corpus = Corpus(shipped_root())
    for path in filter(Path.exists, corpus.curated_files()):
        depth = len(path.relative_to(corpus.index).parts) - 1
        name = "entities" if depth else path.stem
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={'../' * depth}schema/{name}.schema.json"
