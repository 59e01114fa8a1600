"""Metadata from what a file declares in several places: for each field the first value that can be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cpec_tui.model import Metadata
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.stated_dates import stated_date

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LONGEST = 2000
_MOST_VALUES = 50


class Claim(NamedTuple):
    """A value that a file gives for a field of metadata (or for any other word), and where it does so."""

    field: str
    value: str
    origin: str


def metadata_of(claims: Iterable[Claim]) -> Metadata:
    """The metadata that ``claims``, the more reliable ones first, amount to.

    Several authors or tags are taken together when they come from the same place. A date that states no day, month or
    year is kept as it is under ``other``.
    """
    found = _Found()
    for claim in claims:
        text = canonicalize(claim.value[:_LONGEST]).text
        if text:
            found.add(claim.field, text, claim.origin)
    return found.metadata()


@dataclass(slots=True)
class _Found:
    """What was taken from the claims so far."""

    values: dict[str, Any] = field(default_factory=dict)
    several: dict[str, list[str]] = field(default_factory=lambda: {"author": [], "tags": []})
    other: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, text: str, origin: str) -> None:
        """Take one more claim, unless there is a better one."""
        if name in self.several:
            items = _items(name, text)
            if items and self.origins.setdefault(name, origin) == origin:
                self.several[name] += items
        elif name in _CHECKS:
            usable = _CHECKS[name](text)
            if usable:
                self.values.setdefault(name, usable)
                self.origins.setdefault(name, origin)
            elif name == "date":
                self.other.setdefault("date as stated", text[:100])
        else:
            self.other.setdefault(name, text)

    def metadata(self) -> Metadata:
        """All of it, each field with its origin."""
        authors, tags = (list(dict.fromkeys(self.several[name]))[:_MOST_VALUES] for name in ("author", "tags"))
        if authors:
            self.values["author"] = ("; " if any("," in author for author in authors) else ", ").join(authors)
        if tags:
            self.values["tags"] = tuple(tags)
        if "date" in self.values:
            self.other.pop("date as stated", None)
        return Metadata(**self.values, other=self.other, origins=self.origins)


def _items(name: str, text: str) -> list[str]:
    if name == "tags":
        return [tag for tag in (part.strip() for part in re.split("[,;،，；]", text)) if tag]
    # The address of a profile is no name.
    return [] if _URL.match(text) else [text]


def _language(text: str) -> str | None:
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def _url(text: str) -> str | None:
    return text if _URL.fullmatch(text) else None


def _as_it_is(text: str) -> str | None:
    return text


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "title": _as_it_is,
    "date": stated_date,
    "publisher": _as_it_is,
    "url": _url,
    "language": _language,
    "licence": _as_it_is,
}
