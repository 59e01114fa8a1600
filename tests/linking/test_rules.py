"""Word boundaries, possessives, letter case, neighbours."""

from __future__ import annotations

import pytest

from cpec_tui.linking.rules import stands_free
from cpec_tui.model import Alias
from tests.linking.texts import entity, link, linker


def surfaces(text: str, *names: str | Alias, kind: str = "person") -> list[str]:
    one = linker(
        *(
            entity(
                name if isinstance(name, str) else "Nobody",
                *([] if isinstance(name, str) else [name]),
                key=f"e{number}",
                kind=kind,
            )
            for number, name in enumerate(names)
        )
    )
    return [mention.surface for mention in link(one, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Xi.",
        "(Xi)",
        "Xi's",
        "Xi’s plan",
        "Xi`s",
        "‘Xi’",
        "'Xi'",
        "Pak-Xi",
        "Xi–Zardari",
        "“Xi”",
        "Xi'",
        "中Xi国",
        "Xi中",
        "/Xi/",
    ],
)
def test_a_name_links_where_it_stands_free(text: str) -> None:
    assert surfaces(text, "Xi") == ["Xi"]


@pytest.mark.parametrize(
    "text",
    [
        "Xian",
        "Xi'an",
        "Xi’an",
        "Xi`an",
        "Xiʼan",
        "taXi",
        "O'Xi",
        "Xi1",
        "1Xi",
        "Xi_",
        "Xi\u0301",
        "X\u200di",
        "Xi'sa",
        "Éxi",
    ],
)
def test_a_name_does_not_link_inside_another_word(text: str) -> None:
    assert surfaces(text, "Xi") == []


def test_chinese_needs_no_word_boundary() -> None:
    assert surfaces("在中国建设CPEC项目", "中国", "CPEC") == ["中国", "CPEC"]


def test_an_alias_may_ask_for_no_boundary() -> None:
    assert surfaces("Gwadarport", Alias("Gwadar", boundary="none")) == ["Gwadar"]


@pytest.mark.parametrize("text", ["China-Pakistan", "China Pakistan", "China–Pakistan", "CHINA‑PAKISTAN"])
def test_hyphens_dashes_and_spaces_are_the_same(text: str) -> None:
    assert surfaces(text, "China-Pakistan") == [text]
    assert surfaces(text, "China Pakistan") == [text]


@pytest.mark.parametrize("text", ["Xi’an", "Xi'an", "Xiʼan"])
def test_apostrophes_are_the_same(text: str) -> None:
    assert surfaces(text, "Xi'an") == [text]


def test_the_hyphen_at_the_end_of_an_alias_is_no_part_of_it() -> None:
    assert surfaces("Sino trade, Sino-Pak", "Sino-") == ["Sino", "Sino"]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("CPEC", ["CPEC", "CPECs", "CPEC's"], ["Cpec", "cpec", "CPECS"]),
        ("REE", ["REE", "REEs"], ["Ree", "REES", "ree"]),
        ("ML-1", ["ML-1", "ML 1"], ["Ml-1", "ml-1"]),
        ("Xi", ["Xi"], ["xi", "XI", "xI"]),
        ("China Daily", ["China Daily", "CHINA DAILY", "CHINA Daily"], ["china daily", "China daily", "CHina Daily"]),
        ("Belt and Road", ["Belt and Road", "Belt And Road", "BELT AND ROAD"], ["belt and road", "Belt aNd Road"]),
        ("McDonald", ["McDonald", "Mcdonald", "MCDONALD"], ["mcDonald", "McDONALD"]),
        ("İzmir", ["İzmir", "Izmir", "IZMIR"], ["izmir"]),
        ("کراچی", ["کراچی", "كراچي"], []),
    ],
)
def test_names_are_capitalised_or_capitals_and_short_forms_exact(name: str, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert surfaces(f"In {text}, yes", name) == [text.removesuffix("'s")], text
    for text in bad:
        assert surfaces(f"In {text}, yes", name) == [], text


@pytest.mark.parametrize("text", ["copper", "Copper", "COPPER", "coppers", "COPPERS", "Copper's"])
def test_common_nouns_stand_in_any_case_with_a_plural(text: str) -> None:
    assert surfaces(f"the {text}.", "copper", kind="mineral") == [text.removesuffix("'s")]


def test_a_plural_s_is_the_letter_s() -> None:
    assert surfaces("copperś copperſ copperS", "copper", kind="mineral") == []


def test_a_case_of_its_own_beats_the_defaults() -> None:
    assert surfaces("GOLD Gold gold", Alias("gold", case="exact")) == ["gold"]
    assert surfaces("GOLD Gold gold", Alias("Gold", case="name")) == ["GOLD", "Gold"]
    assert surfaces("XI Xi xi", Alias("Xi", case="any")) == ["XI", "Xi", "xi"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hub of trade", 0),
        ("Hub, of trade", 0),
        ("Hub's of", 0),
        ("Hub OF", 0),
        ("Hub offers", 1),
        ("Hub", 1),
        ("the Hub", 0),
        ("breathe Hub", 1),
        ("the old Hub", 1),
    ],
)
def test_neighbours_may_forbid_a_mention(text: str, found: int) -> None:
    alias = Alias("Hub", not_before=("of",), not_after=("the", "at the"))
    assert len(surfaces(text, alias)) == found


def test_an_alias_is_compared_as_canonical_text() -> None:
    assert surfaces("José\u00a0Martí, Jose Marti".replace("\u00a0", " "), "Jose\u0301 \n Martí\u00ad") == [
        "José Martí",
        "Jose Marti",
    ]


def test_a_sum_of_money_does_not_name_the_country() -> None:
    text = "US$62 billion from the US, or US 62"
    assert [stands_free(text, start, start + 2, None) for start in (0, 23, 30)] == [False, True, True]
