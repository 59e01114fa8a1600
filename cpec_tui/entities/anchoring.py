"""Finding again what was noted of a text: a quotation, or a form, with what stood around it.

Curated files point into texts that go on being edited. What they point to is kept as the words themselves with the
characters before and after; the address beside them is only a hint where to look first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpec_tui.folding import APOSTROPHES, DASHES, is_cjk, is_word_character
from cpec_tui.model import Standing, split_address
from cpec_tui.reading.canonical import canonicalize

# So many code points before and after tell equal places apart.
CONTEXT = 32
# Context that has lost a space at either end is still whole.
_WHOLE = CONTEXT - 2
# So far is looked for context, and for what stands beyond one that reaches to the end of its paragraph.
_REACH = CONTEXT + 4
# How like the context of a place must be to what was noted (100 is the same) for it to be thought the place meant.
_LIKE = 60.0
_SAME = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(DASHES, "-")})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A form and what stood around it: None where that does not matter. All of it as ``same`` gives it.

    There are no spaces beside the form. Context shorter than ``CONTEXT`` reaches to the end of its paragraph.
    ``occurrence`` is which of how many places, counted from 1, that are the same in all of this; ``hint`` is the index
    of the paragraph where it was, -1 when that is gone.
    """

    form: str
    before: str | None = None
    after: str | None = None
    occurrence: tuple[int, int] | None = None
    hint: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the paragraph with that index, from 0."""

    index: int
    start: int
    end: int


def settle(anchor: Anchor, texts: Sequence[str]) -> tuple[Standing, Place | None]:
    """Where ``anchor`` is among paragraphs with ``texts`` (as ``same`` gives them), and how sure that is.

    Exact or moved only where everything noted agrees and nothing else does so, too. Changed is the likeliest place.
    """
    agreeing = equal_places(anchor, texts)
    if not agreeing:
        return _likeliest(anchor, texts)
    number, of = anchor.occurrence or (1, 1)
    if len(agreeing) != of:
        return Standing.AMBIGUOUS, next((one for one in agreeing if one.index == anchor.hint), agreeing[0])
    found = agreeing[number - 1]
    return (Standing.EXACT if anchor.hint in (None, found.index) else Standing.MOVED), found


def equal_places(anchor: Anchor, texts: Sequence[str]) -> list[Place]:
    """All places where the form stands with the context of ``anchor``; inside of words only when it stands so alone."""
    return _free((place for place in _places(anchor.form, texts) if _agrees(anchor, texts[place.index], place)), texts)


def same(text: str) -> str:
    """``text`` with one kind of apostrophe and one of hyphen; as many code points as before."""
    return text if text.isascii() and "`" not in text else text.translate(_SAME)


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends where words do."""
    return not (_goes_on(text, start - 1, start) or _goes_on(text, end - 1, end))


def occurrences(wanted: str, text: str) -> Iterator[int]:
    """Where ``wanted`` begins in ``text``, each time, also where it overlaps itself."""
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, as it is noted beside it."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def agreement(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters around a span are, next to it, those of ``before`` and ``after``; spaces beside it are none.

    Both are canonical text, whose ends have no spaces.
    """
    here_before, here_after = context_of(text, start, end)
    return _shared(here_before.rstrip()[::-1], before[::-1]) + _shared(here_after.lstrip(), after)


def hinted(address: str | None) -> int | None:
    """The ordinal of the paragraph that an address names, if it does."""
    return split_address(address)[1] if address else None


def canonical(text: str | None) -> str:
    """Something noted, as canonical text; empty for nothing."""
    return canonicalize(text).text if text else ""


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _goes_on(text: str, left: int, right: int) -> bool:
    """Whether the two characters side by side are of one word."""
    if left < 0 or right >= len(text):
        return False
    return all(is_word_character(one) and not is_cjk(one) for one in (text[left], text[right]))


def _places(form: str, texts: Sequence[str]) -> Iterator[Place]:
    for index, text in enumerate(texts):
        yield from (Place(index, start, start + len(form)) for start in occurrences(form, text))


def _agrees(anchor: Anchor, text: str, place: Place) -> bool:
    """Whether all that was noted stands around ``place``."""
    before, after = (
        text[max(0, place.start - _REACH) : place.start].rstrip(),
        text[place.end : place.end + _REACH].lstrip(),
    )
    if anchor.before is not None:
        whole = len(anchor.before) >= _WHOLE
        if not (before.endswith(anchor.before) if whole else before.lstrip() == anchor.before.lstrip()):
            return False
    if anchor.after is None:
        return True
    return after.startswith(anchor.after) if len(anchor.after) >= _WHOLE else after.rstrip() == anchor.after.rstrip()


def _likeliest(anchor: Anchor, texts: Sequence[str]) -> tuple[Standing, Place | None]:
    """The place whose context is most like what was noted; the one in the paragraph of the hint is likely at least."""
    places = _free(_places(anchor.form, texts), texts)
    scored = [(_likeness(anchor, texts[one.index], one), one.index == anchor.hint, one) for one in places]
    likely = [one for one in scored if one[0] >= _LIKE or one[1]]
    if not likely:
        return Standing.LOST, None
    return Standing.CHANGED, max(likely, key=lambda one: one[:2])[2]


def _free(places: Iterable[Place], texts: Sequence[str]) -> list[Place]:
    """Those of ``places`` that are words of their own; all, when none is."""
    found = list(places)
    return [place for place in found if stands_free(texts[place.index], place.start, place.end)] or found


def _likeness(anchor: Anchor, text: str, place: Place) -> float:
    from rapidfuzz.fuzz import ratio

    around = zip((anchor.before, anchor.after), context_of(text, place.start, place.end), strict=True)
    noted = [(one, here.strip()) for one, here in around if one is not None]
    return ratio("\n".join(one for one, _ in noted), "\n".join(here for _, here in noted))
