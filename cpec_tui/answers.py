"""What the library answers with, besides hits: cards, mentions in their text, documents. Frozen data, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cpec_tui.model import Entity, Fact, Mention, Metadata, Role, Span, Standing, Status, Verdict, address_of


class Order(StrEnum):
    """How hits are ordered: the best first, or by the date of their document (undated ones last both ways)."""

    RANK = "rank"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where a mention stands, without the text: span and alias in a paragraph, and its row in the catalog."""

    doc: str
    paragraph: int
    start: int
    end: int
    alias: str
    row: int


@dataclass(frozen=True, slots=True)
class MentionInText:
    """A mention with what stands left and right of it: one line of a concordance."""

    entity: str
    address: str
    doc: str
    paragraph: int
    start: int
    end: int
    surface: str
    alias: str
    before: str
    after: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a quotation that proves a fact stands now; ``address`` is None when it is lost.

    ``now`` is what stands there, when that is not word for word what was quoted.
    """

    document: str
    text: str
    standing: Standing
    address: str | None
    start: int
    end: int
    now: str = ""


@dataclass(frozen=True, slots=True)
class PlacedVerdict:
    """A verdict, and what became of the place that it is about; ``address`` is None when it is about none, or lost.

    ``now`` is what stands at the likeliest place, when the text around it changed. ``line`` is where it stands in
    index/verdicts.yaml.
    """

    verdict: Verdict
    standing: Standing
    address: str | None
    start: int
    end: int
    now: str
    line: int


@dataclass(frozen=True, slots=True)
class FactOnCard:
    """A fact with its quotations located."""

    fact: Fact
    quotations: tuple[Quotation, ...]

    @property
    def standing(self) -> Standing | None:
        """The best standing of a quotation, for one that holds is enough; None without any."""
        return min((one.standing for one in self.quotations), key=list(Standing).index, default=None)


@dataclass(frozen=True, slots=True)
class RelationOnCard:
    """A relation as this card reads it; ``incoming`` when it is written on the other card."""

    type: str
    to: str
    name: str
    kind: str
    role: str | None
    since: str | None
    until: str | None
    incoming: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A first or last mention."""

    address: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of an entity."""

    entity: Entity
    facts: tuple[FactOnCard, ...]
    relations: tuple[RelationOnCard, ...]
    mentions: int
    documents: int
    ambiguous: int
    first: Occurrence | None
    last: Occurrence | None


@dataclass(frozen=True, slots=True)
class ParagraphInDocument:
    """A paragraph as the source pane and ``show`` need it."""

    address: str
    ordinal: int
    role: Role
    page: int | None
    text: str
    mentions: tuple[Mention, ...]
    residue: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with (some of) its paragraphs; ``total`` is how many it has."""

    doc: str
    path: str
    title: str
    metadata: Metadata
    encoding: str
    notes: tuple[str, ...]
    total: int
    paragraphs: tuple[ParagraphInDocument, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """Every paragraph that answers a query: (document id, ordinals in order), the document with the best hit first."""

    documents: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """A paragraph that answers a query; ``digest`` is that of its text, which stays when its address does not."""

    doc: str
    paragraph: int
    digest: str

    @property
    def address(self) -> str:
        """Where it stands now."""
        return address_of(self.doc, self.paragraph)


@dataclass(frozen=True, slots=True)
class BuiltState:
    """Which built index answers: its ``generation``, and a ``digest`` of all that it was made from.

    The digest is that of any other built index made from the same files by the same version of the program.
    """

    generation: int
    digest: str
    partial: bool


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One way to narrow a query: ``count`` paragraphs answer it that have ``value``, shown as ``label``.

    ``narrows`` is the part of a query that asks for it, and then so many answer: a copy whose other text has it not
    counts, too. It is empty when the language cannot (an id with quotation marks).
    """

    value: str
    label: str
    count: int
    narrows: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What the paragraphs that answer a query have in them, the most frequent first.

    ``totals`` says of each field how many values there are, shown or not. ``undated``, ``unpublished`` and
    ``unspoken`` count the paragraphs of documents that do not say their date, publisher, language.
    """

    kinds: tuple[FacetCount, ...] = ()
    entities: tuple[FacetCount, ...] = ()
    documents: tuple[FacetCount, ...] = ()
    years: tuple[FacetCount, ...] = ()
    publishers: tuple[FacetCount, ...] = ()
    languages: tuple[FacetCount, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    unpublished: int = 0
    unspoken: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """An entity named in ``paragraphs`` of the paragraphs that name another."""

    id: str
    name: str
    kind: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Linked mentions of an entity by the year of their document, no year between left out; and the ``undated``."""

    years: tuple[tuple[str, int], ...]
    undated: int


@dataclass(frozen=True, slots=True)
class ScannedMention:
    """A mention in a text outside the corpus; offsets are code points of that text as given."""

    entity: str | None
    status: Status
    candidates: tuple[str, ...]
    kind: str | None
    start: int
    end: int
    surface: str
    nested: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in the document that speaks for an entity, and the points that it gives."""

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class CandidateTold:
    """What became of a form of an entity at a span.

    ``rule`` says what made the ``form``, ``objection`` why it does not link there; ``evidence`` is given where several
    entities were weighed against each other.
    """

    entity: str
    name: str
    form: str
    rule: str
    objection: str | None
    evidence: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a span of a paragraph is a mention, or none: every form that stands there, the linked one first.

    ``status`` and ``entity`` are those of the mention, None when it is none.
    """

    address: str
    start: int
    end: int
    surface: str
    status: Status | None
    entity: str | None
    candidates: tuple[CandidateTold, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The corpus at a glance. ``covered`` of ``sources`` files are in the built index when it is ``partial``.

    ``engine`` is the text engine that answers, ``advice`` what is to be said of it, if anything.
    """

    title: str
    short_title: str
    documents: int
    paragraphs: int
    entities: int
    mentions: int
    failed: int
    partial: bool
    covered: int
    sources: int
    engine: str = "whoosh"
    advice: str = ""


class CandidateSort(StrEnum):
    """The sorts of candidates: acronyms (defined or not), variants of known names, and all other names."""

    NAMES = "names"
    ACRONYMS = "acronyms"
    VARIANTS = "variants"


@dataclass(frozen=True, slots=True)
class CandidateForm:
    """One way in which a candidate is written, and how often."""

    text: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The entity that a candidate may be another name of, and why."""

    entity: str
    why: str


@dataclass(frozen=True, slots=True)
class CandidatePlace:
    """A place where a candidate stands, with what stands left and right of it."""

    address: str
    start: int
    end: int
    surface: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the corpus that no entity covers.

    ``key`` is what its forms have in common. ``occurrences`` and ``documents`` count where it stands by itself,
    ``nested`` where it stands inside longer candidates. ``long`` and ``short`` are the two forms of a definition.
    ``known`` are the entities that have it as an alias which did not link; ``places`` are some of its occurrences.
    """

    key: str
    name: str
    sort: CandidateSort
    occurrences: int
    documents: int
    nested: int
    score: float
    forms: tuple[CandidateForm, ...]
    long: str = ""
    short: str = ""
    known: tuple[str, ...] = ()
    suggestion: Suggestion | None = None
    places: tuple[CandidatePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """The best of ``total`` candidates in ``paragraphs``: all of the corpus, or those that answer ``query``.

    ``explained`` is the query as understood; when it is ``fatal``, nothing can be found.
    """

    total: int
    paragraphs: int
    candidates: tuple[Candidate, ...]
    query: str = ""
    explained: str = ""
    warnings: tuple[str, ...] = ()
    fatal: bool = False
