"""The peers: other engines over the same paragraphs, used as their documentation shows.

- Whoosh as it comes: a TEXT field, a query parser, the best 50 with stored text (the total would cost it once more).
  What expands to many words is stopped after some seconds.
- SQLite FTS5 over a table of texts, ranked by bm25: the best 50 with text and highlight(), and the count.
- tantivy-py: the best 50 with stored text, and the count.

None of them takes the inflections of a word or knows entities. Whoosh drops stop words.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from benchmarks.classes import Asked, Shape
from benchmarks.material import Paragraph

LIMIT = 50
SECONDS = 5.0
_MEGABYTES = 512


class TooSlowError(Exception):
    """A question was given up."""


class Contestant(Protocol):
    """Who is asked: our library, or a peer. ``is_slow`` when some of its answers take seconds."""

    name: str
    is_slow: bool

    def open(self) -> None:
        """Open anew: nothing that it was asked before is remembered."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...

    def can(self, asked: Asked) -> bool:
        """Whether it has anything like that."""
        ...

    def ask(self, asked: Asked) -> int:
        """Get the best ones with their texts; gives how many there are."""
        ...


class Peer(Contestant, Protocol):
    """A contestant that is built here."""

    def build(self, paragraphs: Iterable[Paragraph]) -> None:
        """Index all paragraphs."""
        ...


class StockWhoosh:
    """Whoosh without anything of ours."""

    name = "Whoosh"
    is_slow = True

    def __init__(self, folder: Path) -> None:
        """Its index is in ``folder``."""
        self._folder = folder

    def build(self, paragraphs: Iterable[Paragraph]) -> None:
        """One writer, with memory enough."""
        from whoosh import fields, index

        schema = fields.Schema(text=fields.TEXT(stored=True), year=fields.ID(sortable=True))
        self._folder.mkdir(parents=True)
        writer = index.create_in(str(self._folder), schema).writer(limitmb=_MEGABYTES)
        for paragraph in paragraphs:
            writer.add_document(text=paragraph.text, year=str(paragraph.year))
        writer.commit()

    def open(self) -> None:
        """A fresh searcher."""
        from whoosh import index
        from whoosh.qparser import FuzzyTermPlugin, QueryParser

        self._index: Any = index.open_dir(str(self._folder))
        self._searcher: Any = self._index.searcher()
        self._parser: Any = QueryParser("text", self._index.schema)
        self._parser.add_plugin(FuzzyTermPlugin())

    def close(self) -> None:
        """Close searcher and index."""
        self._searcher.close()
        self._index.close()

    def can(self, asked: Asked) -> bool:
        """Whatever has a shape, unless it drops all of its words."""
        from whoosh.query import NullQuery

        return asked.shape is not None and self._parser.parse(self._text(asked)) != NullQuery

    def ask(self, asked: Asked) -> int:
        """Parse, search, get the texts."""
        query = self._parser.parse(self._text(asked))
        if asked.shape is Shape.COUNTS:
            found = self._searcher.search(query, limit=1, groupedby="year")
            return sum(len(rows) for rows in found.groups("year").values())
        if asked.shape is Shape.UNFINISHED:
            return self._within_limits(query)
        return len([hit["text"] for hit in self._searcher.search(query, limit=LIMIT)])

    def _within_limits(self, query: Any) -> int:
        from whoosh.collectors import TimeLimit, TimeLimitCollector

        collector = TimeLimitCollector(self._searcher.collector(limit=LIMIT), timelimit=SECONDS)
        try:
            self._searcher.search_with_collector(query, collector)
        except TimeLimit as error:
            raise TooSlowError from error
        return len([hit["text"] for hit in collector.results()])

    def _text(self, asked: Asked) -> str:
        match asked.shape:
            case Shape.ANY:
                return " OR ".join(asked.words)
            case Shape.PHRASE:
                return f'"{" ".join(asked.words)}"'
            case Shape.UNFINISHED:
                return f"{' '.join(asked.words)}*"
            case Shape.NEARLY:
                return f"{asked.words[0]}~1"
        return " ".join(asked.words)


