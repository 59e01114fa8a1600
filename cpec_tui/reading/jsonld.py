"""What a web page says of its article in JSON-LD, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

_ARTICLES = ("Article", "BlogPosting", "Report", "Review", "LiveBlogPosting", "Book", "Legislation")
_PAGES = ("WebPage", "ItemPage", "AboutPage", "VideoObject")
_MOST_OBJECTS = 10_000
_DEPTH = 40
_NAMES_OF_FIELDS = (
    ("headline", "title"), ("name", "title"), ("datePublished", "date"), ("author", "author"), ("creator", "author"),
    ("publisher", "publisher"), ("sourceOrganization", "publisher"), ("mainEntityOfPage", "url"), ("url", "url"),
    ("inLanguage", "language"), ("license", "licence"), ("keywords", "tags"), ("description", "description"),
    ("articleSection", "section"),
)  # fmt: skip


def fields_of(root: HtmlElement) -> list[tuple[str, str]]:
    """Fields of metadata with their values, the preferred ones first, of the article or else of the page."""
    objects = list(islice(_objects(root), _MOST_OBJECTS))
    by_id = {item["@id"]: item for item in reversed(objects) if isinstance(item.get("@id"), str) and len(item) > 1}
    for endings in (_ARTICLES, _PAGES):
        for item in objects:
            if any(sort.endswith(endings) for sort in _texts(item.get("@type"))):
                return list(_fields(item, by_id))
    return []


def _objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of all blocks, outer ones before what they hold."""
    for script in root.iter("script"):
        if script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            block = json.loads(_unwrapped(str(script.text_content())), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _within(block)


def _unwrapped(block: str) -> str:
    """``block`` without what may hide it from old browsers and from XML."""
    for wrapping in ("//", "/*", "<![CDATA[", "*/", "<!--"):
        block = block.strip().removeprefix(wrapping)
    for wrapping in ("*/", "]]>", "-->", "/*", "//"):
        block = block.strip().removesuffix(wrapping)
    return block


def _within(value: object) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop(0)
        if isinstance(item, dict):
            yield item
        inner = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        if depth < _DEPTH:
            waiting.extend((part, depth + 1) for part in inner if isinstance(part, (dict, list)))


def _fields(item: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for name, field in _NAMES_OF_FIELDS:
        values = item.get(name)
        for value in values if isinstance(values, list) else [values]:
            text = _text(value, "@id" if field == "url" else "name", by_id)
            if text:
                yield field, text


def _text(value: object, key: str, by_id: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a value, or that of the object that it is or refers to."""
    if isinstance(value, dict):
        referred = by_id.get(str(value.get("@id")), {})
        names = [*_texts(value.get(key)), *_texts(referred.get(key))]
        return names[0].strip() if names else ""
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
