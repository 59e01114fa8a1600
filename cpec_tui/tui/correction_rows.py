"""The rows from which is chosen what a form is, or is not, and where that holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.curating.sayings import decision_said, said, sayings, where_said
from cpec_tui.folding import fold
from cpec_tui.tui.quick_open import entities_matching
from cpec_tui.tui.rows import Choosable, Row, TextRow, Worded, piece
from cpec_tui.vocabulary import Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cpec_tui.answers import DocumentView
    from cpec_tui.curating.correcting import Spot
    from cpec_tui.curating.sayings import Saying
    from cpec_tui.library import Library
    from cpec_tui.model import Mention, Verdict
    from cpec_tui.tui.screens.aiming import Aim


@dataclass(frozen=True, slots=True)
class Offer:
    """What is known of the place that is to be corrected: names by entity, and the verdicts about it."""

    spot: Spot
    mention: Mention | None
    names: Mapping[str, str]
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class SayingRow(Worded, Choosable):
    """Something that can be said."""

    saying: Saying
    row: TextRow


@dataclass(frozen=True, slots=True)
class TakeBackRow(Worded, Choosable):
    """A verdict that can be taken back."""

    verdict: Verdict
    row: TextRow


@dataclass(frozen=True, slots=True)
class ScopeRow(Worded, Choosable):
    """Where what is said shall hold."""

    scope: Scope
    row: TextRow


def offered(library: Library, view: DocumentView, aim: Aim) -> Offer:
    """What the library knows; asked on its own thread, where importing what edits holds nobody up."""
    from cpec_tui.curating.correcting import Spot, about

    spot = Spot.of(view, aim.paragraph.ordinal, *aim.span)
    names = {hit.id: hit.name for hit in library.entities()}
    return Offer(spot, aim.mention, names, about(spot, library.verdicts()))


def offer_rows(offer: Offer, wanted: str) -> list[Row]:
    """What can be said, the likeliest first: who decided before and comes again may want to take that back."""
    rows: list[Row] = []
    for number, verdict in enumerate(offer.verdicts):
        text = f"take back that it {decision_said(verdict, offer.names)}, {where_said(verdict)}"
        rows.append(TakeBackRow(verdict, _row(f"back {number}", text)))
    for number, saying in enumerate(sayings(offer.mention)):
        rows.append(SayingRow(saying, _row(f"say {number}", said(saying, offer.names), _id_of(saying))))
    return _holding(rows, wanted)


def _id_of(saying: Saying) -> str:
    """The id of the one entity that a saying is about: two may have the same name."""
    about = [saying.accepted] if saying.accepted else list(saying.rejected)
    return f"@{about[0]}" if len(about) == 1 and not saying.asks else ""


def scope_rows(form: str, title: str, wanted: str) -> list[Row]:
    """Where a saying may hold: here first."""
    told = {
        Scope.MENTION: ("here", "at this one place"),
        Scope.DOCUMENT: ("in this document", f"wherever “{form}” stands in {title}"),
        Scope.CORPUS: ("everywhere", f"wherever “{form}” stands in the corpus"),
    }
    rows: list[Row] = []
    for scope, (name, what) in told.items():
        text = f"{name}: {what}"
        rows.append(ScopeRow(scope, TextRow(scope.value, text, ((0, len(name), "strong"),), True)))
    return _holding(rows, wanted)


def entity_choice(library: Library, wanted: str, form: str, others: Collection[str]) -> list[Row]:
    """The entities that are called as ``wanted``; while nothing is, those that ``form`` may mean before all others.

    ``others`` are those that it is not.
    """
    found = entities_matching(library, wanted)
    if not wanted.strip():
        found = [*entities_matching(library, form), *found]
    rows = {row.id: row for row in found}
    return [row for row_id, row in rows.items() if row_id.removeprefix("@") not in others]


def _row(row_id: str, text: str, right: str = "") -> TextRow:
    return TextRow(row_id, text, piece(text, "strong").marks, True, right=right)


def _holding(rows: Sequence[Row], wanted: str) -> list[Row]:
    """The rows whose text holds ``wanted``."""
    return [row for row in rows if not isinstance(row, Worded) or fold(wanted) in fold(row.row.text)]
