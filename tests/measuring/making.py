"""Gold documents and links for tests, written as they are read: ``Ada:brook saw [Aldport:aldport]``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from cpec_tui.answers import ScannedMention
from cpec_tui.measuring.gold import GoldDocument, GoldMention
from cpec_tui.measuring.judging import Judges
from cpec_tui.measuring.report import Run
from cpec_tui.measuring.run import measure
from cpec_tui.model import Status

KINDS = {"brook": "person", "rook": "person", "aldport": "place", "westland": "place", "sas": "organisation"}


def marked(doc: str, written: str) -> GoldDocument:
    """A document whose mentions are marked: ``[Ada Brook:brook] saw [Zed:]``, nested ones inside."""
    text, mentions, begun = "", [], []
    for part in re.findall(r"\[|:[A-Za-z-]*\]|[^\[\]:]+|.", written):
        if part == "[":
            begun.append(len(text))
        elif part.endswith("]"):
            start = begun.pop()
            mentions.append(GoldMention(start, len(text), text[start:], part[1:-1] or None))
        else:
            text += part
    return GoldDocument(doc, text, tuple(sorted(mentions, key=lambda one: (one.start, -one.end))))


def link(text: str, surface: str, *entities: str, skip: int = 0) -> ScannedMention:
    """A link of ``surface`` in ``text``, after ``skip`` other places of it; ambiguous with several entities."""
    start = -1
    for _ in range(skip + 1):
        start = text.index(surface, start + 1)
    entity = entities[0] if len(entities) == 1 else None
    status, candidates = (Status.LINKED, ()) if entity else (Status.AMBIGUOUS, entities)
    return ScannedMention(entity, status, candidates, None, start, start + len(surface), surface, False)


def judges(only_kinds: Iterable[str] | None = None, only_ids: Iterable[str] | None = None) -> Judges:
    """A gazetteer of ``KINDS``; the id ``ada`` is an old one of ``brook``."""
    resolved = {entity: entity for entity in KINDS} | {"ada": "brook"}
    kinds = None if only_kinds is None else frozenset(only_kinds)
    return Judges(KINDS, resolved, kinds, None if only_ids is None else frozenset(only_ids))


def measured(
    documents: Iterable[GoldDocument], links: Mapping[str, Iterable[ScannedMention]], judged_by: Judges | None = None
) -> Run:
    """The run over ``documents``, where each text has the ``links`` of its document."""
    taken = list(documents)
    by_text = {one.text: list(links.get(one.id, ())) for one in taken}
    return measure("gold.jsonl", taken, by_text.__getitem__, judged_by or judges())


def gold_line(document: GoldDocument) -> dict[str, Any]:
    """The document as a line of a gold file has it."""
    return {
        "doc_id": document.id,
        "text": document.text,
        "mentions": [
            {"start": one.start, "end": one.end, "surface": one.surface, "entity_id": one.entity}
            for one in document.mentions
        ],
    }


def gold_file(*documents: GoldDocument) -> bytes:
    """A gold file."""
    return "".join(f"{json.dumps(gold_line(one), ensure_ascii=False)}\n" for one in documents).encode("utf-8")
