"""What is known of the names without an entity: which are listed, which became something, which are never offered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cpec_tui.answers import CandidateSort, Discovery
from cpec_tui.folding import fold
from cpec_tui.library_discovery import Wanted
from cpec_tui.tui.candidate_rows import CandidateRow, IgnoredRow
from cpec_tui.tui.rows import MoreRow
from cpec_tui.tui.shelf_rows import hints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cpec_tui.answers import Candidate
    from cpec_tui.curating.journal import History
    from cpec_tui.tui.rows import Row

LISTED = 300
MORE = 1_000
LINES = 30


class Shelf(StrEnum):
    """The lists of discovered names."""

    ALL = "all"
    NAMES = "names"
    ACRONYMS = "acronyms"
    VARIANTS = "variants"
    IGNORED = "never offered"

    @property
    def next(self) -> Shelf:
        """The list after this one."""
        shelves = list(Shelf)
        return shelves[(shelves.index(self) + 1) % len(shelves)]

    @property
    def sort(self) -> CandidateSort | None:
        """The sort of candidates on it; None for all."""
        return next((sort for sort in CandidateSort if sort.value == self.value), None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A name became something by the ``step`` of that description; ``generation`` is the number of the one listed."""

    step: str
    generation: int
    is_undone: bool = False


@dataclass(slots=True)
class Discovering:
    """The state of the list; it outlives the screen, so that who comes back finds his place.

    ``holding`` is what a name must hold, ``found`` the last answer. ``taken`` is what became something since, and
    ``ignored`` are the names never offered, by their keys.
    ``at`` and ``place`` are the ids of the highlighted rows, ``names`` says how the entities are called.
    """

    shelf: Shelf = Shelf.ALL
    holding: str = ""
    limit: int = LISTED
    found: Discovery | None = None
    taken: dict[str, Taken] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    place: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> Wanted:
        """What to ask for."""
        return Wanted(self.shelf.sort, 1, self.limit, LINES, frozenset(self.ignored), self.holding)

    def turn(self, shelf: Shelf) -> None:
        """Show another list, from its beginning."""
        self.shelf, self.limit = shelf, LISTED

    def hold(self, text: str) -> None:
        """Show only what holds ``text``, from the beginning."""
        self.holding, self.limit = text.strip(), LISTED

    @property
    def listed(self) -> Sequence[Candidate]:
        """The names of the last answer that are still to be offered."""
        found = self.found.candidates if self.found is not None else ()
        gone = {key for key, one in self.taken.items() if not one.is_undone} | self.ignored.keys()
        return [one for one in found if one.key not in gone]

    def follow(self, history: History) -> None:
        """Offer again what was undone, and no longer what was done again."""
        undone = {step.description for step in history.steps[history.done :]}
        last = history.last.description if history.last is not None else None
        for key, one in self.taken.items():
            if one.step in undone or (one.is_undone and one.step == last):
                self.taken[key] = replace(one, is_undone=one.step in undone)

    def forget_taken_before(self, generation: int) -> None:
        """An answer of that generation knows itself what became of names listed before."""
        self.taken = {key: one for key, one in self.taken.items() if one.generation == generation}

    @property
    def total(self) -> int:
        """How many there are, listed or not."""
        if self.shelf is Shelf.IGNORED:
            return len(self.ignored)
        if self.found is None:
            return 0
        return self.found.total - len(self.found.candidates) + len(self.listed)

    def rows(self) -> list[Row]:
        """The rows of the present list."""
        return list(self._rows()) or list(hints(*self._nothing()))

    def _rows(self) -> Iterator[Row]:
        if self.shelf is Shelf.IGNORED:
            held = fold(self.holding)
            yield from (IgnoredRow(key, name) for key, name in self.ignored.items() if held in fold(name))
            return
        listed = self.listed
        yield from (CandidateRow(one, self.names) for one in listed)
        if self.total > len(listed):
            yield MoreRow(len(listed), self.total, "name")

    def _nothing(self) -> tuple[str, Sequence[str]]:
        if self.holding:
            return f"Nothing here holds “{self.holding}”.", ["Escape clears the filter."]
        if self.shelf is Shelf.IGNORED:
            return "No name is kept from being offered.", []
        if self.found is None:
            return "The corpus is looked through.", []
        return "Every name here has an entity.", ["Or nothing in the texts looks like one: docs/growing.md says how."]
