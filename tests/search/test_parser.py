"""The parser understands what people type, finished or not, and never raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import MAX_CHARACTERS, MAX_LEAVES
from cpec_tui.search.parser import parse
from cpec_tui.search.query import And, Entity, Not, Or, Phrase, Query, Term, leaves
from tests.search.samples import queries

PIECES = (
    'AND OR NOT - ! ( ) " && || a the* kind: date: @ @x ~ ~2 x~9 NEAR/2 NEAR PRE/ PRE/9 in:sentence( in:document( '
    're:/ re:/a/ re:/(/ / m?n* *a page:>3 has:x is: date:last-2-days "@x kind:y w?'
    "'"
    ' a*"~3'
).split()
ANYTHING = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(), max_size=30),
    st.text(alphabet='ab"“”«»():~@-+!*?|&./5\n\x00\u202e\ud800', max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
    queries,
)


@settings(max_examples=300, deadline=None)
@given(text=ANYTHING, typing=st.booleans())
def test_nothing_typed_raises_and_every_part_keeps_its_span(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert len(query.text) == len(text)
    end = 0
    for leaf in leaves(query.root, positive=False):
        assert end <= leaf.span[0] < leaf.span[1] <= len(text)
        end = leaf.span[1]
    if text.strip() and query.root is None:
        assert query.notes or not text.replace("»", "").strip()


@settings(max_examples=100, deadline=None)
@given(text=ANYTHING)
def test_only_the_last_part_is_unfinished_and_only_while_typing(text: str) -> None:
    unfinished = [leaf for leaf in _typed(parse(text)) if leaf not in _starred(text)]
    assert not unfinished
    for leaf in _typed(parse(text, typing=True)):
        assert leaf.span[1] == len(text) or leaf in _starred(text)


def _typed(query: Query) -> list[Term | Phrase | Entity]:
    found = leaves(query.root, positive=False)
    return [leaf for leaf in found if isinstance(leaf, Term | Phrase | Entity) and leaf.unfinished]


def _starred(text: str) -> list[Term | Phrase | Entity]:
    """What a star leaves open."""
    return [leaf for leaf in _typed(parse(text)) if "*" in text[slice(*leaf.span)]]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("rare earth", "rare AND earth"),
        ("rare AND earth", "rare AND earth"),
        ("rare OR earth", "rare OR earth"),
        ("rare or earth", "rare AND earth"),
        ("a b OR c", "b OR c"),
        ("mine (copper OR gold) rail", "mine AND (copper OR gold) AND rail"),
        ("(mine copper) OR gold", "(mine AND copper) OR gold"),
        ("mine NOT copper", "mine AND NOT copper"),
        ("mine -copper !gold", "mine AND NOT copper AND NOT gold"),
        ("mine -(copper OR gold)", "mine AND NOT (copper OR gold)"),
        ('mine -"rare earth"', 'mine AND NOT "rare earth"'),
        ("mine NOT NOT copper", "mine AND copper"),
        ("mine NOT -copper", "mine AND copper"),
        ("mine && copper || gold", "(mine AND copper) OR gold"),
        ("+mine +copper", "mine AND copper"),
        ("miner*", "miner*"),
        ("*mine", "*mine"),
        ("mi*e", "mi*e"),
        ("mi?e", "mi?e"),
        ("m**e*", "m*e*"),
        ("mine?", "mine"),
        ("who?", "who"),
        ("mi?e?", "mi?e"),
        ("mine?-shaft", '"mine shaft"'),
        ("mine?\x1b", "mine"),
        ("Mi*É", "mi*e"),
        ("rare-mi*e", '"rare mi*e"'),
        ("mi*e-rare-earth", '"mi*e rare earth"'),
        ("https://aldport.example/?mine=1", '"https aldport example mine 1"'),
        ('"mi* shaft"', '"mi* shaft"'),
        ('"the m?ne shaft"', '"the m?ne shaft"'),
        ('"mime~ shaft"', '"mime~1 shaft"'),
        ('"@xi met @zardari"~5', '"@xi met @zardari"~5'),
        ('"@Xi, met (@zardari)"', '"@xi met zardari"'),
        ('"kind:mineral mined"~3', '"kind:mineral mined"~3'),
        ('"note: mine"', '"note mine"'),
        ('"a@b mine"', '"a b mine"'),
        ('"@xi"~5', "@xi"),
        ("mine NEAR/5 gold", "mine NEAR/5 gold"),
        ("mine PRE/5 gold", "mine PRE/5 gold"),
        ("mine NEAR/5 gold copper", "mine NEAR/5 gold AND copper"),
        ("mine NEAR/5 gold NEAR/5 copper", "mine NEAR/5 gold NEAR/5 copper"),
        ("mine NEAR/5 gold NEAR/3 copper", "(mine NEAR/5 gold) NEAR/3 copper"),
        ("mine NEAR/5 (gold NEAR/5 copper)", "mine NEAR/5 (gold NEAR/5 copper)"),
        ("(mine NEAR/5 gold) NEAR/5 copper", "(mine NEAR/5 gold) NEAR/5 copper"),
        ("mine NEAR/5 (gold OR copper)", "mine NEAR/5 (gold OR copper)"),
        ('@mcc NEAR/10 kind:mineral OR "rare earth" PRE/2 x', '@mcc NEAR/10 kind:mineral OR "rare earth" PRE/2 x'),
        ("NOT mine NEAR/5 gold", "NOT mine NEAR/5 gold"),
        ("NEAR/5", '"near 5"'),
        ("mine NEAR/5 NEAR/5 gold", "mine NEAR/5 gold"),
        ("mine NEAR/5 (gold copper)", "gold AND copper (not understood)"),
        ("mine NEAR/5 NOT gold", "NOT gold (not understood)"),
        ("mine NEAR/5 date:2024", "date:2024 (not understood)"),
        ("in:sentence(mine gold)", "in:sentence(mine AND gold)"),
        ("IN:Document(mine OR gold) x", "in:document(mine OR gold) AND x"),
        ("-in:sentence(mine -gold)", "NOT in:sentence(mine AND NOT gold)"),
        ("in:sentence(a1 (in:sentence(b1 c1)) NOT in:sentence(NOT d1))", "in:sentence(a1 AND b1 AND c1 AND d1)"),
        ("in:sentence(the mine)", "in:sentence(mine)"),
        ("in:sentence(mine title:gold)", "in:sentence(mine AND title:gold (not understood))"),
        ("in:sentence (mine)", "in:sentence (not understood) AND mine"),
        ("in:page(mine)", "in:page(…) (not understood)"),
        ("re:/a (b|c)\\/d/i mine", "re:/a (b|c)\\/d/i AND mine"),
        ("-RE:/x y/", "NOT re:/x y/"),
        ("Re: mine", "re AND mine"),
        ("re:/(/", "re:/(/ (not understood)"),
        ("re:/a/x", "re:/a/x (not understood)"),
        ("re:a", "re:a (not understood)"),
        ("page:>=3 page:3..7 page:<2", "page:>=3 AND page:3..7 AND page:<2"),
        ("page:x", "page:x (not understood)"),
        ("has:date is:ambiguous", "has:date AND is:ambiguous"),
        ("date:today", "date:today"),
        ("quic~", "quic~1"),
        ("quick~2", "quick~2"),
        ("quic~0", '"quic"'),
        ('"rare earth"', '"rare earth"'),
        ('"rare ear*"', '"rare ear*"'),
        ('"rare earth"~5', '"rare earth"~5'),
        ('"rare earth"~007', '"rare earth"~7'),
        ('"earth"~5', '"earth"'),
        ("“rare earth”", '"rare earth"'),
        ("a/b", '"a b"'),
        ("re-opened", '"re opened"'),
        ("https://aldport.example/mine", '"https aldport example mine"'),
        ("R&D", '"r d"'),
        ("12:30", '"12 30"'),
        ("@Saindak,", "@saindak"),
        ('@"Ada  Brook"', '@"ada brook"'),
        ("@sain*", "@sain*"),
        ("kind:Mineral", "kind:mineral"),
        ('kind:"rare earths"', 'kind:"rare earths"'),
        ("kind:*", "kind:*"),
        ("Title:mine", "title:mine"),
        ('title:"rare earth"', 'title:"rare earth"'),
        ('title:"rare ear*"', 'title:"rare ear*"'),
        ("doc:/x", "doc:/x"),
        ('doc:"a(b)"', 'doc:"a(b)"'),
        ("date:>=2024", "date:>=2024"),
        ('date:">= 2024"', "date:>=2024"),
        ("-title:mine", "NOT title:mine"),
        ("Großbritannien", "großbritannien"),
        ("e\u0301nergie", "energie"),
        ("ra\u00adre", "rare"),
        ("中国", '"中 国"'),
        ("OR", "or"),
        ("--mine", "mine"),
        ("mine)", "mine"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_a_query_is_understood_as(typed: str, understood: str) -> None:
    assert explain(parse(typed).root) == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("copper mi", "copper AND mi*"),
        ("copper mi ", "copper AND mi"),
        ('"copper mi', '"copper mi*"'),
        ('"copper mi ', '"copper mi"'),
        ('"copper mi"', '"copper mi"'),
        ("(copper mi", "copper AND mi*"),
        ("(copper mi)", "copper AND mi"),
        ("copper-mi", '"copper mi*"'),
        ("copper -mi", "copper AND NOT mi"),
        ("copper NOT (gold mi", "copper AND NOT (gold AND mi)"),
        ("who the", "the*"),
        ("@sain", "@sain*"),
        ("kind:mi", "kind:mi*"),
        ("title:cop", "title:cop*"),
        ('title:"rare ear', 'title:"rare ear*"'),
        ("date:2024-0", ""),
        ("date:2024", "date:2024"),
        ("mine OR", "mine"),
        ("mi*e", "mi*e*"),
        ("mi?", "mi*"),
        ("mine NEAR/5 go", "mine NEAR/5 go*"),
        ("mine NEAR/", "mine"),
        ('"@xi met @zar', '"@xi met @zar*"'),
        ("in:sentence(mine go", "in:sentence(mine AND go*)"),
        ("re:/mi", ""),
        ("page:>", ""),
        ("has:da", "has:da*"),
        ("date:last-", ""),
        ("date:yes", ""),
    ],
)
def test_while_typing_the_last_word_goes_on(typed: str, understood: str) -> None:
    assert explain(parse(typed, typing=True).root) == understood


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("(quick", "a bracket is not closed yet"),
        ("quick)", "a closing bracket without an opening one is left out"),
        ('"quick', "a quotation mark is not closed yet"),
        ('""', "an empty phrase is left out"),
        ("()", "() is empty: left out"),
        ("AND quick", "AND has nothing before it: left out"),
        ("quick AND", "AND has nothing after it yet"),
        ("quick AND OR fox", "AND has nothing after it yet"),
        ("OR quick", "OR has nothing before it: left out"),
        ("quick OR", "OR has nothing after it yet"),
        ("quick NOT", "NOT has nothing after it: left out"),
        ("::", "`::` holds no word: left out"),
        ("@", "@ wants the id of an entity right after it"),
        ("@.", "@ wants the id of an entity right after it"),
        ("@*", "@ wants the id of an entity right after it"),
        ("kind:", "kind: has no value yet (it follows without a space)"),
        ("quick~12", "~12: at most 2 slips are searched"),
        ("quic~2", "quic~2: with two slips a word of so few letters is any word, so one is searched"),
        ('"fox quick"~123456', "~123456: at most 999 words between are searched"),
        ('"fox quick"~', '~ wants a number of words after it, as in "these words"~5'),
        ("rare-earth~1", "~ is understood only after a single word or a quotation mark"),
        ("m*i*n*e*s*x", "`m*i*n*e*s*x` has too many stars: left out"),
        ("mine NEAR/5", "NEAR/5 has nothing after it yet"),
        ("mine NEAR/5 OR gold", "NEAR/5 has nothing after it yet"),
        ("PRE/5 mine", "PRE/5 has nothing before it: left out"),
        ("mine NEAR gold", "NEAR without a number is NEAR/10"),
        ("mine NEAR/5555 gold", "NEAR/5555: at most 999 words between are searched"),
        ("re:/x", "the pattern is not finished yet: a / ends it"),
        ("re://", "re:// is empty: left out"),
        ("page:", "page: has no value yet (it follows without a space)"),
        ("in:sentence()", "() is empty: left out"),
        ('"a* b c d e f g h i"~5', "at most 8 words and names stand near each other: the rest is left out"),
        ("quick the", "`the` is a stop word: left out (inside quotation marks they count)"),
        ("the", "`the` is a stop word: searched only because nothing else is asked for"),
    ],
)
def test_what_is_left_out_or_mended_is_said(typed: str, note: str) -> None:
    assert note in parse(typed).notes


def test_parts_know_where_they_were_typed() -> None:
    root = parse('rare -(@sas OR "stone and"~3)').root
    assert isinstance(root, And)
    rare, negation = root.parts
    assert isinstance(negation, Not)
    assert isinstance(negation.part, Or)
    assert isinstance(rare, Term)
    assert [leaf.span for leaf in leaves(root, positive=False)] == [(0, 4), (7, 11), (15, 28)]
    assert [leaf.span for leaf in leaves(root)] == [(0, 4)]


def test_half_a_surrogate_pair_is_replaced() -> None:
    query = parse("\ud83d mine\udc00")
    assert query.text == "? mine?"
    assert explain(query.root) == "mine"


@pytest.mark.parametrize("piece", ["copper ", "x", " ", '"', "(", "-a "])
def test_an_endless_query_is_cut_and_that_is_said(piece: str) -> None:
    query = parse(piece * (10_000 // len(piece)), typing=True)
    assert len(query.text) <= MAX_CHARACTERS
    assert f"a query has at most {MAX_CHARACTERS:,} characters: the rest is left out" in query.notes
    assert len(list(leaves(query.root, positive=False))) <= MAX_LEAVES


def test_an_endless_query_is_cut_between_words() -> None:
    assert parse("copper " * 1500).text.endswith(" copper")
    assert parse("x" * (MAX_CHARACTERS - 1) + " y z").text.rstrip() == "x" * (MAX_CHARACTERS - 1)
    assert parse("x" * MAX_CHARACTERS + " y").text == "x" * MAX_CHARACTERS


def test_too_many_words_and_too_deep_brackets_are_cut() -> None:
    many = parse("x " * 70)
    assert len(list(leaves(many.root))) == MAX_LEAVES
    assert f"a query has at most {MAX_LEAVES} words: the rest is left out" in many.notes
    deep = parse("(" * 40 + "mine" + ")" * 40)
    assert deep.root is None
    assert "brackets nest more than 24 deep: the rest is left out" in deep.notes
    assert explain(parse("(" * 20 + "mine" + ")" * 20).root) == "mine"
    assert "the query has too many parts: only the first are used" in parse("() " * 100).notes
