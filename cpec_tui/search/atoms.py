"""The single parts of a query: words, entities, fields, patterns; what stands in quotation marks is in ``quoting``."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from cpec_tui.folding import fold, is_cjk, tokens
from cpec_tui.model import Span
from cpec_tui.nearest import did_you_mean
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.search.daterange import Today, date_range, is_relative
from cpec_tui.search.grammar import FEW_LETTERS, FIELDS, MAX_SLIPS, MAX_STARS
from cpec_tui.search.lexer import Piece
from cpec_tui.search.pagerange import page_range
from cpec_tui.search.query import (
    DateRange,
    Entity,
    Field,
    Fuzzy,
    Kind,
    Leaf,
    Near,
    Node,
    Pattern,
    Phrase,
    Prefix,
    Term,
    Unknown,
    Wildcard,
)

_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)
_FUZZY = re.compile(r"(.+)~([0-9]*)", re.DOTALL)
_AFTER_A_NAME = ".,;:!?"
_ANY_ONE_GOES_ON = re.compile(r"\?[\w*]")
_STARS = re.compile(r"\*+")
_SHOWN = 20
# Letters of a script that nobody searches in stand for * and ? while a word is folded as all words are.
_STAR, _ANY_ONE = "\U00010380", "\U00010381"
_WILD = str.maketrans({"*": _STAR, "?": _ANY_ONE})
_TAME = str.maketrans({_STAR: "*", _ANY_ONE: "?"})


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a part needs to know: where the input ends, when the last word is unfinished; and today.

    ``notes`` grows.
    """

    last: int
    notes: list[str]
    today: Today


