"""All that answers a query, told so that another time can be compared with it; and the corpus at a glance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from cpec_tui.answers import Answering, BuiltState, Order, Overview
from cpec_tui.built.generation import Generation, engine_of
from cpec_tui.library_search import Searcher
from cpec_tui.search.plan import Plan

_AT_ONCE = 5_000


def answering(generation: Generation, plan: Plan, order: Order) -> Iterator[Answering]:
    """Every paragraph that answers ``plan``, in that order."""
    total = generation.engine.count(plan)
    ranked = Searcher(generation).ordered(plan, order, slice(0, total)).best
    rows = [row for row, _ in ranked]
    for at in range(0, total, _AT_ONCE):
        few = rows[at : at + _AT_ONCE]
        paragraphs = generation.catalog.paragraphs(few)
        for paragraph in map(paragraphs.__getitem__, few):
            yield Answering(paragraph.doc, paragraph.ordinal, digest_of(paragraph.text))


def digest_of(text: str) -> str:
    """What tells one text from another."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def overview_of(generation: Generation) -> Overview:
    """Titles and totals."""
    found, manifest = generation.catalog, generation.manifest
    totals = found.totals()
    return Overview(
        found.meta["title"],
        found.meta["short_title"],
        totals["documents"],
        totals["paragraphs"],
        totals["entities"],
        totals["mentions"],
        totals["failed"],
        manifest.partial,
        manifest.covered,
        manifest.sources,
        engine_of(manifest) or "",
        found.meta.get("advice", ""),
    )


def built_state(generation: Generation) -> BuiltState:
    """Which built index this is."""
    manifest = generation.manifest
    made_from = hashlib.blake2b(repr(manifest.stamps).encode(), digest_size=16)
    for doc, source in sorted(generation.catalog.digests().items()):
        made_from.update(repr((doc, source)).encode("utf-8", "replace"))
    return BuiltState(manifest.generation, made_from.hexdigest(), manifest.partial)
