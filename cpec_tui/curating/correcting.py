"""Verdicts on what a reader looks at: noted for one place, its document or everywhere, and taken back.

What is said last of a place goes for what was said of it before: a verdict that it contradicts is taken out in the same
step, and so is one whose place had changed so that it was to be decided anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cpec_tui import yamlfile
from cpec_tui.answers import DocumentView, PlacedVerdict
from cpec_tui.curating.cards import Cards
from cpec_tui.curating.curator import Curator
from cpec_tui.curating.sayings import Saying, decision_said, quoted, said, verdict_said, where_said
from cpec_tui.curating.steps import Done
from cpec_tui.entities.anchoring import Place, same
from cpec_tui.entities.convert import verdict_of
from cpec_tui.entities.schema import VerdictModel
from cpec_tui.entities.validating import validate
from cpec_tui.entities.verdict_loading import Known, as_known, contradict, effect
from cpec_tui.entities.verdict_problems import FILE
from cpec_tui.entities.verdicts import Verdicts, on_mention, placed, verdict_item
from cpec_tui.errors import CurationError
from cpec_tui.model import Decision, Located, Paragraph, Scope, Standing, Verdict, address_of
from cpec_tui.yamledit import append, remove
from cpec_tui.yamlfile import YamlList

_HEAD = "# yaml-language-server: $schema=schema/verdicts.schema.json\n"
_BY_NEARNESS = tuple(Scope)
_NOWHERE = Located(Standing.LOST)


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of one paragraph of the document ``doc``."""

    doc: str
    paragraphs: tuple[Paragraph, ...]
    place: Place

    @classmethod
    def of(cls, view: DocumentView, ordinal: int, start: int, end: int) -> Spot:
        """The span of the paragraph with that ordinal; spaces at its ends are no part of it."""
        paragraphs = tuple(
            Paragraph(one.ordinal, one.role, one.text, one.page, (), one.residue) for one in view.paragraphs
        )
        index = next(number for number, one in enumerate(paragraphs) if one.ordinal == ordinal)
        form = paragraphs[index].text[start:end]
        start += len(form) - len(form.lstrip())
        return cls(view.doc, paragraphs, Place(index, start, start + len(form.strip())))

    @property
    def form(self) -> str:
        """The words that stand there."""
        return self.paragraphs[self.place.index].text[self.place.start : self.place.end]

    @property
    def address(self) -> str:
        """Its paragraph's."""
        return address_of(self.doc, self.paragraphs[self.place.index].ordinal)


def about(spot: Spot, verdicts: Iterable[PlacedVerdict]) -> list[Verdict]:
    """Those of the ``verdicts`` that are about what stands at ``spot``: nearer ones first."""
    found = [
        one.verdict
        for one in verdicts
        if _is_about(one.verdict, spot, Located(one.standing, one.address, one.start, one.end))
    ]
    return sorted(found, key=lambda verdict: _BY_NEARNESS.index(verdict.scope))


def record(curator: Curator, cards: Cards, spot: Spot, saying: Saying, scope: Scope) -> Done:
    """Note what is said of ``spot``, or of its form in its document or everywhere. Raises CpecError."""
    named = (saying.accepted, *saying.rejected)
    names = {entity: cards.entity(entity).name for entity in named if entity is not None}
    new = [_with_place(verdict, spot, scope) for verdict in saying.verdicts(spot.form)]
    said_before = _sorted_out(_known(_text_of(cards), cards), new, spot).gone
    description = f"{quoted(spot.form)} {said(saying, names)}, {where_said(new[0])}"
    if said_before:
        names |= _names(cards, said_before)
        description += f" (before: {', '.join(decision_said(one, names) for one in said_before)})"

    def edit(text: str | None) -> str:
        found = _sorted_out(_known(text, cards), new, spot)
        if not found.gone and not found.added:
            raise CurationError(f"{description}: that is noted already", "it shows as soon as it is indexed")
        return _rewritten(text, found.gone, found.added)

    return curator.edit(description, {FILE: edit})


