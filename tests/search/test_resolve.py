"""Whatever finds nothing is named, with a way out."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from tests.search.conftest import Made


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("coppper", "`coppper` does not stand in the corpus: did you mean `copper`?"),
        ("harb", "`harb` does not stand in the corpus: did you mean `harb*`?"),
        ("zzzzzz", "`zzzzzz` does not stand in the corpus: no word is spelled like it"),
        ("harbx*", "no word begins with `harbx`: some do with `harb`"),
        ("zz*", "no word begins with `zz`"),
        ("zzzzz~", "no word is spelled nearly like `zzzzz`: try `zzzzz~2`"),
        ("zz~", "no word is spelled nearly like `zz`"),
        ("zzzzz~2", "no word is spelled nearly like `zzzzz`"),
        ('"copper quayz"', "`quayz` does not stand in the corpus: did you mean `quays`?"),
        ('"zz"', "`zz` does not stand in the corpus: no word is spelled like it"),
        ('"copper zz*"', "no word begins with `zz`"),
        ('"zz*"', "no word begins with `zz`"),
        ('"mine copper"', 'the words of `"mine copper"` stand nowhere side by side: 2 paragraphs have all of them'),
        ('"quays copper"', 'no paragraph has all words of `"quays copper"`: 2 without `quays`, 1 without `copper`'),
        ('"quayz coppper"', "`quayz` does not stand in the corpus: did you mean `quays`?"),
        ('"quayz coppper"', "`coppper` does not stand in the corpus: did you mean `copper`?"),
        ('"quayz zz*"', "no word begins with `zz`"),
        ("-in:document(quays zzz)", "`zzz` does not stand in the corpus: so NOT leaves nothing out"),
        ("in:sentence(quays OR zzz) zzzz", "`zzz` does not stand in the corpus: no word is spelled like it"),
        (
            "(quays copper) OR (gold brook)",
            "no paragraph has any of it: `quays AND copper` has 2 without `quays`, 1 without `copper`;"
            " `gold AND brook` has 1 without `gold`, 1 without `brook`",
        ),
        ("mine OR (zzz NEAR/3 coppper)", "`coppper` does not stand in the corpus: did you mean `copper`?"),
        ('"gold runs"~1', 'the words of `"gold runs"~1` stand nowhere so near each other: 1 paragraph has all of them'),
        ('"copper zz"~5', "`zz` does not stand in the corpus: no word is spelled like it"),
        ("@aldprot", "no entity `aldprot`: did you mean `@aldport`?"),
        ('@"Ada Brok"', "no entity `ada brok`: did you mean `@brook`?"),
        ("@zzzzzz", "no entity `zzzzzz`: search for its name"),
        ("kind:minerl", "no kind `minerl`: did you mean `mineral`?"),
        ("kind:zz", "no kind `zz`: kinds are place, person, organisation, mineral"),
        ("date:1999", "no document has a date in 1999: dates go from 2024-06 to 2024-06"),
        ("date:2024", "1 document has no date: left out by date:2024"),
        ("-date:2024", "1 document has no date: not left out by NOT date:2024"),
        (
            "date:2024-13",
            "`2024-13` is no date: write date:2024, date:2024-06, date:>=2024-06, date:2024..2025-02"
            " or date:last-7-days",
        ),
        ("sorce:dawn", "no field `sorce`: did you mean `source`?"),
        ("re:/min.q/", "no paragraph matches `re:/min.q/`"),
        ("re:/(/", "`re:/(/` is no regular expression: missing ) at position 1"),
        ("re:/a/x", "`re:/a/x`: after a pattern may stand only i, to ignore case"),
        ("re:a", "a pattern stands between slashes: re:/…/"),
        ("zz?zz", "no word looks like `zz?zz`"),
        ("mine NEAR/5 zzz", "`zzz` does not stand in the corpus: no word is spelled like it"),
        (
            "gold NEAR/1 runs",
            "the words of `gold NEAR/1 runs` stand nowhere so near each other: 1 paragraph has all of them",
        ),
        (
            "@brook NEAR/3 @aldport",
            "no paragraph has all words of `@brook NEAR/3 @aldport`: 2 without `@brook`, 1 without `@aldport`",
        ),
        ('"mining @brook"', 'the words of `"mining @brook"` stand nowhere side by side: 1 paragraph has all of them'),
        ("mine NEAR/5 @zzzz", "no entity `zzzz`: search for its name"),
        (
            "mine NEAR/5 date:2024",
            "`date:2024` cannot stand beside NEAR or PRE: words, phrases, @entities, kind: and (one OR other) can",
        ),
        ("in:sentence(quays gold)", "no paragraph has all of `quays AND gold`: 1 without `quays`, 1 without `gold`"),
        (
            "in:sentence(runs gold)",
            "no sentence has all of `runs AND gold`: 1 paragraph has it in several",
        ),
        (
            "in:sentence(mine title:x)",
            "`title:x` is about the paragraph or its document: write it outside of in:sentence(…)",
        ),
        ("in:document(quays zzz)", "`zzz` does not stand in the corpus: no word is spelled like it"),
        ("in:document(quays may)", "no document has all of `quays AND may`: 1 without `quays`, 1 without `may`"),
        ("in:page(x)", "no `in:page`: there are in:sentence(…) and in:document(…)"),
        ("page:3", "2 documents have no pages: left out by page:3"),
        ("page:3", "no paragraph is on page:3: only documents that are printed in pages have any"),
        ("page:x", "`x` is no page: write page:3, page:>=3 or page:3..7"),
        ("has:dat", "there is no `has:dat`: did you mean `date`?"),
        ("is:zz", "there is no `is:zz`: there are ambiguous, copy, title, heading, list, body, quote, table"),
        ("is:copy", "no paragraph is a copy"),
        ("has:page", "no paragraph has a page"),
        ("mine -zzz", "`zzz` does not stand in the corpus: so NOT leaves nothing out"),
        ('@"stone and sons"', '`@"stone and sons"` is `@sas`'),
    ],
)
def test_a_part_that_finds_nothing_says_why(ports: Library, query: str, warning: str) -> None:
    assert warning in ports.search(query).warnings


@pytest.mark.parametrize(
    "query", ["sorce:dawn", "mine sorce:dawn", "date:x", "@zz", "kind:zz", "role:zz", "has:zz", "is:zz", "re:/(/"]
)
def test_what_cannot_be_understood_is_fatal(ports: Library, query: str) -> None:
    page = ports.search(query)
    assert page.fatal
    assert page.total == 0
    assert page.explained


@pytest.mark.parametrize("query", ["@zz", "kind:minrl", "mine kind:zz", "role:zz", "has:zz", "is:zz"])
def test_a_mistake_in_a_value_is_fatal_while_it_is_typed_too(ports: Library, query: str) -> None:
    page = ports.search(query, typing=True)
    assert page.fatal
    assert page.warnings


@pytest.mark.parametrize("query", ["@s", "kind:mi", "role:ti", "has:da", "is:t"])
def test_a_value_that_may_become_one_is_not(ports: Library, query: str) -> None:
    assert not ports.search(query, typing=True).fatal


def test_an_unknown_field_without_a_near_one_says_how_to_search_it_as_text(ports: Library) -> None:
    (warning,) = ports.search("Xyzzyx:china").warnings
    assert warning.startswith("no field `Xyzzyx`: fields are title, doc, ")
    assert warning.endswith("in quotation marks it is searched as text")


def test_endless_parts_are_shortened_in_messages(ports: Library) -> None:
    for query in ("x" * 1500, "y" * 1500 + ":z", f'"{"copper " * 60}"', "@" + "z" * 1500, "date:" + "9" * 900):
        page = ports.search(query)
        assert page.warnings
        assert all(len(warning) <= 240 for warning in page.warnings)


def test_a_name_of_two_entities_stands_for_both_and_that_is_said(made: Made) -> None:
    entities = (
        "- {id: hub-town, kind: place, name: Hub Town, aliases: [Hub]}\n"
        "- {id: hub-firm, kind: organisation, name: Hub Firm, aliases: [Hub]}\n"
    )
    library = made("Hub Town grows.", "Hub Firm builds.", "The Hub is open.", entities=entities)
    page = library.search("@hub")
    assert [hit.doc for hit in page.hits] == ["doc0", "doc1"]
    assert "`@hub` is `@hub-town` and `@hub-firm`" in page.warnings
    assert "+1 ambiguous mention is not counted for `@hub-town`" in page.warnings


def test_an_entity_or_kind_that_is_mentioned_nowhere_is_said(made: Made) -> None:
    library = made("Nothing is named here.")
    assert library.search("@sas").warnings == ("`@sas` is mentioned in no paragraph",)
    assert library.search("kind:place").warnings == ("no entity of kind:place is mentioned in a paragraph",)


def test_a_name_that_no_text_uses_leads_to_its_entity(made: Made) -> None:
    library = made(
        "Khyber Pakhtunkhwa lies there.", entities="- {id: kp, kind: place, name: Khyber Pakhtunkhwa, aliases: [KPK]}"
    )
    assert library.search("kpk").warnings == ("`kpk` does not stand in the corpus: did you mean `@kp`?",)


def test_a_word_that_stands_as_typed_so_far_counts_more_than_one_that_goes_on(made: Made) -> None:
    library = made("The mineral survey found nothing.", "The mine shaft is deep below.", "A minister spoke at length.")
    assert [hit.doc for hit in library.search("mine", typing=True).hits] == ["doc1", "doc0"]
