"""The rows of recorded runs, and of what differs when one is asked again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.folding import fold
from cpec_tui.repeating.recording import differs
from cpec_tui.search.snippets import snippet
from cpec_tui.tui.rows import SIGN, Choosable, Row, RowLine, TextRow, cut_line, joined, piece, with_right
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cpec_tui.repeating.recording import Difference, Run
    from cpec_tui.repeating.runs import RecordedRun
    from cpec_tui.tui.differing import Standing

OTHER = "another file"
CAME, CHANGED, WENT = "came", "changed", "went"
_SIGNS = {CAME: "+", CHANGED: "~", WENT: "-"}
_TITLES = {
    CAME: "Came: these answer now",
    CHANGED: "Changed: these have another text now",
    WENT: "Went: these answer no longer",
}


def time_said(stamp: str) -> str:
    """``2025-03-01 12:00 UTC`` for the time of a run."""
    return f"{stamp[:16].replace('T', ' ')} UTC"


@dataclass(frozen=True, slots=True)
class RunRow(Choosable):
    """A recorded run, or a file of one that cannot be read; ``of`` is the corpus, where it is another one."""

    recorded: RecordedRun
    of: str = ""

    @property
    def id(self) -> str:
        """Its file."""
        return str(self.recorded.path)

    def height(self, width: int) -> int:
        """What was asked, over the file."""
        return 2

    def lines(self, width: int) -> Sequence[RowLine]:
        """The query with what answered it, over when that was and in which file it is kept."""
        run, path = self.recorded.run, piece(str(self.recorded.path), "muted")
        if run is None:
            return [cut_line(path, width), cut_line(RowLine("  ") + piece(self.recorded.trouble, "warning"), width)]
        of = f"of {self.of}" if self.of else ""
        said = joined(piece(one, "muted") for one in (time_said(run.time), self.recorded.path.name, of))
        return [
            with_right(piece(run.query, "strong"), counted(len(run.answers), "paragraph"), width),
            cut_line(RowLine("  ") + said, width),
        ]


@dataclass(frozen=True, slots=True)
class DifferenceRow(Choosable):
    """A paragraph that came, went or changed; ``standing`` is where it stands now, and its text there."""

    what: str
    address: str
    standing: Standing

    @property
    def id(self) -> str:
        """Its address; that of then where it went."""
        return f"{self.what} {self.address}"

    def height(self, width: int) -> int:
        """The place, over the text where it is known."""
        return 2 if self.standing.text else 1

    def lines(self, width: int) -> Sequence[RowLine]:
        """``+ Title   2024 ¶3`` over the text."""
        stop = self.standing
        title = joined([piece(stop.title or self.address, "heading"), piece(stop.said, "muted", SIGN)])
        place = " ".join(part for part in (stop.date or "", f"¶{stop.ordinal:,}") if part)
        look = "warning" if self.what == WENT else "accent"
        head = with_right(piece(f"{_SIGNS[self.what]} ", look, SIGN) + title, place, width)
        return [head, cut_line(RowLine("  ") + _passage(stop, width - 2), width)] if stop.text else [head]


def run_rows(recorded: Sequence[RecordedRun], corpus: Path, folder: Path, key: str, wanted: str) -> list[Row]:
    """The runs that hold ``wanted`` in query, name or time; at the end the way to a file that is not listed.

    ``corpus`` is the one that is open, ``folder`` where its runs are kept, ``key`` the one that records a run.
    """
    rows: list[Row] = [RunRow(one, _elsewhere(one, corpus)) for one in recorded if fold(wanted) in fold(_said(one))]
    if not recorded:
        way = f"Search for something, and press {key}." if key else "The command “Record this run” records one."
        rows.append(_told("none", f"No run is recorded in {folder} yet. {way}"))
    rows.append(TextRow(OTHER, "Another file", ((0, 12, "accent"),), True))
    return rows


def difference_rows(found: Difference, standings: Mapping[str, Standing], wanted: str) -> list[Row]:
    """What differs, told first, then row by row what came, changed and went, where it holds ``wanted``."""
    return [*_head(found), *_sections(found, standings, wanted)]


def _head(found: Difference) -> Iterator[Row]:
    before, now = found.before, found.now
    yield _told("query", f"{now.explained or before.explained}", "strong")
    then = f"{counted(before.total, 'paragraph')} on {time_said(before.time)}, {now.total:,} now"
    if found.is_none:
        yield _told("counts", f"{then}: the answer is the same.", "good")
    else:
        yield _told("counts", f"{then}: {differs(found)}.", "")
    for number, said in enumerate(_circumstances(found)):
        yield _told(f"said {number}", said)


def _circumstances(found: Difference) -> Iterator[str]:
    """What else is not as it was."""
    before, now = found.before, found.now
    if found.same_built_index:
        yield "The built index is the same as then."
    else:
        yield "The built index is another one than then: the corpus or the program has changed."
    if before.corpus != now.corpus:
        yield f"It was recorded on another corpus: {before.corpus}"
    if before.program != now.program:
        yield f"It was recorded by version {before.program} of cpec-tui; this is {now.program}."
    if before.built.partial:
        yield "Only a part of the corpus was indexed then."
    yield from now.warnings


def _sections(found: Difference, standings: Mapping[str, Standing], wanted: str) -> Iterator[Row]:
    for what, answers in ((CAME, found.came), (CHANGED, found.changed), (WENT, found.went)):
        rows = [DifferenceRow(what, one.address, standings[f"{what} {one.address}"]) for one in answers]
        kept = [row for row in rows if fold(wanted) in fold(f"{row.address} {row.standing.title} {row.standing.text}")]
        if kept:
            title = _TITLES[what]
            yield TextRow(what, title, ((0, len(title), "heading"),), right=f"{len(kept):,}", above=1)
            yield from kept


def _elsewhere(one: RecordedRun, corpus: Path) -> str:
    """The corpus of a run that is not of this one."""
    run = one.run
    return "" if run is None or run.corpus == str(corpus) else run.title or run.corpus


def _said(one: RecordedRun) -> str:
    run: Run | None = one.run
    asked = f"{run.query} {run.explained} {time_said(run.time)}" if run is not None else ""
    return f"{asked} {one.path}"


def _passage(stop: Standing, width: int) -> RowLine:
    """What of the text fits and shows best why it answers."""
    spans = list(stop.highlights)
    chosen = snippet(stop.text, spans, max(8, width - 2))
    text = RowLine(stop.text, tuple((*span, "found") for span in spans)).part(chosen.start, chosen.end)
    return piece("…" * chosen.cut_before, SIGN) + text + piece("…" * chosen.cut_after, SIGN)


def _told(row_id: str, text: str, look: str = "muted") -> TextRow:
    return TextRow(row_id, text, ((0, len(text), look),) if look else ())
