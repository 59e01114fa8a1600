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
_WORDS = """
    Xi xi XI Xí Xi's Jinping JINPING CPEC cpec Pak China CHINA china ore Ore ORE ores ORES orés Straße STRASSE İzmir
    izmir IZMIR REE REEs REES é ß s S
    a Z 1 _ 中国 中 国 سي سی پیک ſ ǅ 𝐗 😀
""".split()
_MARKS = [*"   -–—'’‘ʼ.,()", "e\u0301", "\u0301", "\u200c", "\u200d"]
_ALIASES = """
    Xi, Xi Jinping, Jinping, CPEC, China, Pak-China, China Pak, ore, ore China, Straße, İzmir, REE, REEs, 中国, سی پیک,
    Xi’an, a, de la Ore, S, China CPEC ore, -, Jinping China
""".replace(",\n", ", ").strip()
ALIASES = [alias.strip() for alias in _ALIASES.split(", ")]


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Texts full of names, near misses and odd characters."""
    piece = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_MARKS), st.sampled_from(ALIASES), st.characters())
    return st.lists(piece, max_size=max_size).map("".join)


def linker(*entities: Entity) -> Linker:
    """A linker for ``entities``."""
    return Linker(Gazetteer(entities, KINDS))


def entity(name: str, *aliases: str | Alias, key: str = "", kind: str = "person") -> Entity:
    """An entity with ``key`` as its id, else its name."""
    listed = tuple(Alias(alias) if isinstance(alias, str) else alias for alias in aliases)
    return Entity(key or name, kind, name, listed)


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
