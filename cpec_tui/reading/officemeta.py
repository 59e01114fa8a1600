"""What an office file says of itself, as metadata."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from cpec_tui.model import Metadata
from cpec_tui.reading.canonical import canonicalize

_BETWEEN_TAGS = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Properties:
    """How the properties of a format are understood, by their names.

    ``fields`` gives the field of the metadata, ``other`` the name under which a property is kept besides; ``tags`` are
    lists of words.
    """

    origin: str
    fields: Mapping[str, str]
    tags: Collection[str]
    other: Mapping[str, str]

    def metadata(self, pairs: Iterable[tuple[str, str]]) -> Metadata:
        """The metadata in properties and their values; of a field that is given twice the first stands."""
        found: dict[str, str] = {}
        other: dict[str, str] = {}
        tags: list[str] = []
        for name, value in pairs:
            text = canonicalize(value).text
            if not text:
                continue
            if name in self.tags:
                tags.extend(tag for one in _BETWEEN_TAGS.split(text) if (tag := one.strip()))
            elif name in self.fields:
                found.setdefault(self.fields[name], text)
            elif name in self.other:
                other.setdefault(self.other[name], text)
        origins = dict.fromkeys((*found, "tags") if tags else found, self.origin)
        plain = Metadata(tags=tuple(dict.fromkeys(tags)), other=other, origins=origins)
        return replace(plain, title=found.get("title", ""), author=found.get("author"), language=found.get("language"))


def titled(metadata: Metadata, title: str, origin: str) -> Metadata:
    """``metadata`` with this title, unless it has one or there is none."""
    text = canonicalize(title).text
    if metadata.title or not text:
        return metadata
    return replace(metadata, title=text, origins={**metadata.origins, "title": origin})