def take_back(curator: Curator, cards: Cards, verdict: Verdict) -> Done:
    """Take a verdict out of the file. Raises CpecError, also when it is not there any more."""
    description = f"taken back: {verdict_said(verdict, _names(cards, [verdict]))}"

    def edit(text: str | None) -> str:
        found = [one for one in _known(text, cards) if one == verdict]
        if not found:
            raise CurationError(f"that verdict is not in {FILE} any more", "look again")
        return _rewritten(text, found[:1], [])

    return curator.edit(description, {FILE: edit})


def _with_place(verdict: Verdict, spot: Spot, scope: Scope) -> Verdict:
    if scope is Scope.MENTION:
        return on_mention(verdict, spot.paragraphs, spot.doc, spot.place)
    return replace(verdict, scope=scope, document=spot.doc if scope is Scope.DOCUMENT else None)


def _text_of(cards: Cards) -> str | None:
    """The file as it is now; None without one."""
    path = cards.corpus.root / FILE
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def _known(text: str | None, cards: Cards) -> list[Verdict]:
    """All verdicts of the file, also those that contradict each other, with the ids that are in force."""
    value = yamlfile.parse((text or "").removeprefix("\ufeff"))
    if not isinstance(value, YamlList):
        return []
    known = Known(merged=cards.curated.merged, former_ids=cards.curated.former_ids)
    checked = [validate(VerdictModel, entry, FILE, "") for entry in value]
    return [
        as_known(verdict_of(one.model, number, line), known)
        for number, (one, line) in enumerate(zip(checked, value.lines, strict=True))
        if one.model is not None
    ]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The verdicts that go, and those that come."""

    gone: list[Verdict]
    added: list[Verdict]


def _sorted_out(known: Sequence[Verdict], new: Sequence[Verdict], spot: Spot) -> _Sorted:
    """What goes for ``new`` ones: what they contradict, and what had become uncertain there. What stands stays so."""
    standings = placed(Verdicts(known), spot.paragraphs, spot.doc).standings
    gone: list[Verdict] = []
    staying: list[Verdict] = []
    for number, verdict in enumerate(known):
        at = standings.get(number, _NOWHERE)
        if verdict.scope is new[0].scope and _is_about(verdict, spot, at):
            is_open = verdict.scope is Scope.MENTION and at.standing is Standing.CHANGED
            goes = is_open or any(contradict(verdict, one) for one in new)
            (gone if goes else staying).append(verdict)
    effects = {effect(one) for one in staying}
    return _Sorted(gone, [one for one in (*new, *_left_of(gone, new)) if effect(one) not in effects])


def _is_about(verdict: Verdict, spot: Spot, at: Located) -> bool:
    """Whether a verdict, which was found ``at`` a place, is about what stands at ``spot``."""
    if verdict.scope is Scope.MENTION:
        return (at.address, at.start, at.end) == (spot.address, spot.place.start, spot.place.end)
    return same(verdict.form) == same(spot.form) and verdict.document in (None, spot.doc)


def _left_of(replaced: Sequence[Verdict], new: Sequence[Verdict]) -> list[Verdict]:
    """What was rejected on the way to an entity that is now rejected, too, stays rejected."""
    if any(one.accepted for one in new):
        return []
    gone = {one.rejected for one in new}
    retargeted = [one for one in replaced if one.decision is Decision.RETARGET and one.rejected not in gone]
    return [replace(new[0], entity=one.entity) for one in retargeted]


def _rewritten(text: str | None, gone: Sequence[Verdict], added: Sequence[Verdict]) -> str:
    written = _HEAD if text is None else text
    for item in sorted((one.item for one in gone), reverse=True):
        written = remove(written, (item,)).text
    for verdict in added:
        written = append(written, (), dict(verdict_item(verdict))).text
    return written


def _names(cards: Cards, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Names of the entities that ``verdicts`` are about, as far as there still are such."""
    wanted = {entity for one in verdicts for entity in effect(one)}
    return {entity.id: entity.name for entity in cards.curated.entities if entity.id in wanted}
