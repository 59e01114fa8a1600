"""The YAML block that may stand at the head of a text file: title, date, author, publisher, url, language, tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cpec_tui import yamlfile
from cpec_tui.dates import day_range
from cpec_tui.errors import YamlError
from cpec_tui.model import Metadata
from cpec_tui.reading.canonical import canonicalize

_END = r"(?:\r\n|\n|\r)"
_FENCE = re.compile(rf"\ufeff*---[ \t]*{_END}(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?={_END}|\Z)", re.DOTALL)
_FIELDS = frozenset({"title", "date", "author", "publisher", "url", "language", "licence", "tags"})
_OTHER_SPELLINGS = {"license": "licence", "lang": "language", "authors": "author"}
_MAX_HEAD = 64 * 1024
ORIGIN = "front matter"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata, where the text begins (a raw offset), and what a reader should know about the block."""

    metadata: Metadata
    body_start: int
    notes: tuple[str, ...] = ()


def split(raw: str) -> FrontMatter:
    """The front matter of ``raw``. A block that is no YAML mapping is text: nothing is lost, a note says why."""
    match = _FENCE.match(raw[:_MAX_HEAD])
    if match is None:
        return FrontMatter(Metadata(), 0)
    try:
        block = yamlfile.parse(match.group(1), first_line=2)
    except YamlError as error:
        return FrontMatter(Metadata(), 0, (f"line {error.line}: the front matter is read as text: {error}",))
    if not isinstance(block, yamlfile.YamlMap):
        return FrontMatter(Metadata(), 0)
    metadata, notes = metadata_from(block, ORIGIN)
    return FrontMatter(metadata, match.end(), notes)


def metadata_from(block: Mapping[str, object], origin: str) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata from a mapping of texts, and notes on values that cannot be used; all else is kept under ``other``."""
    values: dict[str, Any] = {}
    other: dict[str, str] = {}
    notes: list[str] = []
    for key, value in block.items():
        name = _OTHER_SPELLINGS.get(key.lower(), key.lower())
        text = canonicalize(_flat(value)).text
        if not text:
            continue
        if name in values:
            notes.append(f"`{key[:40]}` gives the {name} a second time: left out")
            other[key] = text
        elif name == "tags":
            values["tags"] = _tags(value)
        elif name == "date" and day_range(text) is None:
            notes.append(f"the date `{text[:40]}` is none of YYYY, YYYY-MM, YYYY-MM-DD: left out")
            other[key] = text
        elif name in _FIELDS:
            values[name] = text
        else:
            other[key] = text
    origins = dict.fromkeys(values, origin)
    return Metadata(**values, other=other, origins=origins), tuple(notes)


def _tags(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else _flat(value).split(",")
    return tuple(dict.fromkeys(tag for tag in (canonicalize(_flat(item)).text for item in items) if tag))


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value)
    return "" if value is None else str(value)
