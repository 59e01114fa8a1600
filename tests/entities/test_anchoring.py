"""Finding a noted place again in texts that were edited: never another one, and no guess."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from cpec_tui.entities.anchoring import CONTEXT, Place, same
from cpec_tui.entities.verdicts import Verdicts, on_mention, placed
from cpec_tui.model import Decision, Paragraph, Role, Standing, Verdict

FORM = "MCC"
# Few words, so that many places are nearly the same.
WORDS = st.sampled_from(["the", "MCC", "mine", "of", "Saindak", "MCC's", "runs", "a", "and,", "Mcc", "MCCs"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=5)
# What an edit puts in; a letter that no text has marks the place meant.
INSERTED = st.sampled_from(["MCC ", "the ", "of MCC and ", "x", " ", "a MCC"])


def paragraphs(texts: list[str]) -> list[Paragraph]:
    return [Paragraph(number, Role.BODY, text) for number, text in enumerate(texts, 1)]


def noted(texts: list[str], place: Place) -> Verdict:
    return on_mention(Verdict(Decision.ACCEPT, "mcc", FORM), paragraphs(texts), "doc", place)


def found(verdict: Verdict, texts: list[str]) -> tuple[Standing, Place | None]:
    """Where it stands, and where it is applied."""
    rulings = placed(Verdicts([verdict]), paragraphs(texts), "doc")
    standing = rulings.standings[0].standing
    (place,) = rulings.places or (None,)
    return standing, place


def places_in(texts: list[str]) -> list[Place]:
    return [
        Place(index, at, at + len(FORM))
        for index, text in enumerate(texts)
        for at in range(len(text))
        if text.startswith(FORM, at) and not text[at + 3 : at + 4].isalpha()
    ]


@st.composite
def with_a_place(draw: st.DrawFn) -> tuple[list[str], Place]:
    texts = draw(TEXTS)
    places = places_in(texts)
    assume(places)
    return texts, draw(st.sampled_from(places))


@given(with_a_place())
def test_in_the_text_that_it_was_noted_in_every_place_is_found_exactly(given_: tuple[list[str], Place]) -> None:
    texts, place = given_
    assert found(noted(texts, place), texts) == (Standing.EXACT, place)


def context_span(text: str, place: Place) -> tuple[int, int]:
    return max(0, place.start - CONTEXT), min(len(text), place.end + CONTEXT)


@given(with_a_place(), st.data())
def test_editing_elsewhere_never_makes_it_another_place(given_: tuple[list[str], Place], data: st.DataObject) -> None:
    texts, place = given_
    verdict = noted(texts, place)
    after, now = edited_elsewhere(texts, place, data)
    standing, where = found(verdict, after)
    assert standing in (Standing.EXACT, Standing.MOVED, Standing.AMBIGUOUS)
    if where is not None:
        # Where the number of equal places is the same by chance, one that came cannot be told from one that went.
        equal = [one for one in places_in(after) if around(after, one) == around(after, now)]
        assert where == now or (where in equal and verdict.occurrence is not None)
    if verdict.occurrence is None and standing is Standing.AMBIGUOUS:
        assert len([one for one in places_in(after) if around(after, one) == around(after, now)]) > 1


def around(texts: list[str], place: Place) -> tuple[str, str]:
    text = texts[place.index]
    start, end = context_span(text, place)
    return text[start : place.start].strip(), text[place.end : end].strip()


def edited_elsewhere(texts: list[str], place: Place, data: st.DataObject) -> tuple[list[str], Place]:
    """The texts after an edit that is not in the context of ``place``, and where that is now."""
    after = list(texts)
    if data.draw(st.booleans(), "a whole paragraph"):
        at = data.draw(st.integers(0, len(texts)))
        if data.draw(st.booleans(), "added") or len(texts) == 1 or at in (place.index, len(texts)):
            after.insert(at, data.draw(st.sampled_from([*texts, "new", "the MCC"])))
            return after, Place(place.index + (at <= place.index), place.start, place.end)
        del after[at]
        return after, Place(place.index - (at < place.index), place.start, place.end)
    index = data.draw(st.integers(0, len(texts) - 1))
    text, added = texts[index], data.draw(INSERTED)
    at = data.draw(st.integers(0, len(text)))
    if index == place.index:
        start, end = context_span(text, place)
        assume(at < start or at > end)
    after[index] = same(" ".join((text[:at] + added + text[at:]).split()))
    assume(after[index] == text[:at] + added + text[at:])
    shift = len(added) if index == place.index and at < place.start else 0
    return after, Place(place.index, place.start + shift, place.end + shift)


@given(with_a_place(), st.data())
def test_editing_what_stands_around_it_asks(given_: tuple[list[str], Place], data: st.DataObject) -> None:
    texts, place = given_
    verdict = noted(texts, place)
    text = texts[place.index]
    start, end = context_span(text, place)
    inside = [at for at in range(start + 1, end) if not place.start < at < place.end]
    assume(inside)
    at = data.draw(st.sampled_from(inside))
    assume(at not in (place.start, place.end))
    after = [*texts]
    after[place.index] = f"{text[:at]}x{text[at:]}"
    standing, where = found(verdict, after)
    if verdict.occurrence is None:
        others = [one for one in places_in(after) if around(after, one) == around(texts, place)]
        assert others or (standing, where) == (Standing.CHANGED, None)
    else:
        assert standing in (Standing.AMBIGUOUS, Standing.CHANGED)
        assert where is None


def test_a_place_that_is_gone_is_not_found_in_a_longer_paragraph() -> None:
    verdict = noted(["MCC builds.", "It is known."], Place(0, 0, 3))
    assert found(verdict, ["It is known.", "Soon MCC builds."]) == (Standing.CHANGED, None)
    assert found(verdict, ["It is known."]) == (Standing.LOST, None)
    assert found(verdict, ["It is known.", "MCC builds."]) == (Standing.MOVED, Place(1, 0, 3))
    assert found(verdict, ["MCC builds.", "MCC builds."]) == (Standing.AMBIGUOUS, None)


def test_of_equal_places_the_one_meant_stays_the_one_meant() -> None:
    texts = ["MCC", "and", "MCC", "MCC"]
    verdict = noted(texts, Place(2, 0, 3))
    assert verdict.occurrence == (2, 3)
    assert found(verdict, ["new", *texts]) == (Standing.MOVED, Place(3, 0, 3))
    assert found(verdict, ["MCC", *texts]) == (Standing.AMBIGUOUS, None)


def test_kinds_of_apostrophes_and_hyphens_do_not_matter() -> None:
    verdict = noted(["MCC’s mine – it says"], Place(0, 0, 3))
    assert found(verdict, ["MCC's mine - it says"]) == (Standing.EXACT, Place(0, 0, 3))
