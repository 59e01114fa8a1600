"""The JSON of what is done with searches; its keys are an interface, as those of ``jsonable``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpec_tui.answers import Facets
    from cpec_tui.repeating.batch import Counted
    from cpec_tui.repeating.history import PastQuery
    from cpec_tui.repeating.recording import Difference
    from cpec_tui.repeating.seen import Found


def facets(one: Facets) -> dict[str, Any]:
    """The ``facets`` of ``search --facets --json``."""
    fields = ("kinds", "entities", "documents", "years", "publishers", "languages")
    return {
        **{name: [asdict(value) for value in getattr(one, name)] for name in fields},
        "totals": dict(one.totals),
        "undated": one.undated,
        "unpublished": one.unpublished,
        "unspoken": one.unspoken,
    }


def counted(one: Counted) -> dict[str, Any]:
    """A line of ``search --batch --json``."""
    return {
        "line": one.listed.line,
        "name": one.listed.name,
        "query": one.listed.query,
        "explained": one.explained,
        "understood": not one.fatal,
        "total": one.total,
        "documents": one.documents,
        "entities_named": one.entities_named,
        "entities_total": one.entities_total,
        "first": one.first,
        "last": one.last,
        "undated": one.undated,
        "warnings": list(one.warnings),
    }


def difference(one: Difference) -> dict[str, Any]:
    """What ``search --rerun --json`` prints."""
    return {
        "query": one.before.query,
        "asked": one.before.asked,
        "explained": one.now.explained,
        "same_built_index": one.same_built_index,
        "before": {"time": one.before.time, "total": one.before.total, "built_index": asdict(one.before.built)},
        "now": {"time": one.now.time, "total": one.now.total, "built_index": asdict(one.now.built)},
        "came": [answer.address for answer in one.came],
        "changed": [answer.address for answer in one.changed],
        "went": [answer.address for answer in one.went],
        "same": len(one.same),
        "warnings": list(one.now.warnings),
    }


def found(one: Found) -> dict[str, Any]:
    """An item of ``searches --json``."""
    return {
        "name": one.search.name,
        "query": one.search.query,
        "note": one.search.note,
        "order": one.search.order,
        "understood": not one.fatal,
        "total": one.total,
        "documents": one.documents,
        "entities_total": one.entities_total,
        "seen": one.seen,
        "new": len(one.new),
        "new_addresses": [answer.address for answer in one.new],
        "warnings": list(one.warnings),
    }


def past_query(one: PastQuery) -> dict[str, Any]:
    """An item of ``history --json``."""
    return asdict(one)
