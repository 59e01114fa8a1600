"""Candidates of small corpora: what is offered, what is not, and how it is counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import CandidateSort
from cpec_tui.discovering.gathering import gather
from cpec_tui.model import Role
from tests.discovering.texts import candidates, named, passages, survey

GWADAR = {"Gwadar": "gwadar", "Gwadar Port": "gwadar-port", "China": "china", "Pakistan": "pakistan"}
_PIECES = st.sampled_from(
    [
        "Gwadar",
        "Port",
        "Authority",
        " ",
        " and ",
        " of ",
        "the ",
        "(GPA)",
        "GPA",
        ". ",
        ", ",
        "’s ",
        "President ",
        "Ж",
        "A-",
    ]
)


def test_what_a_mention_covers_is_no_candidate_and_what_contains_one_is() -> None:
    texts = ["ships reach Gwadar and the Gwadar Port Authority", "in China and Pakistan, at China’s Gwadar Port"]
    assert named(texts, GWADAR) == {"Gwadar Port Authority"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he met the Chinese and the Americans on Monday in March", set()),
        ("he met President Asif Zardari", {"Asif Zardari"}),
        ("it has 16 GB and 300 MW, see IV", set()),
        ("the South African and the Sino-Indian", set()),
        ("on the M-8 with FWO", {"M-8", "FWO"}),
        ("Trinidad and Tobago, not Jim", {"Trinidad and Tobago", "Jim"}),
    ],
)
def test_inhabitants_units_offices_and_days_are_none(text: str, expected: set[str]) -> None:
    assert named([text]) == expected


def test_a_common_word_needs_the_habit_of_capitals() -> None:
    texts = ["the Government met a government and a government in Quetta", "a government in Quetta"]
    assert named(texts) == {"Quetta"}


def test_one_word_at_the_start_of_a_sentence_counts_when_it_stands_within_one_elsewhere() -> None:
    assert named(["Ships came. Quetta waits."]) == set()
    assert candidates(["Ships came. Quetta waits.", "he is in Quetta"])[0].occurrences == 2


def test_and_joins_one_name_or_two_as_the_corpus_has_them() -> None:
    assert named(["in Quetta and Lahore", "in Quetta", "in Lahore"]) == {"Quetta", "Lahore"}
    assert "Food and Drug Board" in named(["the Food and Drug Board eats food and drug", "a Board"])


def test_a_possessive_divides_unless_its_word_is_a_common_one() -> None:
    assert named(["in Quetta’s Civil Hospital"]) == {"Quetta", "Civil Hospital"}
    assert named(["the People’s Party of people and people"]) == {"People’s Party"}


def test_headlines_add_to_counts_and_never_offer_names() -> None:
    texts = ["Quetta Welcomes Many Visitors Again", "VISITORS FLOCK TO QUETTA", "he is in Quetta"]
    (found,) = candidates(texts)
    assert (found.name, found.occurrences, found.documents) == ("Quetta", 3, 3)


def test_forms_of_one_name_are_one_candidate() -> None:
    texts = [
        "the Special Economic Zones",
        "a Special Economic Zone",
        "a special-Economic Zone’s",
        "two SEZs",
        "one SEZ (a)",
    ]
    found = {one.name: one for one in candidates([*texts, "SPECIAL ECONOMIC ZONE"])}
    assert found["Special Economic Zone"].occurrences == 3
    assert {form.text for form in found["SEZ"].forms} == {"SEZ", "SEZs"}


def test_an_acronym_and_what_it_is_defined_as_are_one_candidate() -> None:
    texts = ["then the National Highway Authority (NHA) builds roads", "and NHA builds", "so NHA goes"]
    (found,) = candidates(texts)
    assert (found.name, found.long, found.short) == ("National Highway Authority", "National Highway Authority", "NHA")
    assert (found.occurrences, found.documents, found.sort) == (4, 3, CandidateSort.ACRONYMS)


def test_a_defined_acronym_is_kept_apart_from_a_word_spelled_alike() -> None:
    texts = ["then the World Health Office (WHO) came there again", "said Who, the singer, and Who, and Jim Who"]
    assert {one.name for one in candidates(texts)} >= {"World Health Office", "Jim Who"}


def test_an_acronym_of_two_things_is_left_alone() -> None:
    texts = ["the Mining Company of China (MCC)", "the Millennium Challenge Corporation (MCC)", "and MCC"]
    assert {"MCC", "Mining Company of China", "Millennium Challenge Corporation"} == named(texts)


def test_a_definition_of_a_known_name_suggests_an_alias() -> None:
    (found,) = candidates(["the Gwadar Port (GP) and GP"], {"Gwadar Port": "gwadar-port"})
    assert found.name == "GP"
    assert found.suggestion is not None
    assert found.suggestion.entity == "gwadar-port"
    assert found.sort is CandidateSort.VARIANTS


def test_another_spelling_of_a_known_name_suggests_an_alias() -> None:
    (found,) = candidates(["at Gwadur"], GWADAR)
    assert found.suggestion is not None
    assert (found.suggestion.entity, found.sort) == ("gwadar", CandidateSort.VARIANTS)


def test_a_known_name_that_did_not_link_comes_last_and_is_marked() -> None:
    found = candidates(["so said Khan, then Khan again, while in Quetta they wait"], {"Khan": "khan"}, mentioned=())
    assert [(one.name, one.known) for one in found] == [("Quetta", ()), ("Khan", ("khan",))]


def test_a_nested_name_counts_apart_and_ranks_below_when_it_never_stands_alone_otherwise() -> None:
    texts = [
        "at Quetta City Hospital",
        "at Quetta City Hospital",
        "they were at Quetta City Hospital and then a Hospital",
    ]
    assert candidates(texts)[0].name == "Quetta City Hospital"
    (hospital,) = (one for one in candidates(texts) if one.name == "Hospital")
    assert (hospital.occurrences, hospital.nested) == (1, 3)


def test_what_is_ignored_or_too_rare_is_left_out() -> None:
    found = survey(["in Quetta and by the Quetta Club", "to Quetta"])
    names = {found.candidate(one).key for one in found.ranked()}
    assert names == {"quetta", "quetta club"}
    assert [found.candidate(one).key for one in found.ranked(ignored={"quetta"})] == ["quetta club"]
    assert [found.candidate(one).key for one in found.ranked(minimum=2)] == ["quetta"]


def test_some_rows_are_counted_alone() -> None:
    found = survey(["in Quetta", "in Quetta and Multan", "to Multan"])
    ranked = {found.candidate(one).name: one.tally.occurrences for one in found.ranked({1, 2})}
    assert ranked == {"Quetta": 2, "Multan": 1}
    numbers = [one.number for one in found.ranked({1, 2})]
    assert {row for places in found.places(numbers, {1, 2}).values() for row, _, _ in places} == {1, 2}


@settings(deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=14).map("".join), max_size=5))
def test_every_place_has_the_name_and_is_no_mention(texts: list[str]) -> None:
    found = survey(texts, GWADAR)
    read = {one.row: one for one in passages(texts, GWADAR)}
    ranked = found.ranked()
    places = found.places([one.number for one in ranked])
    for one in ranked:
        forms = {form.text for form in found.candidate(one).forms}
        assert one.tally.occurrences == len(places[one.number])
        assert one.tally.documents == len({row for row, _, _ in places[one.number]})
        for row, start, end in places[one.number]:
            assert read[row].text[start:end] in forms
            assert not any(first <= start and end <= last for first, last in read[row].covers)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4), st.sampled_from(list(Role)))
def test_no_text_is_too_odd(texts: list[str], role: Role) -> None:
    found = survey(texts, GWADAR, role=role)
    for one in found.ranked():
        assert found.candidate(one).score >= 0


@pytest.mark.parametrize("piece", ["A ", "A", "Ab-", "Gwadar and ", "X (XY) ", "Gwadar’s "])
def test_hostile_texts_are_surveyed_without_a_name_longer_than_names_are(piece: str) -> None:
    found = survey([(piece * 400_000)[:400_000]], {"China": "china"})
    assert all(len(found.candidate(one).name) < 600 for one in found.ranked())


def test_a_listener_ends_the_pass_by_raising() -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gather(passages(["in Quetta"] * 2000), stop)
