"""Small gazetteers and texts for linking."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Alias, Entity, Kind, Mention, Paragraph, Role, Span

KINDS = {
    "person": Kind("person", "person", "persons"),
    "mineral": Kind("mineral", "mineral", "minerals", case="any"),
}

# Pieces that make names, near misses and odd neighbours likely; joined they are texts.
PIECES = (
    [
        "Xi",
        "xi",
        "XI",
        "Jinping",
        "JINPING",
        "Xi Jinping",
        "Xí",
        "CPEC",
        "cpec",
        "Pak",
        "China",
        "CHINA",
        "china",
        "ore",
    ]
    + ["Ore", "ORE", "ores", "ORES", "orés", "Straße", "STRASSE", "İzmir", "izmir", "IZMIR", "REE", "REEs", "REES", "é"]
    + [
        "中国",
        "中",
        "国",
        "سي",
        "سی",
        "پیک",
        "s",
        "S",
        "a",
        "Z",
        "1",
        "_",
        "e\u0301",
        "\u0301",
        "\u200c",
        "\u200d",
        "ß",
    ]
    + [" ", " ", " ", "-", "–", "—", "'", "’", "‘", "ʼ", ".", ",", "(", ")", "\u0130", "\u01c5", "ſ", "𝐗", "\U0001f600"]
)
ALIASES = [
    "Xi",
    "Xi Jinping",
    "Jinping",
    "CPEC",
    "China",
    "Pak-China",
    "China Pak",
    "ore",
    "ore China",
    "Straße",
    "İzmir",
] + ["REE", "REEs", "中国", "سی پیک", "Xi’an", "a", "de la Ore", "S", "China CPEC ore", "-", "Jinping China"]


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Texts full of names, near misses and odd characters."""
    piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(ALIASES), st.characters())
    return st.lists(piece, max_size=max_size).map("".join)


def linker(*entities: Entity) -> Linker:
    """A linker for ``entities``."""
    return Linker(Gazetteer(entities, KINDS))


def entity(name: str, *aliases: str | Alias, id: str = "", kind: str = "person") -> Entity:
    """An entity; without ``id`` its id is its name."""
    listed = tuple(Alias(alias) if isinstance(alias, str) else alias for alias in aliases)
    return Entity(id or name, kind, name, listed)


def paragraph(text: str, ordinal: int = 1, residue: tuple[Span, ...] = ()) -> Paragraph:
    """A body paragraph."""
    return Paragraph(ordinal, Role.BODY, text, residue=residue)


def link(one: Linker, *document: str) -> list[Mention]:
    """All mentions of a document, paragraph after paragraph."""
    paragraphs = [paragraph(text, ordinal) for ordinal, text in enumerate(document, 1)]
    return [mention for mentions in one.link(paragraphs) for mention in mentions]


def shown(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """(surface, entity, or candidates) of each mention."""
    return [(one.surface, one.entity or "|".join(one.candidates)) for one in mentions]
