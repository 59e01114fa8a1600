"""The gold file: one annotated text a line, as JSON.

A line is ``{"doc_id": …, "text": …, "mentions": [{"start", "end", "surface", "entity_id"}]}``. Spans count code points
of ``text``, the end exclusive. An ``entity_id`` of null or "" says that a name was annotated for which there is no
entity. Other keys are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cpec_tui.errors import Problem, Severity, UsageError

_SHOWN = 20
_SPANS = "spans count code points of text, from 0, the end exclusive"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A name in a text; ``entity`` is None when it was annotated as the name of nothing in the gazetteer."""

    start: int
    end: int
    surface: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with all that is named in it."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]


class GoldError(UsageError):
    """A gold file that cannot be used; ``problems`` are all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        """``problems`` in the order of the lines; some of them are said, the others counted."""
        said = [str(problem) for problem in problems[:_SHOWN]]
        more = len(problems) - len(said)
        super().__init__(said[0], "\n".join([*said[1:], *([f"and {more:,} more"] if more else [])]))
        self.problems = tuple(problems)


def read_gold(content: bytes, name: str) -> tuple[GoldDocument, ...]:
    """The documents of a gold file; ``name`` is what the file is called in errors. Raises GoldError."""
    reader = _Reader(name)
    documents = tuple(reader.documents(content))
    if reader.problems:
        raise GoldError(reader.problems)
    if not documents:
        reader.tell(0, "there is no document in it", "a gold file has one JSON object a line: see docs/measuring.md")
        raise GoldError(reader.problems)
    return documents


class _Reader:
    """Reads line by line, and goes on after a mistake so that all are told at once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._lines: dict[str, int] = {}

    def tell(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem("gold", Severity.ERROR, self.name, line, message, hint))

    def documents(self, content: bytes) -> Iterator[GoldDocument]:
        # Other line ends than \n may stand inside a JSON string.
        for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if line.strip():
                document = self._document(line, number)
                if document is not None:
                    yield document

    def _document(self, line: bytes, number: int) -> GoldDocument | None:
        value = self._value(line, number)
        if value is None or not self._has(value, number, "the document", doc_id=str, text=str, mentions=list):
            return None
        doc, text = value["doc_id"], value["text"]
        if not doc:
            self.tell(number, "`doc_id` is empty", "give each document an id of its own")
        elif doc in self._lines:
            self.tell(number, f"the document `{doc}` stands in line {self._lines[doc]}, too", "give it another doc_id")
        elif any("\ud800" <= character <= "\udfff" for character in text + doc):
            self.tell(number, "the text has half a character (a lone surrogate)", "write the file as UTF-8")
        self._lines.setdefault(doc, number)
        mentions = [self._mention(one, text, number, place) for place, one in enumerate(value["mentions"], 1)]
        good = [one for one in mentions if one is not None]
        self._tell_doubles(good, number)
        return GoldDocument(doc, text, tuple(sorted(good, key=lambda one: (one.start, -one.end, one.entity or ""))))

    def _value(self, line: bytes, number: int) -> Mapping[str, Any] | None:
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            self.tell(number, f"byte {error.start + 1} of the line is not UTF-8", "save the file as UTF-8")
        except json.JSONDecodeError as error:
            self.tell(number, f"no JSON: {error.msg} at column {error.colno}", "write one JSON object a line")
        except (ValueError, RecursionError):
            self.tell(number, "no JSON: numbers too long or brackets too deep", "write one JSON object a line")
        else:
            if isinstance(value, dict):
                return value
            self.tell(number, "no JSON object", 'a line is {"doc_id": …, "text": …, "mentions": […]}')
        return None

    def _has(self, value: Mapping[str, Any], number: int, where: str, **wanted: type) -> bool:
        """Whether the keys ``wanted`` are there and of those types; what is wrong with them is told."""
        called = {str: "a text", int: "a whole number", list: "a list"}
        before = len(self.problems)
        for key, kind in wanted.items():
            if key not in value:
                self.tell(number, f"{where} has no `{key}`", f"add `{key}`: {called[kind]}")
            elif not isinstance(value[key], kind) or isinstance(value[key], bool):
                self.tell(number, f"`{key}` of {where} is not {called[kind]}", f"make it {called[kind]}")
        return len(self.problems) == before

    def _mention(self, value: Any, text: str, number: int, place: int) -> GoldMention | None:
        where = f"mention {place}"
        if not isinstance(value, dict):
            self.tell(number, f"{where} is no object", 'write {"start": …, "end": …, "surface": …, "entity_id": …}')
            return None
        if not self._has(value, number, where, start=int, end=int, surface=str):
            return None
        entity = self._entity(value, number, where)
        start, end, surface = value["start"], value["end"], value["surface"]
        if not 0 <= start < end <= len(text):
            self.tell(number, f"{where} ({start}-{end}) is no span of the text, which has {len(text):,}", _SPANS)
        elif text[start:end] != surface:
            stands = f"{where} ({start}-{end}) is “{text[start:end]}” in the text, and not “{surface}”"
            self.tell(number, stands, _where_it_stands(text, surface, start))
        else:
            return GoldMention(start, end, surface, entity)
        return None

    def _entity(self, value: Mapping[str, Any], number: int, where: str) -> str | None:
        entity = value.get("entity_id")
        if "entity_id" not in value:
            self.tell(number, f"{where} has no `entity_id`", "add the id, or null when there is no entity for the name")
        elif entity is not None and not isinstance(entity, str):
            self.tell(number, f"`entity_id` of {where} is not a text", "give an id or null")
        return entity if isinstance(entity, str) and entity else None

    def _tell_doubles(self, mentions: list[GoldMention], number: int) -> None:
        seen: set[GoldMention] = set()
        for one in mentions:
            if one in seen:
                said = f"“{one.surface}” ({one.start}-{one.end}, {one.entity or 'no entity'}) is annotated twice"
                self.tell(number, said, "take one of them out")
            seen.add(one)


def _where_it_stands(text: str, surface: str, start: int) -> str:
    """What to do about a span that holds something else: the nearest one that holds ``surface``."""
    places = [place for place in (text.find(surface, start), text.rfind(surface, 0, start)) if place >= 0]
    if not surface or not places:
        return _SPANS
    place = min(places, key=lambda one: abs(one - start))
    return f"it stands at {place}-{place + len(surface)}; {_SPANS}"
