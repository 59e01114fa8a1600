"""Small corpora for discovery, as texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cpec_tui.answers import Candidate
from cpec_tui.discovering.gathering import Passage, gather
from cpec_tui.discovering.survey import KnownNames, Survey
from cpec_tui.discovering.thinking import think
from cpec_tui.folding import tokens
from cpec_tui.model import Role, Span


def passages(texts: Iterable[str], mentioned: Iterable[str] = (), *, role: Role = Role.BODY) -> list[Passage]:
    """Each text as the one paragraph of a document; every place where one of ``mentioned`` stands is a mention."""
    names = tuple(mentioned)
    return [Passage(row, row, role, text, _spans(text, names)) for row, text in enumerate(texts, 1)]


def survey(
    texts: Iterable[str],
    names: Mapping[str, str] | None = None,
    *,
    mentioned: Iterable[str] | None = None,
    role: Role = Role.BODY,
) -> Survey:
    """The survey of some documents; ``names`` are those of the gazetteer (to entity ids), linked everywhere."""
    known = names or {}
    found = passages(texts, known if mentioned is None else mentioned, role=role)
    totals = Counter(token for passage in found for token in tokens(passage.text))
    gathered = gather(found)
    thought = think(gathered, lambda words: {word: totals[word] for word in words})
    return Survey(gathered, thought, KnownNames.of(known.items()))


def candidates(texts: Iterable[str], names: Mapping[str, str] | None = None, **how: Iterable[str]) -> list[Candidate]:
    """The candidates in some documents, the best first."""
    found = survey(texts, names, mentioned=how.get("mentioned"))
    return [found.candidate(one) for one in found.ranked()]


def named(texts: Iterable[str], names: Mapping[str, str] | None = None, **how: Iterable[str]) -> set[str]:
    """The names of the candidates in some documents."""
    return {one.name for one in candidates(texts, names, **how)}


def _spans(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Where ``names`` stand, the longest first, without overlaps."""
    found: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(first < end and start < last for first, last in found):
                found.append((start, end))
            start = text.find(name, end)
    return tuple(sorted(found))
