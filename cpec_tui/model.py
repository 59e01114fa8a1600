"""The words of the program as data: frozen, without any input or output.

Every offset is in code points of a paragraph's canonical text, start inclusive, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cpec_tui.vocabulary import Decision as Decision
from cpec_tui.vocabulary import Proof as Proof
from cpec_tui.vocabulary import Role as Role
from cpec_tui.vocabulary import Scope as Scope
from cpec_tui.vocabulary import Standing as Standing
from cpec_tui.vocabulary import Status as Status

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """A stretch of canonical text that maps evenly onto raw text.

    With ``width`` 1, code point ``canonical + k`` came from ``raw + k``; with a larger width all code points of the run
    came together from ``raw`` to ``raw + width`` (a letter and its accents, composed).
    """

    canonical: int
    raw: int
    width: int = 1

    def __reduce__(self) -> tuple[type[OffsetRun], tuple[int, int, int]]:
        # There are very many, and they go from process to process: this is three times as fast as the usual way.
        return OffsetRun, (self.canonical, self.raw, self.width)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of search and display; ``ordinal`` counts from 1 within its document."""

    ordinal: int
    role: Role
    text: str
    page: int | None = None
    offsets: tuple[OffsetRun, ...] = ()
    residue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text.

    ``date`` is as precise as its source (``2025``, ``2025-02``, ``2025-02-05``); ``origins`` says for each field where
    it came from ("front matter", "documents.yaml", "first line", "file name").
    """

    title: str = ""
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    tags: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """What reading a source gives."""

    id: str
    path: str
    metadata: Metadata
    paragraphs: tuple[Paragraph, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title shown for the document."""
        return self.metadata.title


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface form of an entity, with the rules that say where it may link.

    ``case`` is ``exact``, ``name`` (capitalised as written, or all capitals) or ``any``; None takes the default of its
    shape and kind. ``boundary`` is ``word`` or ``none``. ``within`` says where what it ``needs`` must stand:
    ``document`` (as None) or ``paragraph``.
    """

    text: str
    type: str | None = None
    lang: str | None = None
    case: str | None = None
    boundary: str | None = None
    needs: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    within: str | None = None

    @property
    def has_rules(self) -> bool:
        """Whether it says more of where it may link than its text."""
        rules = (self.case, self.boundary, self.needs, self.not_before, self.not_after, self.only_after)
        return any(rules)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that supports a fact; ``before`` and ``after`` are up to 32 code points around it."""

    document: str
    text: str
    before: str = ""
    after: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """What became of a quotation: its standing, its address and its span in code points of that paragraph.

    ``text`` is what stands there now, where that is not what was quoted.
    """

    standing: Standing
    address: str | None = None
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place outside the corpus that supports a fact."""

    title: str
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about an entity, in the curator's words."""

    text: str
    date: str | None = None
    according_to: str | None = None
    evidence: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def proof(self) -> Proof:
        """Quoted beats referenced beats unverified."""
        if self.evidence:
            return Proof.QUOTED
        return Proof.REFERENCED if self.references else Proof.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link from one entity to another; ``since`` and ``until`` are dates as precise as known."""

    type: str
    to: str
    role: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A curated card; ``source`` and ``line`` say where in ``index/`` it stands.

    ``context`` are words and ids of entities that speak for it where a form has several owners. ``lines`` gives the
    line of parts of it, as in ``relations.0`` (counted from 0), ``sources`` the file of those that came from an entity
    that was merged into it. ``merged_into`` is what the card says of itself before that is done.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    context: tuple[str, ...] = ()
    source: str = ""
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    merged_into: str | None = None

    @property
    def other_names(self) -> tuple[str, ...]:
        """What it is called besides its name."""
        return tuple(alias.text for alias in self.aliases if alias.text != self.name)

    def line_of(self, *path: str | int) -> int:
        """The line of a part of the card (``"facts", 0, "evidence", 1``), as near as it is known."""
        steps = [str(step) for step in path]
        places = (".".join(steps[:length]) for length in range(len(steps), 0, -1))
        return next((self.lines[place] for place in places if place in self.lines), self.line)

    def place_of(self, *path: str | int) -> tuple[str, int]:
        """The file and the line of a part of the card, as near as they are known."""
        part = ".".join(str(step) for step in path[:2])
        return self.sources.get(part, self.source), self.line_of(*path)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided of a ``form``: ``entity`` is accepted or rejected, or ``to`` is put in its place.

    At one place (``scope``) the form is found again by what stands ``before`` and ``after`` it, each None when it does
    not matter; ``occurrence`` is which of how many places that are the same in both. ``address`` is a hint.
    ``item`` and ``line`` say where it stands in the list of verdicts, from 0, and in the file.
    """

    decision: Decision
    entity: str
    form: str
    scope: Scope = Scope.MENTION
    to: str | None = None
    document: str | None = None
    before: str | None = None
    after: str | None = None
    occurrence: tuple[int, int] | None = None
    address: str | None = None
    date: str | None = None
    note: str | None = None
    item: int = field(default=0, compare=False)
    line: int = field(default=0, compare=False)

    @property
    def accepted(self) -> str | None:
        """The entity that it makes the form stand for, if any."""
        return None if self.decision is Decision.REJECT else self.to or self.entity

    @property
    def rejected(self) -> str | None:
        """The entity that it forbids, if any."""
        return None if self.decision is Decision.ACCEPT else self.entity


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that is kept under a name, and how its hits are ordered where that is said.

    ``line`` is where it stands in index/searches.yaml.
    """

    name: str
    query: str
    note: str | None = None
    order: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of entity; ``case`` is the default case rule of its names."""

    name: str
    label: str
    plural: str
    colour: str = "white"
    glyph: str = "◆"
    schema: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity at an exact span; ``nested`` when a longer mention covers it.

    ``entity`` is None unless ``status`` is linked; then ``candidates`` lists the ids it may stand for.
    """

    start: int
    end: int
    surface: str
    status: Status
    entity: str | None
    candidates: tuple[str, ...] = ()
    kind: str | None = None
    alias: str = ""
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph that answers a query; ``copies`` are the addresses of others that it stands for."""

    address: str
    doc: str
    paragraph: int
    role: Role
    title: str
    date: str | None
    page: int | None
    text: str
    highlights: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    score: float
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityHit:
    """One entity that answers a query; ``mentions`` counts its linked mentions in the corpus."""

    id: str
    name: str
    kind: str
    mentions: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A slice of the hits with the true totals and the query as understood."""

    query: str
    explained: str
    total: int
    entities_total: int
    ms: float
    partial: bool
    warnings: tuple[str, ...]
    entities: tuple[EntityHit, ...]
    hits: tuple[Hit, ...]
    offset: int = 0
    fatal: bool = False


def address_of(doc: str, ordinal: int) -> str:
    """The stable name of a paragraph: ``DOC-ID#p12``."""
    return f"{doc}#p{ordinal}"


def split_address(text: str) -> tuple[str, int | None]:
    """``DOC-ID#p12`` into id and ordinal; the ordinal is None when ``text`` names a whole document."""
    doc, mark, number = text.rpartition("#p")
    if mark and number.isdecimal() and number.isascii() and len(number) <= 9:
        return doc, int(number)
    return text, None
