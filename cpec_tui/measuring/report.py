"""What a measurement gives: frozen data, which is also its JSON (the names of the fields are the keys)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cpec_tui.measuring.scores import Counts

FORMAT = 1


class Measure(StrEnum):
    """When a link is right."""

    STRICT = "strict"
    """It has the span and the entity of a mention."""
    SPAN = "span"
    """It has the span of a mention, whatever the entity."""
    OVERLAP = "overlap"
    """It has the entity of a mention, and shares a code point with it."""


class Category(StrEnum):
    """Why a mention is missed, or what is false about a link."""

    NOTHING = "nothing"
    """Missed: no name was found there, or only names of others inside it or around it."""
    AMBIGUOUS = "ambiguous"
    """Missed: a name was found there, but it was not decided whose."""
    WRONG_ENTITY = "wrong entity"
    """The span is right, the entity is another one."""
    WRONG_SPAN = "wrong span"
    """The entity is right, the span is longer, shorter or shifted."""
    SPURIOUS = "spurious"
    """False: nothing is annotated there that it could have meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the other side has at a place: a link for a missed mention, an annotated mention for a false link.

    ``entity`` is None for an ambiguous link (then there are ``candidates``) and for a name that is annotated as the
    name of nothing in the gazetteer.
    """

    start: int
    end: int
    surface: str
    entity: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A missed mention, a false link or an ambiguous one, with what stands around it and what the other side has."""

    doc: str
    start: int
    end: int
    surface: str
    entity: str | None
    category: Category
    before: str
    after: str
    candidates: tuple[str, ...] = ()
    instead: tuple[Reading, ...] = ()

    @property
    def key(self) -> tuple[str, int, int, str | None]:
        """What makes it the same finding in two runs."""
        return self.doc, self.start, self.end, self.entity


@dataclass(frozen=True, slots=True)
class Rate:
    """A share between 0 and 1 with its interval; None where there is nothing to reckon it of."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts with what is reckoned of them."""

    tp: int
    fp: int
    fn: int
    precision: Rate
    recall: Rate
    f1: Rate


@dataclass(frozen=True, slots=True)
class FormScore:
    """How a form fares as a name of an entity; the form is the text with its white space as single spaces."""

    form: str
    entity: str
    tp: int
    fp: int
    fn: int


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The counts of one document by measure; ``digest`` is that of its text and of the mentions that were judged."""

    doc: str
    digest: str
    measures: dict[str, Counts]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was judged: only entities of these kinds, only so many ids; None for all."""

    kinds: tuple[str, ...] | None = None
    ids: int | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Annotated names that the gazetteer lacks, by the id that was given (none for ``without_id``)."""

    mentions: int = 0
    without_id: int = 0
    ids: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intervals:
    """How the intervals were made."""

    level: float
    resamples: int
    seed: int


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement. ``judged`` counts mentions, ``left_out`` those outside the scope, ``links`` what was linked.

    ``intervals`` is None with fewer than two documents: then there are none.
    """

    gold: str
    documents: int
    scope: Scope
    judged: int
    left_out: int
    links: int
    intervals: Intervals | None
    measures: dict[str, Score]
    kinds: dict[str, Score]
    entities: dict[str, Score]
    forms: tuple[FormScore, ...]
    not_in_gazetteer: Apart
    missed: tuple[Finding, ...]
    false_links: tuple[Finding, ...]
    ambiguous: tuple[Finding, ...]
    per_document: tuple[DocumentScore, ...]
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Change:
    """A measure's F1 in both runs.

    ``p`` is how likely chance alone makes such a difference; None when the runs judged different mentions.
    """

    old: float | None
    new: float | None
    difference: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs. The lists are of documents that both have with the same text and mentions.

    ``same`` of them are so, ``changed`` have another text or other mentions, the others are only in one run.
    """

    same: int
    changed: int
    only_old: int
    only_new: int
    measures: dict[str, Change]
    newly_right: tuple[Finding, ...]
    newly_wrong: tuple[Finding, ...]
    no_longer_linked: tuple[Finding, ...]
    newly_linked: tuple[Finding, ...]
