"""The program's own data as the values that its YAML holds."""

from __future__ import annotations

from collections.abc import Sequence

from cpec_tui.model import Alias, Evidence, Fact, Reference
from cpec_tui.yamledit import Value

# The order in which the keys of a card are written.
ENTITY_KEYS = (
    "id",
    "kind",
    "name",
    "merged_into",
    "aliases",
    "summary",
    "facts",
    "relations",
    "context",
    "ids",
)
FACT_KEYS = ("text", "date", "according_to", "evidence", "references")


def before(key: str, order: Sequence[str]) -> tuple[str, ...]:
    """The keys that are written before ``key``."""
    return tuple(order[: order.index(key)])


def alias_value(alias: Alias) -> Value:
    """An alias: its text alone when there is no more to it."""
    entry: dict[str, Value] = {
        "text": alias.text,
        "type": alias.type,
        "lang": alias.lang,
        "case": alias.case,
        "boundary": alias.boundary,
        "needs": list(alias.needs),
        "within": alias.within,
        "not_before": list(alias.not_before),
        "not_after": list(alias.not_after),
        "only_after": list(alias.only_after),
    }
    given = _given(entry)
    return given if len(given) > 1 else alias.text


def fact_value(fact: Fact) -> dict[str, Value]:
    """A fact with its proof."""
    return _given(
        {
            "text": fact.text,
            "date": fact.date,
            "according_to": fact.according_to,
            "evidence": [evidence_value(one) for one in fact.evidence],
            "references": [_reference(one) for one in fact.references],
        }
    )


def evidence_value(evidence: Evidence) -> dict[str, Value]:
    """A quotation."""
    return _given(
        {
            "document": evidence.document,
            "text": evidence.text,
            "before": evidence.before,
            "after": evidence.after,
            "address": evidence.address,
        }
    )


def _reference(reference: Reference) -> dict[str, Value]:
    return _given({"title": reference.title, "url": reference.url, "date": reference.date})


def _given(entry: dict[str, Value]) -> dict[str, Value]:
    """``entry`` without what is empty."""
    return {key: value for key, value in entry.items() if value}
