"""The JSON of the command line. Its keys are an interface: adding one is fine, renaming one is a breaking change."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cpec_tui.answers import (
    Candidate,
    Card,
    Discovery,
    DocumentView,
    Explanation,
    MentionInText,
    Occurrence,
    ScannedMention,
)
from cpec_tui.errors import Problem
from cpec_tui.model import Alias, Hit, Mention, Metadata, ResultPage

if TYPE_CHECKING:
    from cpec_tui.built.progress import Report
    from cpec_tui.creating import Created
    from cpec_tui.housekeeping import BuiltIndex, Place, Removal, Standing


def result_page(page: ResultPage) -> dict[str, Any]:
    """What ``search --json`` prints."""
    return {
        "query": page.query,
        "explained": page.explained,
        "total": page.total,
        "entities_total": page.entities_total,
        "offset": page.offset,
        "ms": page.ms,
        "partial": page.partial,
        "warnings": list(page.warnings),
        "entities": [
            {"id": hit.id, "name": hit.name, "kind": hit.kind, "mentions": hit.mentions} for hit in page.entities
        ],
        "hits": [_hit(hit) for hit in page.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "address": hit.address,
        "doc": hit.doc,
        "paragraph": hit.paragraph,
        "role": hit.role.value,
        "title": hit.title,
        "date": hit.date,
        "page": hit.page,
        "text": hit.text,
        "highlights": [list(span) for span in hit.highlights],
        "mentions": [mention(one) for one in hit.mentions],
        "score": hit.score,
        "copies": list(hit.copies),
    }


def mention(one: Mention) -> dict[str, Any]:
    """A mention in a paragraph."""
    return {
        "entity": one.entity,
        "status": one.status.value,
        "candidates": list(one.candidates),
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "surface": one.surface,
        "nested": one.nested,
    }


def card(card: Card) -> dict[str, Any]:
    """What ``entity --json`` prints."""
    entity = card.entity
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [_alias(alias) for alias in entity.aliases],
        "summary": entity.summary,
        "facts": [
            {
                "text": one.fact.text,
                "date": one.fact.date,
                "according_to": one.fact.according_to,
                "proof": one.fact.proof.value,
                "evidence": [
                    {**asdict(evidence), "standing": quotation.standing.value, "found_at": quotation.address,
                     "start": quotation.start, "end": quotation.end, "now": quotation.now or None}
                    for evidence, quotation in zip(one.fact.evidence, one.quotations, strict=True)
                ],
                "references": [asdict(reference) for reference in one.fact.references],
            }
            for one in card.facts
        ],
        "relations": [
            {"type": one.type, "to": one.to, "name": one.name, "kind": one.kind, "role": one.role, "from": one.since,
             "until": one.until, "incoming": one.incoming}
            for one in card.relations
        ],
        "ids": dict(entity.ids),
        "mentions": {
            "total": card.mentions,
            "documents": card.documents,
            "first": _occurrence(card.first),
            "last": _occurrence(card.last),
            "ambiguous": card.ambiguous,
        },
    }  # fmt: skip


def _alias(alias: Alias) -> str | dict[str, Any]:
    """A string for a plain alias, a mapping for one with rules, as in the YAML."""
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(alias).items() if value}
    return alias.text if set(given) == {"text"} else given


def _occurrence(one: Occurrence | None) -> dict[str, Any] | None:
    return None if one is None else {"address": one.address, "date": one.date}


def mention_in_text(one: MentionInText) -> dict[str, Any]:
    """A line of ``mentions --json``."""
    return {
        "entity": one.entity,
        "address": one.address,
        "start": one.start,
        "end": one.end,
        "surface": one.surface,
        "alias": one.alias,
        "before": one.before,
        "after": one.after,
    }


def discovery(found: Discovery) -> dict[str, Any]:
    """What ``discover --json`` prints."""
    return {
        "query": found.query,
        "explained": found.explained,
        "warnings": list(found.warnings),
        "total": found.total,
        "paragraphs": found.paragraphs,
        "candidates": [_candidate(one) for one in found.candidates],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "name": one.name,
        "key": one.key,
        "kind": one.sort.value,
        "score": one.score,
        "occurrences": one.occurrences,
        "documents": one.documents,
        "nested": one.nested,
        "forms": [asdict(form) for form in one.forms],
        "definition": {"long": one.long, "short": one.short} if one.long else None,
        "known": list(one.known),
        "suggestion": asdict(one.suggestion) if one.suggestion else None,
        "places": [asdict(place) for place in one.places],
    }


def document(view: DocumentView) -> dict[str, Any]:
    """What ``show --json`` prints."""
    return {
        "doc": view.doc,
        "title": view.title,
        "metadata": metadata(view.metadata, view.path, view.encoding),
        "paragraphs": [
            {
                "address": one.address,
                "role": one.role.value,
                "page": one.page,
                "text": one.text,
                "mentions": [mention(found) for found in one.mentions],
            }
            for one in view.paragraphs
        ],
    }


def metadata(data: Metadata, path: str, encoding: str) -> dict[str, Any]:
    """A document's metadata with where each field came from."""
    return {
        "title": data.title,
        "date": data.date,
        "author": data.author,
        "publisher": data.publisher,
        "url": data.url,
        "language": data.language,
        "licence": data.licence,
        "tags": list(data.tags),
        "path": f"seeds/{path}",
        "encoding": encoding,
        "other": dict(data.other),
        "origins": dict(data.origins),
    }