class Fts5:
    """SQLite FTS5 with the texts in a table beside."""

    name = "FTS5"
    is_slow = False
    options = ""

    def __init__(self, folder: Path) -> None:
        """Its database is in ``folder``."""
        self._folder = folder

    def build(self, paragraphs: Iterable[Paragraph]) -> None:
        """One transaction."""
        self._folder.mkdir(parents=True)
        database = sqlite3.connect(self._folder / "fts.sqlite")
        database.execute("CREATE TABLE paragraph (id INTEGER PRIMARY KEY, text TEXT, year INTEGER)")
        database.execute(
            f"CREATE VIRTUAL TABLE found USING fts5(text, content='paragraph', content_rowid='id'{self.options})"
        )
        with database:
            rows = ((one.row, one.text, one.year) for one in paragraphs)
            database.executemany("INSERT INTO paragraph VALUES (?, ?, ?)", rows)
            database.execute("INSERT INTO found(found) VALUES ('rebuild')")
        database.close()

    def open(self) -> None:
        """A fresh connection."""
        self._database = sqlite3.connect(self._folder / "fts.sqlite")

    def close(self) -> None:
        """Close it."""
        self._database.close()

    def can(self, asked: Asked) -> bool:
        """It has no search for what is nearly so."""
        return asked.shape not in (None, Shape.NEARLY)

    def ask(self, asked: Asked) -> int:
        """The best ones marked, and the count; or the counts by year."""
        match = self._text(asked)
        if asked.shape is Shape.COUNTS:
            sql = (
                "SELECT year, count(*) FROM found JOIN paragraph ON id = found.rowid WHERE found MATCH ? GROUP BY year"
            )
            return sum(times for _, times in self._database.execute(sql, (match,)))
        sql = (
            "SELECT rowid, text, highlight(found, 0, char(1), char(2)) FROM found WHERE found MATCH ?"
            f" ORDER BY rank LIMIT {LIMIT}"
        )
        self._database.execute(sql, (match,)).fetchall()
        return int(self._database.execute("SELECT count(*) FROM found WHERE found MATCH ?", (match,)).fetchone()[0])

    def _text(self, asked: Asked) -> str:
        words = [f'"{word}"' for word in asked.words]
        match asked.shape:
            case Shape.ANY:
                return " OR ".join(words)
            case Shape.PHRASE:
                return f'"{" ".join(asked.words)}"'
            case Shape.UNFINISHED:
                return " ".join(words) + "*"
        return " ".join(words)


class Fts5WithPrefixes(Fts5):
    """The same with its own index of prefixes, which takes more space and time to build."""

    name = "FTS5, prefix index"
    options = ", prefix='1 2 3'"


class RawTantivy:
    """tantivy-py with its own tokens."""

    name = "tantivy"
    is_slow = False

    def __init__(self, folder: Path) -> None:
        """Its index is in ``folder``."""
        self._folder = folder

    def build(self, paragraphs: Iterable[Paragraph]) -> None:
        """One writer with as many threads as it takes by itself."""
        import tantivy

        self._folder.mkdir(parents=True)
        made = tantivy.SchemaBuilder()
        made.add_text_field("text", stored=True)
        made.add_integer_field("year", fast=True)
        index = tantivy.Index(made.build(), path=str(self._folder))
        writer = index.writer(heap_size=_MEGABYTES * 1024 * 1024)
        for paragraph in paragraphs:
            writer.add_document(tantivy.Document(text=paragraph.text, year=paragraph.year))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """A fresh searcher."""
        import tantivy

        self._index: Any = tantivy.Index.open(str(self._folder))
        self._searcher: Any = self._index.searcher()

    def close(self) -> None:
        """Forget it."""
        del self._searcher, self._index

    def can(self, asked: Asked) -> bool:
        """Whatever has a shape."""
        return asked.shape is not None

    def ask(self, asked: Asked) -> int:
        """The best ones with their texts, and the count; or the counts by year."""
        query = self._query(asked)
        if asked.shape is Shape.COUNTS:
            counts = self._searcher.aggregate(query, {"year": {"terms": {"field": "year", "size": 1000}}})
            return sum(one["doc_count"] for one in counts["year"]["buckets"])
        found = self._searcher.search(query, LIMIT, count=True)
        for _, place in found.hits:
            self._searcher.doc(place)["text"]
        return int(found.count)

    def _query(self, asked: Asked) -> Any:
        from tantivy import Occur, Query

        schema, words = self._index.schema, asked.words
        if asked.shape is Shape.PHRASE and len(words) > 1:
            return Query.phrase_query(schema, "text", list(words))
        if asked.shape is Shape.NEARLY:
            return Query.fuzzy_term_query(schema, "text", words[0], distance=1)
        parts = [Query.term_query(schema, "text", word) for word in words]
        if asked.shape is Shape.UNFINISHED:
            parts[-1] = Query.regex_query(schema, "text", f"{re.escape(words[-1])}.*")
        must = Occur.Should if asked.shape is Shape.ANY else Occur.Must
        return parts[0] if len(parts) == 1 else Query.boolean_query([(must, part) for part in parts])


PEERS: dict[str, type[StockWhoosh] | type[Fts5] | type[RawTantivy]] = {
    "whoosh": StockWhoosh,
    "fts5": Fts5,
    "fts5-prefix": Fts5WithPrefixes,
    "tantivy": RawTantivy,
}
