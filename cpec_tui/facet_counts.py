"""Counting for facets: in how many of the paragraphs that answer each entity, kind, document, year … stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet, bits_of, flags_of

# (value, label) to the number of paragraphs.
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Answers:
    """The ``rows`` that answer, also ``listed``; ``copies`` has those that another of them stands for, with that one.

    Of what a facet holds, a copy is counted unless what stands for it is held, too: as when it is asked for.
    """

    listed: Sequence[int]
    rows: RowSet
    copies: Mapping[int, int]

    @classmethod
    def of(cls, rows: Sequence[int], catalog: Catalog) -> Answers:
        """All that answer."""
        every, copies = RowSet(bits_of(rows)), catalog.copies
        paired = RowSet(every.bits & catalog.paired_rows.bits)
        return cls(rows, every, {row: copies[row] for row in paired if row in copies and copies[row] in paired})


def named(catalog: Catalog, answers: Answers) -> tuple[Counts, Counts]:
    """In how many rows each kind and each entity is mentioned."""
    if not answers.rows:
        return {}, {}
    bits, labels = answers.rows.bits, {kind.name: kind.label for kind in catalog.kinds}
    shared = _in_both(catalog, answers)
    flags = flags_of(bits, max(bits.bit_length(), catalog.highest_row + 1))
    entities = {}
    for entity in catalog.entity_rows:
        many = catalog.often_mentioned.get(entity.id)
        count = sum(map(flags.__getitem__, entity.rows)) if many is None else (many & bits).bit_count()
        if count:
            entities[entity.id, entity.name] = count - shared[entity.id]
    kinds = {}
    for kind, rows in catalog.rows_by_kind.items():
        count = (rows.bits & bits).bit_count()
        if count:
            copied = sum(row in rows and other in rows for row, other in answers.copies.items())
            kinds[kind, labels.get(kind, kind)] = count - copied
    return kinds, entities


def _in_both(catalog: Catalog, answers: Answers) -> Counter[str]:
    """Of each entity, how many copies mention it as does what stands for them."""
    of = catalog.entities_of_paired
    pairs = ((of.get(row), of.get(other)) for row, other in answers.copies.items())
    return Counter(entity for one, other in pairs if one and other for entity in one & other)


@dataclass(frozen=True, slots=True)
class Placed:
    """How many rows stand in each document, by its number, and in documents of each year, publisher and language.

    Or in documents ``without``.
    """

    documents: Mapping[int, int]
    years: Counter[tuple[str, str]] = field(default_factory=Counter)
    publishers: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    without: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, value: str, count: int) -> None:
        """Count rows in documents whose ``name`` (years, publishers, languages) is ``value``, or that have none."""
        if value:
            getattr(self, name)[value, value] += count
        else:
            self.without[name] += count


def placed_in(catalog: Catalog, answers: Answers) -> Placed:
    """Where the rows stand."""
    index, imprints = catalog.document_index, catalog.imprinted.of
    counted = index.counted(answers.listed, answers.rows)
    # A document holds no copy of its own paragraphs.
    placed = Placed(counted)
    alike: Counter[tuple[str, str, str]] = Counter()
    for number, count in counted.items():
        alike[imprints[number]] += count
    for imprint, count in alike.items():
        for name, value in zip(_OF_IMPRINTS, imprint, strict=True):
            placed.add(name, value, count)
    for row, standing in answers.copies.items():
        pairs = zip(_OF_IMPRINTS, imprints[index.of[row]], imprints[index.of[standing]], strict=True)
        for name, value in ((name, one) for name, one, other in pairs if one == other):
            placed.add(name, value, -1)
    return placed


_OF_IMPRINTS = ("years", "publishers", "languages")
