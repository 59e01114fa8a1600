"""The one YAML dialect of the program, read with line numbers.

Safe and plain: every scalar is read as text and converted by a schema (``NO`` and ``12:30`` stay what they are), an
empty value (``~`` and ``null`` too) is None, duplicate keys, anchors, aliases and tags are errors with their line,
nesting is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import yaml

from cpec_tui.errors import YamlError

MAX_DEPTH = 40
MAX_BYTES = 64 * 1024 * 1024

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NOTHING = frozenset({"", "~", "null"})
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n|\r|\n")
# YAML counts these as line ends, editors do not.
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")
# What newer parsers say of hundreds of levels, before any of them is seen here.
_TOO_DEEP = "nesting depth"
_NEVER_CLOSED = "unexpected end of stream"
_ADVICE = {
    "mapping values are not allowed": "a value that holds a colon and a space needs quotes",
    "cannot start any token": "indent with spaces; a value that begins with a special character needs quotes",
    "did not find expected": "look at the indentation and the quotes here and just above",
    "could not find expected": "look at the indentation and the quotes here and just above",
    _NEVER_CLOSED: "a quotation mark or a bracket is not closed",
}


class YamlMap(dict[str, object]):
    """A mapping that knows its line and the line of each key (counted from 1)."""

    def __init__(self, line: int) -> None:
        """``line`` is where the mapping begins."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlList(list[object]):
    """A sequence that knows its line and the line of each item (counted from 1)."""

    def __init__(self, line: int) -> None:
        """``line`` is where the sequence begins."""
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def parse(text: str, first_line: int = 1) -> object:
    """Text of one YAML document as str, None, ``YamlMap`` and ``YamlList``.

    ``first_line`` is added to for text that stands inside another file (front matter).
    Raises YamlError for anything outside the dialect, with its line.
    """
    value, repeated = parse_keeping_first(text, first_line)
    if repeated:
        raise repeated[0]
    return value


def parse_keeping_first(text: str, first_line: int = 1) -> tuple[object, list[YamlError]]:
    """As ``parse``, but a repeated key is no end: its first value is kept, and an error is listed for each other."""
    odd = _NOT_ALLOWED.search(text)
    if odd is not None:
        line = first_line + len(_LINE_END.findall(text, 0, odd.start()))
        raise YamlError(f"the character U+{ord(odd.group()):04X} is not allowed", line, "remove it")
    lines = _Lines(text, first_line)
    builder = _Builder(lines)
    try:
        return builder.document(yaml.parse(text, Loader=_Loader)), builder.repeated
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, lines) from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(f"this is not YAML: {_one_line(error)}", first_line) from error


def events(text: str) -> Iterator[yaml.Event]:
    """What PyYAML makes of a text that ``parse`` admits, with the marks of each piece."""
    found: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
    return found


def read(path: Path) -> object:
    """The YAML document in a UTF-8 file; see ``parse``. Raises YamlError, and OSError when it cannot be opened."""
    return parse(_text(path))


def read_keeping_first(path: Path) -> tuple[object, list[YamlError]]:
    """The YAML document in a UTF-8 file; see ``parse_keeping_first``. Raises as ``read``."""
    return parse_keeping_first(_text(path))


def line_at(value: object, path: tuple[str | int, ...], default: int = 1) -> int:
    """The line of the node that ``path`` (keys and item numbers) leads to, or of the nearest one on the way."""
    line = getattr(value, "line", default)
    for step in path:
        if isinstance(value, YamlMap) and isinstance(step, str) and step in value:
            line, value = value.lines[step], value[step]
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
        else:
            break
    return line


def _text(path: Path) -> str:
    if not path.is_file() and path.exists():
        raise OSError(f"{path.name} is no regular file")
    if path.stat().st_size > MAX_BYTES:
        raise YamlError(f"the file is larger than {MAX_BYTES >> 20} MB", 1, "split it into several files")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise YamlError("the file is not UTF-8 text", line, "save it as UTF-8") from error


class Mark(Protocol):
    """A place in a YAML text, as either of PyYAML's parsers gives it; both numbers count from 0."""

    @property
    def index(self) -> int:
        """How many characters stand before it."""

    @property
    def line(self) -> int:
        """How many lines stand before its own."""


class _Lines:
    """The lines of a text as editors count them."""

    def __init__(self, text: str, first: int) -> None:
        self._first = first
        self._last = first + len(_LINE_END.findall(text))
        self._ends = [end.end() for end in _LINE_END.finditer(text)] if _OTHER_LINE_END.search(text) else None

    def at(self, mark: Mark | None) -> int:
        """The line of a place in the text."""
        if mark is None:
            return self._first
        before = mark.line if self._ends is None else bisect_right(self._ends, mark.index)
        return min(self._first + before, self._last)


class _Builder:
    """Builds the value of a document from its events, refusing what the dialect does not have."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self._depth = 0
        self.repeated: list[YamlError] = []

    def document(self, events: Iterator[yaml.Event]) -> object:
        """The value of the one document in ``events``; None when there is none."""
        value: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError("a second YAML document begins here", self._line(event), "remove the line ---")
                value = self._value(next(events), events)
        return value

    def _line(self, event: yaml.Event) -> int:
        return self._lines.at(event.start_mark)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event]) -> object:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            return None if not event.style and event.value in NOTHING else str(event.value)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlError(f"nested more than {MAX_DEPTH} levels deep", self._line(event))
        built = self._list(event, events) if isinstance(event, yaml.SequenceStartEvent) else self._map(event, events)
        self._depth -= 1
        return built

    def _check(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message, advice = "anchors and aliases (& and *) are not allowed", "write the value out, or quote it"
            raise YamlError(message, self._line(event), advice)
        tag = getattr(event, "tag", None)
        if tag:
            message, advice = f"the tag `{tag[:40]}` is not allowed", "every value is text: remove the tag, or quote it"
            raise YamlError(message, self._line(event), advice)

    def _list(self, start: yaml.Event, events: Iterator[yaml.Event]) -> YamlList:
        built = YamlList(self._line(start))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            built.lines.append(self._line(event))
            built.append(self._value(event, events))
        return built

    def _map(self, start: yaml.Event, events: Iterator[yaml.Event]) -> YamlMap:
        built = YamlMap(self._line(start))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self._line(event)
            self._check(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError("a key must be plain text", line)
            key = str(event.value)
            value = self._value(next(events), events)
            if key in built:
                message = f"the key `{key[:60]}` stands twice (first in line {built.lines[key]})"
                self.repeated.append(YamlError(message, line, "remove one of them"))
                continue
            built[key] = value
            built.lines[key] = line
        return built


def _not_yaml(error: yaml.MarkedYAMLError, lines: _Lines) -> YamlError:
    """A syntax error in the parser's words, at its line; what is never closed is told at the line where it begins."""
    said = error.problem or _one_line(error)
    line = lines.at(error.problem_mark or error.context_mark)
    if _TOO_DEEP in said:
        return YamlError(f"nested more than {MAX_DEPTH} levels deep", line)
    begins = lines.at(error.context_mark) if error.context_mark else line
    advice = next((advice for words, advice in _ADVICE.items() if words in said), "")
    if _NEVER_CLOSED in said:
        line = begins
    elif error.context and begins < line:
        said = f"{said} {error.context} (which begins in line {begins})"
    return YamlError(f"this is not YAML: {said}", line, advice)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
