"""Reading a catalog: texts, mentions, cards, counts. One thread at a time uses a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from cpec_tui.catalog import codec
from cpec_tui.catalog.counting import DocumentIndex, DocumentRows, Imprints
from cpec_tui.catalog.opening import batches, marks
from cpec_tui.catalog.row_reading import RowCatalog
from cpec_tui.catalog.schema import DIGESTS
from cpec_tui.catalog.standing import Places
from cpec_tui.catalog.stored import PlainParagraph, StoredDocument, StoredEntity, StoredParagraph
from cpec_tui.errors import Problem, Severity
from cpec_tui.folding import fold
from cpec_tui.model import EntityHit, Kind, Mention, OffsetRun, Role, Status, address_of


class Catalog(RowCatalog):
    """A read-only catalog file."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of entities, in the order of corpus.yaml."""
        return codec.load_kinds(self.meta["kinds"])

    def totals(self) -> dict[str, int]:
        """Documents, paragraphs, entities, linked mentions, failed sources."""
        found: dict[str, int] = json.loads(self.meta["totals"])
        return found

    # Documents and paragraphs

    def document(self, doc: str) -> StoredDocument | None:
        """The document of that id, or of that former id."""
        found = list(self._documents("WHERE id = ?", (self.former_ids.get(doc, doc),)))
        return found[0] if found else None

    def documents(self) -> list[StoredDocument]:
        """All documents by id."""
        return list(self._documents("ORDER BY id", ()))

    def document_ids(self) -> list[str]:
        """All document ids in order."""
        return [doc for (doc,) in self._rows("SELECT id FROM document ORDER BY id")]

    def ids_by_path(self) -> dict[str, str]:
        """The document id of each source that was read, by its path."""
        return dict(self._rows("SELECT path, id FROM document"))

    def _documents(self, clause: str, arguments: Sequence[object]) -> Iterator[StoredDocument]:
        columns = "number, id, path, title, date, paragraphs, metadata, encoding, notes"
        for row in self._rows(f"SELECT {columns} FROM document {clause}", arguments):
            number, doc, path, title, date, count, metadata, encoding, notes = row
            data, said = codec.load_metadata(metadata), tuple(json.loads(notes))
            yield StoredDocument(number, doc, path, title, date, count, data, encoding, said)

    def paragraphs(self, rows: Sequence[int]) -> dict[int, StoredParagraph]:
        """The paragraphs of ``rows``, by row."""
        found: dict[int, StoredParagraph] = {}
        for batch in batches(rows):
            for paragraph in self._paragraphs(f"WHERE row IN ({marks(batch)})", batch):
                found[paragraph.row] = paragraph
        return found

    def paragraphs_of(self, number: int) -> list[PlainParagraph]:
        """All paragraphs of the document with that number, in order."""
        sql = "SELECT row, ordinal, role, page, text, residue FROM paragraph WHERE document = ? ORDER BY ordinal"
        return [
            PlainParagraph(row, ordinal, _ROLES[role], page, text, codec.load_spans(residue))
            for row, ordinal, role, page, text, residue in self._rows(sql, (number,))
        ]

    def row_of(self, doc: str, ordinal: int) -> int | None:
        """The row of a paragraph."""
        row = self._row(
            "SELECT row FROM paragraph JOIN document ON number = document WHERE id = ? AND ordinal = ?", (doc, ordinal)
        )
        return None if row is None else int(row[0])

    def offsets(self, row: int) -> tuple[OffsetRun, ...]:
        """The map of a paragraph's text back to its source."""
        (text,) = self._row("SELECT offsets FROM paragraph WHERE row = ?", (row,))
        return codec.load_runs(text)

    def _paragraphs(self, clause: str, arguments: Sequence[object]) -> Iterator[StoredParagraph]:
        sql = (
            "SELECT row, id, ordinal, role, page, text, residue, title, date"
            f" FROM paragraph p JOIN document d ON d.number = p.document {clause}"
        )
        for row, doc, ordinal, role, page, text, residue, title, date in self._rows(sql, arguments):
            spans = codec.load_spans(residue)
            yield StoredParagraph(row, doc, ordinal, _ROLES[role], page, text, spans, title, date)

    # Mentions

    def mentions(self, texts: dict[int, str]) -> dict[int, list[Mention]]:
        """The mentions of the rows of ``texts`` (row to paragraph text) that have any, by start, longer ones first."""
        found: dict[int, list[Mention]] = {}
        rows = sorted(texts)
        if rows and rows[-1] - rows[0] == len(rows) - 1:  # One run, as the rows of a document are.
            clauses: list[tuple[str, Sequence[int]]] = [("row BETWEEN ? AND ?", (rows[0], rows[-1]))]
        else:
            clauses = [(f"row IN ({marks(batch)})", batch) for batch in batches(rows)]
        for clause, arguments in clauses:
            sql = f"SELECT {_MENTION} FROM mention WHERE {clause} ORDER BY row, start, end DESC"
            for values in self._rows(sql, arguments):
                found.setdefault(values[0], []).append(_mention(values, texts[values[0]]))
        return found

    def spans_of(self, entity: str) -> dict[int, list[tuple[int, int, str]]]:
        """(start, end, alias) of every linked mention of an entity, by row, in reading order."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        sql = "SELECT row, start, end, alias FROM mention WHERE entity = ? AND status = ? ORDER BY row, start"
        for row, *span in self._rows(sql, (entity, Status.LINKED.value)):
            found.setdefault(row, []).append(tuple(span))
        return found

    # Places

    @cached_property
    def document_rows(self) -> tuple[DocumentRows, ...]:
        """Every document that has paragraphs, by id."""
        columns = "id, title, date, first_row, paragraphs"
        rows = self._rows(f"SELECT {columns} FROM document WHERE paragraphs > 0 ORDER BY id")
        return tuple(map(DocumentRows._make, rows))

    @cached_property
    def document_index(self) -> DocumentIndex:
        """Which of ``document_rows`` a row stands in."""
        return DocumentIndex.of_documents(self.document_rows)

    @cached_property
    def places(self) -> Places:
        """The order of what is equal otherwise: the newest document first, undated ones last, then by address."""
        return Places(self._kept("places"))

    @cached_property
    def imprinted(self) -> Imprints:
        """Year, publisher and language of each of ``document_rows``."""
        columns = "id, json_extract(metadata, '$.publisher'), json_extract(metadata, '$.language')"
        found = {doc: (name or "", lang or "") for doc, name, lang in self._rows(f"SELECT {columns} FROM document")}
        return Imprints.of_documents(self.document_rows, found)

    @cached_property
    def ids_alike(self) -> dict[str, list[str]]:
        """The ids of documents that are the same when folded, by the folded id, where there are several."""
        found: dict[str, list[str]] = {}
        for one in self.document_rows:
            found.setdefault(fold(one.id), []).append(one.id)
        return {folded: ids for folded, ids in found.items() if len(ids) > 1}

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """The id that a document has now, by the ids that it had."""
        found: dict[str, str] = json.loads(self.meta.get("former_ids", "{}"))
        return found

    def addresses(self, rows: Sequence[int]) -> dict[int, str]:
        """The addresses of the paragraphs of ``rows``, by row, in reading order of each document, documents by id."""
        found: list[tuple[str, int, int]] = []
        for batch in batches(rows):
            sql = "SELECT id, ordinal, row FROM paragraph JOIN document ON number = document"
            found.extend(self._rows(f"{sql} WHERE row IN ({marks(batch)})", batch))
        return {row: address_of(doc, ordinal) for doc, ordinal, row in sorted(found)}

    # Entities

    @cached_property
    def merged(self) -> dict[str, str]:
        """The id of the entity that each merged one is now, by the id that it had."""
        found: dict[str, str] = json.loads(self.meta.get("merged", "{}"))
        return found

    def entity(self, entity: str) -> StoredEntity | None:
        """The compiled card of that id, or of the one that the entity of that id was merged into."""
        sql = "SELECT card, mentions, documents, ambiguous FROM entity WHERE id = ?"
        row = self._row(sql, (self.merged.get(entity, entity),))
        if row is None:
            return None
        card: dict[str, Any] = json.loads(row[0])
        return StoredEntity(codec.load_entity(card["entity"]), codec.load_standings(card["located"]), *row[1:])

    def entities_of_kind(self, kind: str) -> list[str]:
        """Ids of the entities of a kind."""
        return [found for (found,) in self._rows("SELECT id FROM entity WHERE kind = ? ORDER BY position", (kind,))]

    def entity_hits(self, ids: Sequence[str]) -> list[EntityHit]:
        """Name, kind, aliases and counts of the named entities, in their order."""
        known = self._entity_hits
        for batch in batches([entity for entity in ids if entity not in known]):
            names: dict[str, list[str]] = {}
            for entity, text in self._rows(
                f"SELECT entity, text FROM name WHERE entity IN ({marks(batch)}) ORDER BY rowid", batch
            ):
                names.setdefault(entity, []).append(text)
            sql = f"SELECT id, name, kind, mentions FROM entity WHERE id IN ({marks(batch)})"
            for entity, name, kind, mentions in self._rows(sql, batch):
                known[entity] = EntityHit(entity, name, kind, mentions, tuple(names[entity][1:]))
        return [known[entity] for entity in ids if entity in known]

    @cached_property
    def _entity_hits(self) -> dict[str, EntityHit]:
        """What was read of entities so far: while a query is typed the same ones are found again and again."""
        return {}

    def entities_named(self, key: str) -> list[str]:
        """Ids of the entities that have ``key`` (a ``lookup_key``) as name or alias."""
        sql = "SELECT DISTINCT entity FROM name WHERE key = ?"
        return [entity for (entity,) in self._rows(sql, (key,))]

    def entity_ids(self) -> list[str]:
        """All entity ids in the order of the files."""
        return [entity for (entity,) in self._rows("SELECT id FROM entity ORDER BY position")]

    def names(self) -> list[tuple[str, str]]:
        """(name or alias, entity id) of everything that has a name."""
        return list(self._rows("SELECT text, entity FROM name ORDER BY rowid"))

    def relations_to(self, entity: str) -> list[tuple[str, int]]:
        """(entity, number of its relation) for every relation that leads to ``entity``."""
        sql = "SELECT source, position FROM relation WHERE target = ? ORDER BY rowid"
        return list(self._rows(sql, (entity,)))

    # What went wrong

    def failures(self) -> list[tuple[str, str, str]]:
        """(path, reason, hint) of every source that could not be read."""
        sql = "SELECT path, reason, hint FROM source WHERE document IS NULL ORDER BY path"
        return [("seeds/" + path, reason, hint) for path, reason, hint in self._rows(sql)]

    def problems(self) -> list[Problem]:
        """What is wrong with the curated files."""
        rows = self._rows("SELECT code, severity, path, line, message, hint FROM problem ORDER BY rowid")
        return [Problem(code, Severity(severity), *rest) for code, severity, *rest in rows]

    def sources(self) -> dict[str, tuple[int, int, str]]:
        """Path to (size, mtime, digest) of every source known."""
        rows = self._rows("SELECT path, size, mtime_ns, digest FROM source")
        return {path: (size, mtime, digest) for path, size, mtime, digest in rows}

    def digests(self) -> dict[str, tuple[str, str]]:
        """(path, digest of the source) of every document by its id."""
        return {doc: (path, digest) for doc, path, digest in self._rows(DIGESTS)}

    def curated_files(self) -> dict[str, tuple[int, int]]:
        """Path to (size, mtime) of every curated file known."""
        return {path: (size, mtime) for path, size, mtime in self._rows("SELECT path, size, mtime_ns FROM curated")}


# Looked up thousands of times for a long document; calling the enumerations takes five times as long.
_ROLES = {role.value: role for role in Role}
_STATUSES = {status.value: status for status in Status}
_MENTION = "row, start, end, status, entity, kind, alias, nested, candidates"


def _mention(values: Sequence[Any], text: str) -> Mention:
    _, start, end, status, entity, kind, alias, nested, candidates = values
    split = tuple(candidates.split(",")) if candidates else ()
    return Mention(start, end, text[start:end], _STATUSES[status], entity, split, kind, alias, bool(nested))
