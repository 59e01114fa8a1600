"""One pass over the paragraphs: every capitalised run, kept as a number in flat arrays, each different run once.

A corpus of 40 MB has 600,000 runs, of which 70,000 differ: what is thought about a run is thought once for all places
where it stands, and a place costs nine bytes.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import NamedTuple

from cpec_tui.discovering.acronyms import definitions_in
from cpec_tui.discovering.runs import Standing, runs_in
from cpec_tui.discovering.words import key_of_text
from cpec_tui.model import Role, Span

Covers = tuple[Span, ...]
Listener = Callable[[int], None]
_TOLD_EVERY = 1000


class Passage(NamedTuple):
    """A paragraph as discovery reads it; ``covers`` are the spans of its mentions, the longest ones, in order."""

    row: int
    document: int
    role: Role
    text: str
    covers: Sequence[Span] = ()
    residue: Sequence[Span] = ()


class RunKind(NamedTuple):
    """What all places have in common where a run is the same, and stands and is covered the same way."""

    run: str
    standing: Standing
    covers: Covers


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition that stands in the corpus ``count`` times: the forms as written first, and where that is."""

    long: str
    short: str
    row: int
    count: int


class Stretch(NamedTuple):
    """The places of one document: from ``begin`` to before ``end`` in the arrays."""

    document: int
    begin: int
    end: int


@dataclass(slots=True)
class Gathered:
    """All runs of a corpus; ``rows``, ``starts``, ``kinds`` and ``linked`` say of each place what stands where.

    ``linked`` is 1 where the paragraph mentions an entity.
    """

    rows: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    kinds: array[int] = field(default_factory=lambda: array("I"))
    linked: bytearray = field(default_factory=bytearray)
    different: list[RunKind] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    definitions: list[Defined] = field(default_factory=list)
    paragraphs: int = 0

    def only(self, kinds: Sequence[bool]) -> Gathered:
        """The places of those kinds of runs that are marked in ``kinds``; all else is forgotten."""
        kept = bytearray(kinds[kind] for kind in self.kinds)
        before = [0, *accumulate(kept)]
        return Gathered(
            array("I", compress(self.rows, kept)),
            array("I", compress(self.starts, kept)),
            array("I", compress(self.kinds, kept)),
            bytearray(compress(self.linked, kept)),
            stretches=[Stretch(one.document, before[one.begin], before[one.end]) for one in self.stretches],
            paragraphs=self.paragraphs,
        )

    def counts(self) -> Counter[int]:
        """How often each kind of run stands."""
        return Counter(self.kinds)


def gather(passages: Iterable[Passage], listen: Listener = lambda done: None) -> Gathered:
    """Everything capitalised in ``passages``, which come document by document.

    ``listen`` hears now and then how many were read; what it raises ends the pass.
    """
    gatherer = _Gatherer()
    for done, passage in enumerate(passages, 1):
        gatherer.add(passage)
        if done % _TOLD_EVERY == 0:
            listen(done)
    return gatherer.finish()


class _Gatherer:
    """The state of the pass."""

    def __init__(self) -> None:
        self._found = Gathered()
        # By standing, and then by the run alone where nothing covers it: texts are hashed once.
        self._numbers: tuple[dict[str | tuple[str, Covers], int], ...] = tuple({} for _ in Standing)
        self._definitions: dict[tuple[str, str], Defined] = {}
        self._document: int | None = None
        self._begin = 0

    def add(self, passage: Passage) -> None:
        """Take the runs and definitions of one paragraph."""
        if passage.document != self._document:
            self._end_document()
            self._document = passage.document
        found = self._found
        found.paragraphs += 1
        linked = bool(passage.covers)
        for start, run, standing in runs_in(passage.text, passage.role):
            end = start + len(run)
            if passage.residue and any(first < end and start < last for first, last in passage.residue):
                continue
            number = self._number(run, standing, _within(passage.covers, start, end) if linked else ())
            found.rows.append(passage.row)
            found.starts.append(start)
            found.kinds.append(number)
            found.linked.append(linked)
        for definition in definitions_in(passage.text):
            self._define(passage, definition.long, definition.short)

    def finish(self) -> Gathered:
        """All that was found."""
        self._end_document()
        self._found.definitions = list(self._definitions.values())
        return self._found

    def _number(self, run: str, standing: Standing, covers: Covers) -> int:
        """The number of a kind of run; a new one for one that was not met yet."""
        numbers = self._numbers[standing]
        key = (run, covers) if covers else run
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(self._found.different)
            self._found.different.append(RunKind(run, standing, covers))
        return number

    def _define(self, passage: Passage, long: Span, short: Span) -> None:
        forms = passage.text[slice(*long)], passage.text[slice(*short)]
        key = key_of_text(forms[0]), forms[1].rstrip("s")
        known = self._definitions.get(key)
        if known is None:
            self._definitions[key] = Defined(*forms, passage.row, 1)
        else:
            self._definitions[key] = Defined(known.long, known.short, known.row, known.count + 1)

    def _end_document(self) -> None:
        end = len(self._found.kinds)
        if self._document is not None and end > self._begin:
            self._found.stretches.append(Stretch(self._document, self._begin, end))
        self._begin = end


def _within(covers: Sequence[Span], start: int, end: int) -> Covers:
    """The parts of ``covers`` between ``start`` and ``end``, as offsets from ``start``."""
    return tuple(_clipped(covers, start, end))


def _clipped(covers: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for first, last in covers:
        if first < end and start < last:
            yield max(first, start) - start, min(last, end) - start
