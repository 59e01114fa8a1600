"""Lists of queries, and the counts of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cpec_tui import yamlfile
from cpec_tui.answers import FacetCount, Order
from cpec_tui.errors import YamlError
from cpec_tui.library import Library

_KEYS = ("name", "query", "note")
_SHOWN = 40
_ALL = 1 << 30


@dataclass(frozen=True, slots=True)
class Listed:
    """One query of a list: where it stands, what it is called, what is asked; ``mistake`` says why it cannot be."""

    line: int
    query: str = ""
    name: str | None = None
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A query of a list with its counts: paragraphs, the documents they stand in, entities named in them.

    ``entities_total`` counts the entities that answer themselves; ``first`` and ``last`` are years of documents.
    """

    listed: Listed
    explained: str
    total: int
    documents: int
    entities_named: int
    entities_total: int
    first: str | None
    last: str | None
    undated: int
    warnings: tuple[str, ...]
    fatal: bool

    @property
    def found(self) -> bool:
        """Whether anything answers."""
        return bool(self.total or self.entities_total)


def queries_in(text: str, name: str) -> Iterator[Listed]:
    """The queries in the text of a file of that name: YAML and JSON lines with names, else a query a line.

    In YAML and JSON lines each item is a query, or a mapping with ``query`` and perhaps ``name`` and ``note``; in other
    files what begins with # is a comment. What is wrong is told at its line, and the rest goes on.
    """
    match PurePath(name).suffix.lower():
        case ".yaml" | ".yml":
            yield from _in_yaml(text)
        case ".jsonl" | ".ndjson":
            yield from _in_json_lines(text)
        case _:
            for number, line in enumerate(text.splitlines(), 1):
                if line.strip() and not line.lstrip().startswith("#"):
                    yield Listed(number, line.strip())


def count(library: Library, listed: Listed) -> Counted:
    """Ask one query of a list."""
    if listed.mistake:
        return Counted(listed, "", 0, 0, 0, 0, None, None, 0, (listed.mistake,), fatal=True)
    page = library.search(listed.query, limit=0)
    facets = library.facets(listed.query, limit=_ALL)
    years = sorted(_values(facets.years))
    return Counted(
        listed,
        page.explained,
        page.total,
        len(library.matches(listed.query, order=Order.NEWEST).documents),
        facets.totals["entities"],
        page.entities_total,
        years[0] if years else None,
        years[-1] if years else None,
        facets.undated,
        page.warnings,
        page.fatal or not page.explained,
    )


def _values(facets: tuple[FacetCount, ...]) -> list[str]:
    return [facet.value for facet in facets]


def _in_yaml(text: str) -> Iterator[Listed]:
    try:
        value = yamlfile.parse(text.removeprefix("\ufeff"))
    except YamlError as error:
        yield Listed(error.line, mistake=str(error))
        return
    if value is None:
        return
    if not isinstance(value, yamlfile.YamlList):
        yield Listed(1, mistake="this is no list of queries: begin each with a dash")
        return
    for item, line in zip(value, value.lines, strict=True):
        yield _listed(item, line)


def _in_json_lines(text: str) -> Iterator[Listed]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            yield Listed(number, mistake="this is not JSON: write a text, or an object with `query`, on one line")
        else:
            yield _listed(item, number)


def _listed(item: Any, line: int) -> Listed:
    if isinstance(item, str) and item.strip():
        return Listed(line, item.strip())
    if not isinstance(item, dict):
        return Listed(line, mistake="a query is a text, or has `query` and perhaps `name`")
    odd = next((key for key in item if key not in _KEYS), None)
    if odd is not None:
        return Listed(line, mistake=f"unknown key `{str(odd)[:_SHOWN]}`: known are {', '.join(_KEYS)}")
    query, name = item.get("query"), item.get("name")
    if not isinstance(query, str) or not query.strip():
        return Listed(line, mistake="`query` is missing, or is no text")
    if name is not None and not isinstance(name, str):
        return Listed(line, query.strip(), mistake="`name` is no text")
    return Listed(line, query.strip(), name)
