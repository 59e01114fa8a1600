"""The rows that tell why a span links, or does not: what it is, what became of every form, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.tui.rows import Choosable, Row, TextRow, Worded
from cpec_tui.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpec_tui.answers import CandidateTold, Explanation
    from cpec_tui.tui.rows import Mark

_AMBIGUOUS, _REJECTED, _NOTHING = "is ambiguous", "is rejected by a verdict", "does not link"


@dataclass(frozen=True, slots=True)
class CandidateRow(Worded, Choosable):
    """What became of a form of an entity; opening it opens the card."""

    entity: str
    row: TextRow


def explanation_rows(found: Sequence[Explanation], words: str, wanted: str, correct_key: str) -> list[Row]:
    """Every span that holds ``wanted`` in what is told of it; ``words`` are what was asked about, empty for all."""
    if not found:
        return list(_of_nothing(words, correct_key))
    rows: list[Row] = []
    for number, one in enumerate(found):
        of_span = list(_rows(number, one))
        if any(fold(wanted) in fold(row.text if isinstance(row, TextRow) else row.row.text) for row in of_span):
            rows.extend(of_span)
    return rows


def _of_nothing(words: str, correct_key: str) -> Iterator[TextRow]:
    said = (
        f"No form of any entity is spelled like “{words}”."
        if words
        else "Nothing in this paragraph is spelled like a form of any entity."
    )
    yield TextRow("nothing", said)
    if correct_key:
        hint = f"{correct_key} says of selected words which entity they name."
        yield TextRow("hint", hint, ((0, len(hint), "muted"),), above=1)


def _rows(number: int, one: Explanation) -> Iterator[TextRow | CandidateRow]:
    """The span, and below it its candidates."""
    what = _said(one)
    text = f"“{one.surface}” {what}"
    look = "good" if one.status is Status.LINKED else "warning" if one.status is Status.AMBIGUOUS else "muted"
    begins = len(one.surface) + 3
    marks: tuple[Mark, ...] = ((1, begins - 2, "strong"), (begins, len(text), look))
    yield TextRow(f"span {number}", text, marks, above=1 if number else 0)
    for at, candidate in enumerate(one.candidates):
        yield _candidate(f"{number} {at}", candidate, is_open=one.status is Status.AMBIGUOUS)
        for reason_at, reason in enumerate(candidate.evidence):
            told = f"{reason.points:+g} {reason.text}"
            yield TextRow(f"reason {number} {at} {reason_at}", told, ((0, len(told), "muted"),), indent=6)


def _said(one: Explanation) -> str:
    if one.status is Status.LINKED:
        names = [candidate.name for candidate in one.candidates if candidate.entity == one.entity]
        return f"is {names[0] if names else one.entity}"
    return {Status.AMBIGUOUS: _AMBIGUOUS, Status.REJECTED: _REJECTED}.get(one.status or Status.LINKED, _NOTHING)


def _candidate(row_id: str, one: CandidateTold, *, is_open: bool) -> CandidateRow:
    """``✓ Stone and Sons: its alias “SAS”; 3 points``, or ``✗ Stone and Sons: its alias “SAS”; no: …``.

    While it ``is_open`` which of several is meant, ``?`` stands before each.
    """
    told = f"{one.name}: {one.rule}"
    if one.evidence:
        told += f"; {sum(reason.points for reason in one.evidence):g} points"
    elif is_open and not one.objection:
        told += "; nothing in the document speaks for it"
    text = f"{told}; no: {one.objection}" if one.objection else told
    marks: tuple[Mark, ...] = ((0, len(one.name), "strong"), (len(told), len(text), "warning"))
    lead = ("  ✗ ", "warning") if one.objection else ("  ? ", "muted") if is_open else ("  ✓ ", "good")
    return CandidateRow(one.entity, TextRow(f"candidate {row_id}", text, marks, True, lead[0], 4, lead_look=lead[1]))
