"""Writing a catalog: by the one process that builds, into a file that no reader has open."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from cpec_tui.catalog import codec, copies, rowset, schema, standing
from cpec_tui.catalog.finding import Found, Sought, paragraphs_with
from cpec_tui.catalog.preparing import MentionRow, Prepared, mention_rows
from cpec_tui.catalog.wordline import LineWriter
from cpec_tui.catalog.wordtable import WordTable, words_of_documents
from cpec_tui.corpus import SourceFile
from cpec_tui.dates import day_range
from cpec_tui.entities.curated import Curated
from cpec_tui.errors import Problem, ReadingError
from cpec_tui.folding import lookup_key
from cpec_tui.model import Entity, Kind, Located, Mention, Metadata, Paragraph, Role, Status, Verdict

_SOUGHT = "sought"


class CatalogWriter:
    """One catalog file under construction. ``close`` makes it durable; without, nothing is left to be read."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file at ``path``; with ``create`` make the tables of an empty one."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._script("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY")
        self._db.execute("BEGIN")
        if create:
            self._script(schema.TABLES)
        # Rows are never used twice: what was noted of a removed one must not be said of another.
        self._next_row = self._counter("next_row")
        self._next_document = self._counter("next_document")
        self._stale_rows = self._counter("stale_rows")
        self._documents_changed = self._order_changed = create
        self._words = WordTable(dict(self._db.execute("SELECT form, id FROM form")))
        self._line = LineWriter(self._db)
        self._named: set[int] = set()

    def _script(self, statements: str) -> None:
        """Several statements inside the transaction (``executescript`` would end it)."""
        for statement in statements.split(";"):
            self._db.execute(statement)

    def _one(self, sql: str, *arguments: object) -> int:
        (value,) = self._db.execute(sql, arguments).fetchone()
        return int(value)

    def _counter(self, key: str) -> int:
        return self._one("SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE key = ?", key)

    def set_meta(self, **values: str) -> None:
        """Keep small facts about the whole corpus."""
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def add_document(
        self, prepared: Prepared, metadata: Metadata, source: SourceFile, digest: str, words: Sequence[list[str]]
    ) -> tuple[int, int]:
        """Add a document with the words of each paragraph; ``metadata`` is its own, corrected.

        Returns its number and its first row.
        """
        document = prepared.document
        number, first_row = self._next_document, self._next_row
        self._documents_changed = self._order_changed = True
        self._next_document += 1
        self._next_row += len(words)
        days = day_range(metadata.date) if metadata.date else None
        own = codec.dump_metadata(document.metadata)
        self._db.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                document.id,
                document.path,
                metadata.title,
                metadata.date,
                *(days or (None, None)),
                first_row,
                len(words),
                own,
                own if metadata is document.metadata else codec.dump_metadata(metadata),
                document.encoding,
                codec.dump(document.notes),
            ),
        )
        streams = self._words.streams(first_row, words)
        self._db.executemany(
            "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row, number, *before, stream, sentences)
                for row, ((*before, sentences), stream) in enumerate(
                    zip(prepared.paragraphs, streams, strict=True), first_row
                )
            ],
        )
        self._db.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            (source.path, source.size, source.mtime_ns, digest, number),
        )
        self._insert_mentions(first_row, prepared.mentions)
        for row in sorted(self._named.intersection(range(first_row, self._next_row))):
            self._line.add(row, streams[row - first_row])
        copies.add_sketch(self._db, number, prepared.sketch)
        return number, first_row

    def note_copies(self) -> None:
        """Note which paragraphs say what another document says already; all documents and their dates must be in."""
        copies.note_copies(self._db, anew=self._documents_changed)
        self._documents_changed = False

    def add_failure(self, source: SourceFile, digest: str, error: ReadingError) -> None:
        """Remember that a source cannot be read, and why."""
        self._db.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, NULL, ?, ?)",
            (source.path, source.size, source.mtime_ns, digest, error.message, error.hint),
        )

    def remove_source(self, path: str) -> int | None:
        """Forget a source with its document, paragraphs and mentions; returns the document's number."""
        row = self._db.execute("SELECT document FROM source WHERE path = ?", (path,)).fetchone()
        self._db.execute("DELETE FROM source WHERE path = ?", (path,))
        if row is None or row[0] is None:
            return None
        number = int(row[0])
        self._stale_rows += self._one("SELECT paragraphs FROM document WHERE number = ?", number)
        rows = "SELECT row FROM paragraph WHERE document = ?"
        self._db.execute(f"DELETE FROM mention WHERE row IN ({rows})", (number,))
        self._db.execute("DELETE FROM paragraph WHERE document = ?", (number,))
        self._db.execute("DELETE FROM document WHERE number = ?", (number,))
        self._db.execute("DELETE FROM sketch WHERE document = ?", (number,))
        self._documents_changed = self._order_changed = True
        return number

    def touch_source(self, source: SourceFile) -> None:
        """Note a new time stamp of a source whose content is the same."""
        self._db.execute(
            "UPDATE source SET size = ?, mtime_ns = ? WHERE path = ?", (source.size, source.mtime_ns, source.path)
        )

    def set_metadata(self, number: int, metadata: Metadata) -> None:
        """Replace the effective metadata of a document."""
        self._order_changed = True
        days = day_range(metadata.date) if metadata.date else None
        self._db.execute(
            "UPDATE document SET title = ?, date = ?, first_day = ?, last_day = ?, metadata = ? WHERE number = ?",
            (metadata.title, metadata.date, *(days or (None, None)), codec.dump_metadata(metadata), number),
        )

    def own_metadata(self, corrected: Iterable[str]) -> list[tuple[int, str, Metadata]]:
        """(number, id, metadata as read from the file) of every document that was corrected or is to be now."""
        rows = self._db.execute("SELECT number, id, own, own <> metadata FROM document ORDER BY number").fetchall()
        named = frozenset(corrected)
        return [(number, doc, codec.load_metadata(own)) for number, doc, own, was in rows if was or doc in named]

    def document_ids(self) -> list[str]:
        """All document ids."""
        return [doc for (doc,) in self._db.execute("SELECT id FROM document ORDER BY id")]

    def digests(self) -> dict[str, tuple[str, str]]:
        """(path, digest of the source) of every document by its id."""
        return {doc: (path, digest) for doc, path, digest in self._db.execute(schema.DIGESTS)}

    def numbers_with(self, groups: Iterable[Sequence[str]]) -> set[int]:
        """The numbers of the documents with a paragraph in which all words of one of ``groups`` stand."""
        found: set[int] = set()
        for words in groups:
            ids = [self._words.number_of(word) for word in words]
            if None not in ids:
                # Numbers that only seem to stand there, over the ends of two others, do no harm.
                stand = " AND ".join("instr(words, ?)" for _ in ids)
                streams = [array("I", [number or 0]).tobytes() for number in ids]
                found.update(n for (n,) in self._db.execute(f"SELECT document FROM paragraph WHERE {stand}", streams))
        return found

    def numbers_of(self, docs: Iterable[str]) -> set[int]:
        """The numbers of the documents with these ids."""
        named = frozenset(docs)
        return {number for number, doc in self._db.execute("SELECT number, id FROM document") if doc in named}

    def texts(self, only: AbstractSet[int] | None = None) -> Iterator[tuple[str, int, list[str]]]:
        """(id, first row, paragraph texts) of every document that has any; of those whose numbers are in ``only``."""
        ids = dict(self._db.execute("SELECT number, id FROM document"))
        chosen = "" if only is None else f"WHERE document IN ({','.join(map(str, sorted(only)))})"
        rows = self._db.execute(f"SELECT document, row, text FROM paragraph {chosen} ORDER BY document, ordinal")
        for number, of_document in groupby(rows, key=itemgetter(0)):
            found = list(of_document)
            yield ids[number], found[0][1], [text for _, _, text in found]

    def words_of_documents(self) -> Iterator[tuple[int, int, list[tuple[Role, list[str]]]]]:
        """(number, first row, role and words of each paragraph) of every document, for another text index."""
        return words_of_documents(self._db)

    def paragraphs_from(self, first_row: int, count: int) -> list[Paragraph]:
        """``count`` paragraphs of a document from ``first_row`` on, for linking them anew."""
        rows = self._db.execute(
            "SELECT ordinal, role, page, text, residue FROM paragraph WHERE row BETWEEN ? AND ? ORDER BY row",
            (first_row, first_row + count - 1),
        )
        return [
            Paragraph(ordinal, Role(role), text, page, (), codec.load_spans(residue))
            for ordinal, role, page, text, residue in rows
        ]

    def paragraphs_of(self, docs: Iterable[str]) -> dict[str, list[Paragraph]]:
        """The paragraphs of the named documents, as far as they exist."""
        found: dict[str, list[Paragraph]] = {}
        for doc in docs:
            rows = self._db.execute(
                "SELECT ordinal, role, text FROM paragraph JOIN document ON number = document"
                " WHERE id = ? ORDER BY ordinal",
                (doc,),
            ).fetchall()
            if rows:
                found[doc] = [Paragraph(ordinal, Role(role), text) for ordinal, role, text in rows]
        return found

    def paragraphs_with(self, wanted: Iterable[str]) -> Found:
        """(document id, paragraph) of the first paragraphs in which each of ``wanted`` stands, by the text.

        What was looked for when this catalog was published last is looked for in new paragraphs only.
        """
        kept = self._db.execute("SELECT value FROM meta WHERE key = ?", (_SOUGHT,)).fetchone()
        before = Sought.load(kept[0]) if kept else Sought()
        found, sought = paragraphs_with(self._db, wanted, before, self._next_row)
        self.set_meta(**{_SOUGHT: sought.dump()})
        return found

    def texts_with(self, part: str) -> Iterator[str]:
        """The texts of the paragraphs that have ``part`` in them, as they are taken."""
        for (text,) in self._db.execute("SELECT text FROM paragraph WHERE instr(text, ?)", (part,)):
            yield text

    def drop_mentions(self) -> None:
        """Forget all mentions, before linking anew."""
        self._script(schema.DROP_MENTION_INDEXES)
        self._db.execute("DELETE FROM mention")

    def index_mentions(self) -> None:
        """Make the mentions quick to find, if they are not."""
        self._script(schema.MENTION_INDEXES)

    def drop_mentions_of(self, first_row: int, paragraphs: int) -> None:
        """Forget the mentions of a document, before linking it anew; they are found by their row."""
        self._db.execute("DELETE FROM mention WHERE row BETWEEN ? AND ?", (first_row, first_row + paragraphs - 1))

    def compiled(self) -> tuple[list[Entity], tuple[Kind, ...]]:
        """The entities and kinds as they were compiled the last time."""
        cards = self._db.execute("SELECT card FROM entity ORDER BY position").fetchall()
        kinds = self._db.execute("SELECT value FROM meta WHERE key = 'kinds'").fetchone()
        return [codec.load_card(card) for (card,) in cards], codec.load_kinds(kinds[0]) if kinds else ()

    def add_mentions(self, first_row: int, texts: Iterable[str], mentions: Sequence[Sequence[Mention]]) -> None:
        """Add the mentions of one document, a list for each paragraph of ``texts``."""
        self._insert_mentions(first_row, mention_rows(texts, mentions))

    def _insert_mentions(self, first_row: int, rows: Iterable[MentionRow]) -> None:
        inserted = list(rows)
        self._db.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((first_row + index, *rest) for index, *rest in inserted),
        )
        self._named.update(first_row + one[0] for one in inserted if one[4] is not None)

    def set_entities(self, curated: Curated, standings: dict[str, list[list[Located]]]) -> None:
        """Compile the entities with their counts; all mentions must be in."""
        for table in ("entity", "relation", "name"):
            self._db.execute(f"DELETE FROM {table}")
        self.index_mentions()
        counts = self._counts()
        ambiguous = self._ambiguous()
        for position, entity in enumerate(curated.entities):
            mentions, documents = counts.get(entity.id, (0, 0))
            located = codec.dump_standings(standings.get(entity.id, []))
            card = codec.dump({"entity": codec.dump_entity(entity), "located": located})
            self._db.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (position, entity.id, entity.kind, entity.name, card, mentions, documents, ambiguous[entity.id]),
            )
            texts = dict.fromkeys((entity.name, *(alias.text for alias in entity.aliases)))
            self._db.executemany(
                "INSERT INTO name VALUES (?, ?, ?)", ((lookup_key(text), entity.id, text) for text in texts)
            )
            self._db.executemany(
                "INSERT INTO relation VALUES (?, ?, ?, ?)",
                ((entity.id, number, one.type, one.to) for number, one in enumerate(entity.relations)),
            )

    def _counts(self) -> dict[str, tuple[int, int]]:
        rows = self._db.execute(
            "SELECT entity, count(*), count(DISTINCT document) FROM mention JOIN paragraph USING (row)"
            " WHERE status = ? GROUP BY entity",
            (Status.LINKED.value,),
        )
        return {entity: (mentions, documents) for entity, mentions, documents in rows}

    def _ambiguous(self) -> Counter[str]:
        rows = self._db.execute(
            "SELECT candidates, count(*) FROM mention WHERE status = ? GROUP BY candidates", (Status.AMBIGUOUS.value,)
        )
        counts: Counter[str] = Counter()
        for candidates, number in rows:
            for candidate in candidates.split(","):
                counts[candidate] += number
        return counts

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """Replace what ``check`` reports."""
        self._db.execute("DELETE FROM problem")
        self._db.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?)",
            ((p.code, p.severity.value, p.path, p.line, p.message, p.hint) for p in problems),
        )

    def set_curated_files(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Remember size and time of the curated files, to see later whether one changed."""
        self._db.execute("DELETE FROM curated")
        self._db.executemany("INSERT INTO curated VALUES (?, ?, ?)", files)

    def compiled_verdicts(self) -> list[Verdict]:
        """The verdicts as they were the last time."""
        stored = self._db.execute("SELECT value FROM meta WHERE key = 'verdicts'").fetchone()
        return [verdict for verdict, _ in codec.load_verdicts(stored[0])] if stored else []

    def totals(self) -> dict[str, int]:
        """How many documents, paragraphs, entities, linked mentions and failed sources there are."""
        return {
            "documents": self._one("SELECT count(*) FROM document"),
            "paragraphs": self._one("SELECT count(*) FROM paragraph"),
            "entities": self._one("SELECT count(*) FROM entity"),
            "mentions": self._one("SELECT count(*) FROM mention WHERE status = ?", Status.LINKED.value),
            "failed": self._one("SELECT count(*) FROM source WHERE document IS NULL"),
        }

    def save_order(self) -> None:
        """Keep in which order paragraphs come that are equal otherwise."""
        if self._order_changed:
            order = standing.dump(self._db.execute(schema.STANDING_ORDER))
            self._db.execute("INSERT OR REPLACE INTO kept VALUES ('places', ?)", (order,))
            self._order_changed = False

    def save_words(self) -> None:
        """Write the words met since the last time, with their stems and beginnings, and the counters."""
        self._db.executemany("INSERT INTO form VALUES (?, ?, ?)", self._words.take_new())
        for letters, start, bits in self._words.take_beginnings():
            known = self._db.execute("SELECT rows FROM beginning WHERE letters = ?", (letters,)).fetchone()
            rows = rowset.extended(known[0], start, bits) if known else rowset.dump(bits << start)
            self._db.execute("INSERT OR REPLACE INTO beginning VALUES (?, ?)", (letters, rows))
        if self._stale_rows > self._one("SELECT count(*) FROM paragraph"):
            self._drop_stale_rows()
        self._save_line()
        self._script(schema.WORD_INDEXES)
        self.set_meta(
            next_row=str(self._next_row), next_document=str(self._next_document), stale_rows=str(self._stale_rows)
        )

    def _drop_stale_rows(self) -> None:
        """Forget removed rows; done when there are more of them than of others."""
        rows = rowset.bits_of([row for (row,) in self._db.execute("SELECT row FROM paragraph")])
        for letters, noted in self._db.execute("SELECT letters, rows FROM beginning").fetchall():
            kept = rowset.dump(rowset.load(noted) & rows)
            self._db.execute("UPDATE beginning SET rows = ? WHERE letters = ?", (kept, letters))
        self._db.execute("DELETE FROM beginning WHERE rows = ?", (rowset.dump(0),))
        self._line.clear()
        self._named.update(row for (row,) in self._db.execute("SELECT row FROM mention WHERE entity IS NOT NULL"))
        self._stale_rows = 0

    def _save_line(self) -> None:
        """Lay down the paragraphs that name something since the last time."""
        for row in sorted(row for row in self._named if row not in self._line):
            for (stream,) in self._db.execute("SELECT words FROM paragraph WHERE row = ?", (row,)):
                self._line.add(row, stream)
        self._named.clear()
        self._line.save()

    def checkpoint(self) -> None:
        """Write everything to the file and go on."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Write everything to the file and close it."""
        self._db.execute("COMMIT")
        self._db.close()

    def abandon(self) -> None:
        """Close the file without caring for what is in it."""
        self._db.close()