def bare(text: str, start: int, context: Context) -> Leaf | None:
    """A stretch without white space or quotes, beginning at ``start`` of the input."""
    span = (start, start + len(text))
    unfinished = context.last == span[1]
    if text.startswith("@"):
        name = text[1:].rstrip(_AFTER_A_NAME)
        return entity(name, span, unfinished=unfinished and name == text[1:], notes=context.notes)
    match = _FIELD.fullmatch(text)
    if match and (match[1].lower() in FIELDS or (match[2] and not match[2].startswith("//"))):
        return field(match[1], match[2], span, unfinished=unfinished, context=context)
    return _words(text, span, unfinished=unfinished, notes=context.notes)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a stretch of the query, as the index would have them from a document."""
    return tuple(tokens(canonicalize(text).text))


def _words(text: str, span: Span, *, unfinished: bool, notes: list[str]) -> Leaf | None:
    fuzzy = _FUZZY.fullmatch(text)
    words = words_of(fuzzy[1] if fuzzy else text)
    if not words:
        notes.append(f"`{text[:_SHOWN]}` holds no word: left out")
        return None
    if fuzzy and len(words) == 1:
        return fuzzy_word(words[0], fuzzy[2], span, notes)
    if fuzzy:
        notes.append("~ is understood only after a single word or a quotation mark")
    if is_wild(text):
        return side_by_side(wild_parts(text, span, unfinished=unfinished, notes=notes), span)
    goes_on = "*" in text
    if len(words) > 1:
        return Phrase(words, span, unfinished or goes_on)
    return Prefix(words[0], span) if goes_on else Term(words[0], span, unfinished)


def fuzzy_word(word: str, digits: str, span: Span, notes: list[str]) -> Leaf:
    """``word~digits``; without a slip it is the word exactly."""
    slips = at_most(digits or "1", MAX_SLIPS, "slips", notes)
    if slips > 1 and len(word) < FEW_LETTERS:
        notes.append(f"{word}~{slips}: with two slips a word of so few letters is any word, so one is searched")
        slips = 1
    return Fuzzy(word, slips, span) if slips else Phrase((word,), span)


def is_wild(text: str) -> bool:
    """Whether a star stands before letters or a question mark between them, but not as in an address."""
    inside = text.rstrip(_AFTER_A_NAME)
    return "*" in inside.rstrip("*") or ("/" not in inside and _ANY_ONE_GOES_ON.search(inside) is not None)


def wild_parts(text: str, span: Span, *, unfinished: bool, notes: list[str]) -> list[Leaf]:
    """The words of a stretch with stars and question marks inside of words."""
    found: list[Leaf] = []
    words = [word.translate(_TAME) for word in words_of(text.rstrip(_AFTER_A_NAME).translate(_WILD))]
    for position, word in enumerate(words):
        pattern = _STARS.sub("*", word).rstrip("?") or word
        if unfinished and position == len(words) - 1 and not pattern.endswith("*"):
            pattern += "*"
        before = found[-1] if found else None
        if pattern == "*" and isinstance(before, Phrase) and is_cjk(before.words[-1][-1]):
            # Such a character is a word by itself, and the star belongs to it.
            found[-1] = Prefix(before.words[-1], span)
        elif not pattern.strip("*?"):
            notes.append(f"`{pattern[:_SHOWN]}` has no letter: left out")
        elif pattern.count("*") > MAX_STARS:
            notes.append(f"`{pattern[:_SHOWN]}` has too many stars: left out")
        else:
            found.append(_wild_part(pattern, span))
    return found


def _wild_part(pattern: str, span: Span) -> Leaf:
    if "?" in pattern or "*" in pattern[:-1]:
        return Wildcard(pattern, span)
    return Prefix(pattern[:-1], span) if pattern.endswith("*") else Phrase((pattern,), span)


def side_by_side(parts: list[Leaf], span: Span) -> Leaf | None:
    """``parts`` as one phrase, plain words of which are taken together."""
    together: list[Node] = []
    for part in parts:
        before = together[-1] if together else None
        if isinstance(part, Phrase) and isinstance(before, Phrase):
            together[-1] = Phrase((*before.words, *part.words), span, part.unfinished)
        else:
            together.append(part)
    match together:
        case [Phrase(words), Prefix(letters)]:
            # A phrase may end with the beginning of a word.
            return Phrase((*words, letters), span, unfinished=True)
    if len(together) < 2:
        return parts[0] if len(parts) == 1 else next((one for one in together if isinstance(one, Phrase)), None)
    return Near(tuple(together), 0, span, ordered=True)


def field(name: str, inside: str, span: Span, *, unfinished: bool, context: Context) -> Leaf | None:
    """``name:inside``; ``@`` for an entity."""
    if name == "@":
        return entity(inside, span, unfinished=unfinished, notes=context.notes)
    known = name.lower()
    value = " ".join(inside.split())
    if known not in FIELDS:
        return Unknown(f"{name}:{value}", _no_field(name), span)
    if not value:
        context.notes.append(f"{known}: has no value yet (it follows without a space)")
        return None
    if known in ("date", "page"):
        return _range(known, value, span, unfinished=unfinished, context=context)
    value, goes_on = value.rstrip("* "), unfinished or value.endswith("*")
    return kind(value, span, unfinished=goes_on) if known == "kind" else Field(known, value, span, goes_on)


def kind(name: str, span: Span, *, unfinished: bool) -> Leaf:
    """``kind:name``."""
    return Kind(fold(name), span, unfinished)


def _range(name: str, value: str, span: Span, *, unfinished: bool, context: Context) -> Leaf | None:
    found: Leaf | None
    if name == "page":
        found = page_range(value, span, unfinished=unfinished)
    else:
        found = date_range(value, span, unfinished=unfinished, today=context.today)
    if found is None:
        context.notes.append(f"the {name} `{value}` is not finished yet")
    if isinstance(found, DateRange) and is_relative(found.shown):
        days = "..".join(day or "" for day in dict.fromkeys((found.first, found.last)))
        context.notes.append(f"date:{found.shown} is {days}")
    return found


def _no_field(name: str) -> str:
    if name.lower() == "re":
        return "a pattern stands between slashes: re:/…/"
    if name.lower() == "in":
        return "write in:sentence(…) or in:document(…), with the bracket right after it"
    advice = did_you_mean(name, FIELDS) or f"fields are {', '.join(FIELDS)}; in quotation marks it is searched as text"
    return f"no field `{name}`: {advice}"


def entity(name: str, span: Span, *, unfinished: bool, notes: list[str]) -> Leaf | None:
    """``@name``."""
    folded = " ".join(fold(name).split())
    if not folded.strip("* "):
        notes.append("@ wants the id of an entity right after it")
        return None
    return Entity(folded.rstrip("* "), span, unfinished or folded.endswith("*"))


def pattern(piece: Piece, context: Context) -> Leaf | None:
    """``re:/…/``; while it is being typed nothing is searched yet."""
    span, said = (piece.start, piece.end), f"re:/{piece.inside}/{piece.flags}"
    if not piece.closed:
        context.notes.append("the pattern is not finished yet: a / ends it")
        return None
    if not piece.inside:
        context.notes.append("re:// is empty: left out")
        return None
    if piece.flags not in ("", "i"):
        return Unknown(said, f"`{said[:_SHOWN]}`: after a pattern may stand only i, to ignore case", span)
    wrong = _what_is_wrong(piece.inside)
    if wrong:
        return Unknown(said, f"`{said[:_SHOWN]}` is no regular expression: {wrong}", span)
    return Pattern(piece.inside, piece.flags, span)


def _what_is_wrong(text: str) -> str:
    import regex

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            regex.compile(text)
        except (regex.error, OverflowError, RecursionError, ValueError, IndexError, KeyError, TypeError) as error:
            return str(error) or "it cannot be read"
    return ""


def at_most(digits: str, most: int, what: str, notes: list[str], sign: str = "~") -> int:
    """The number that ``digits`` write; at most ``most``, with a note."""
    significant = digits.lstrip("0")
    if len(significant) > len(str(most)) or int(significant or "0") > most:
        notes.append(f"{sign}{digits[:_SHOWN]}: at most {most} {what} are searched")
        return most
    return int(significant or "0")