def scanned(one: ScannedMention) -> dict[str, Any]:
    """A line of ``scan --json``."""
    found: dict[str, Any] = {
        "entity": one.entity,
        "status": one.status.value,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "surface": one.surface,
    }
    if one.candidates:
        found["candidates"] = list(one.candidates)
    if one.nested:
        found["nested"] = True
    return found


def report(one: Report) -> dict[str, Any]:
    """What ``index --json`` prints."""
    return {
        "documents": one.documents,
        "paragraphs": one.paragraphs,
        "entities": one.entities,
        "mentions": one.mentions,
        "added": one.added,
        "changed": one.changed,
        "removed": one.removed,
        "failed": [{"path": path, "reason": reason, "hint": hint} for path, reason, hint in one.failed],
        "renamed": [{"from": rename.old, "to": rename.new} for rename in one.renamed],
        "evidence": dict(one.evidence),
        "engine": one.engine,
        "advice": one.advice or None,
        "seconds": round(one.seconds, 3),
    }


def explanation(one: Explanation) -> dict[str, Any]:
    """An item of ``explain --json``."""
    return {
        "address": one.address,
        "start": one.start,
        "end": one.end,
        "surface": one.surface,
        "status": one.status.value if one.status else None,
        "entity": one.entity,
        "candidates": [
            {
                "entity": told.entity,
                "name": told.name,
                "form": told.form,
                "rule": told.rule,
                "objection": told.objection,
                "evidence": [asdict(reason) for reason in told.evidence],
            }
            for told in one.candidates
        ],
    }


def problem(one: Problem) -> dict[str, Any]:
    """An item of ``check --json``."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "path": one.path,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }


def created(one: Created) -> dict[str, Any]:
    """What ``init --json`` prints."""
    return {
        "corpus": str(one.corpus.root),
        "title": one.title,
        "made": list(one.made),
        "kept": list(one.kept),
        "copied": one.copied,
        "bytes": one.bytes,
        "skipped": [asdict(skipped) for skipped in one.skipped],
        "entities": one.entities,
    }


def built_index(one: BuiltIndex) -> dict[str, Any]:
    """An item of ``clean --json``."""
    return {
        "folder": str(one.folder),
        "corpus": one.corpus or None,
        "files": one.usage.files,
        "bytes": one.usage.bytes,
        "built": one.built,
        "partial": one.partial,
        "orphan": one.orphan,
    }


def removal(one: Removal) -> dict[str, Any]:
    """A built index that stays although it was to be removed, in ``clean --json``."""
    return {"folder": str(one.index.folder), "reason": one.reason}


def place(one: Place) -> dict[str, Any]:
    """A folder in ``doctor --json``."""
    return {
        "name": one.name,
        "path": str(one.path),
        "purpose": one.purpose,
        "exists": one.exists,
        "files": one.usage.files,
        "bytes": one.usage.bytes,
        "derived": one.derived,
    }


def standing(one: Standing) -> dict[str, Any]:
    """The state of the built index in ``doctor --json``."""
    known = {"state": one.state.value, "said": one.said, "writer": one.writer}
    return {**known, "engine": one.engine or None, "advice": one.advice or None}
