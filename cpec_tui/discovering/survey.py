"""The names of a whole corpus, counted: for all of it, or for some of its paragraphs. Made once, asked often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from cpec_tui.answers import Candidate, CandidateForm, CandidateSort, Suggestion
from cpec_tui.discovering.gathering import Gathered
from cpec_tui.discovering.grouping import Group, short_key
from cpec_tui.discovering.tables import CONNECTORS
from cpec_tui.discovering.termhood import Tally, damped, score
from cpec_tui.discovering.thinking import Thought
from cpec_tui.discovering.variants import Known, Spellings
from cpec_tui.discovering.words import key_of_text
from cpec_tui.folding import fold

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of the entities as discovery compares them: whose each key is, and what is spelled nearly so."""

    owners: Mapping[str, tuple[str, ...]]
    spellings: Spellings

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> KnownNames:
        """Of (name or alias, entity id)."""
        owners: dict[str, tuple[str, ...]] = {}
        spelled = []
        for name, entity in names:
            key = key_of_text(name)
            owners[key] = tuple(dict.fromkeys((*owners.get(key, ()), entity)))
            spelled.append((key, Known(name, entity)))
        return cls(owners, Spellings(spelled))


class Counted(NamedTuple):
    """A candidate by number, what was counted of it, and its score."""

    number: int
    tally: Tally
    score: float


class Survey:
    """All candidates of a corpus and where they stand."""

    def __init__(self, gathered: Gathered, thought: Thought, known: KnownNames) -> None:
        """``known`` tells what is an entity's name already, or a spelling of one."""
        self._gathered = gathered.only([bool(one) for one in thought.pieces])
        self._thought = thought
        self._known = known
        self._suggestions: dict[int, Suggestion | None] = {}
        self.paragraphs = gathered.paragraphs

    def ranked(
        self, rows: Collection[int] | None = None, *, minimum: int = 1, ignored: Collection[str] = frozenset()
    ) -> list[Counted]:
        """Every candidate, the best first; only what stands in ``rows`` is counted if they are given.

        Left out are those with fewer than ``minimum`` occurrences, and those with a key or a form's key in ``ignored``.
        What is known under that very name comes last.
        """
        found = [
            Counted(number, tally, self._score(number, tally))
            for number, tally in self._tallies(rows).items()
            if tally.occurrences >= minimum and not _is_ignored(self._thought.groups[number], ignored)
        ]
        return sorted(found, key=self._rank)

    def candidate(self, counted: Counted) -> Candidate:
        """What is known of a candidate, without its places."""
        group, tally = self._thought.groups[counted.number], counted.tally
        forms = sorted(group.forms.items(), key=lambda form: (-form[1], form[0]))
        return Candidate(
            group.key,
            group.name,
            self.sort_of(counted.number),
            tally.occurrences,
            tally.documents,
            tally.nested,
            round(counted.score, 3),
            tuple(CandidateForm(*form) for form in forms),
            group.long,
            group.short,
            self._known.owners.get(group.key, ()),
            self._suggestion(counted.number),
        )

    def sort_of(self, number: int) -> CandidateSort:
        """Which list a candidate belongs on."""
        group = self._thought.groups[number]
        if self._suggestion(number) is not None:
            return CandidateSort.VARIANTS
        return CandidateSort.ACRONYMS if group.is_acronym or group.short else CandidateSort.NAMES

    def holds(self, number: int, text: str) -> bool:
        """Whether a form of a candidate, or of its definition, holds ``text``, in any letter case."""
        group, wanted = self._thought.groups[number], fold(text)
        return any(wanted in fold(form) for form in (*group.forms, group.long))

    def places(self, numbers: Collection[int], rows: Collection[int] | None = None) -> dict[int, list[Place]]:
        """(row, start, end) of every place where the candidates stand by themselves, in the order of the pass."""
        wanted = set(numbers)
        pieces = [tuple(one for one in found if one.number in wanted) for found in self._thought.pieces]
        gathered = self._gathered
        found_at: dict[int, list[Place]] = defaultdict(list)
        for row, start, kind in zip(gathered.rows, gathered.starts, gathered.kinds, strict=True):
            for number, begin, end in pieces[kind]:
                if rows is None or row in rows:
                    found_at[number].append((row, start + begin, start + end))
        return dict(found_at)

    def _rank(self, counted: Counted) -> tuple[bool, float, str]:
        key = self._thought.groups[counted.number].key
        return key in self._known.owners, -counted.score, key

    def _score(self, number: int, tally: Tally) -> float:
        group = self._thought.groups[number]
        words = sum(word not in CONNECTORS for word in group.key.split())
        containers = self._thought.containers.get(number, 0)
        return score(words, tally, containers, certainty=group.certainty, defined=bool(group.long))

    def _tallies(self, rows: Collection[int] | None) -> dict[int, Tally]:
        tallies: dict[int, Tally] = defaultdict(Tally)
        pieces, inside = self._thought.pieces, self._thought.nested
        for kinds, linked in self._documents(rows):
            alone: dict[int, int] = defaultdict(int)
            nested: dict[int, int] = defaultdict(int)
            for kind, count in kinds.items():
                for piece in pieces[kind]:
                    alone[piece.number] += count
                    tallies[piece.number].linked += linked[kind]
                for number in inside[kind]:
                    nested[number] += count
            _add(tallies, alone, nested)
        return {number: tally for number, tally in tallies.items() if tally.occurrences}

    def _documents(self, rows: Collection[int] | None) -> Iterator[tuple[Counter[int], Counter[int]]]:
        """Of each document how often each kind of run stands, and how often beside a mention."""
        gathered = self._gathered
        for _, begin, end in gathered.stretches:
            kinds: Sequence[int] = gathered.kinds[begin:end]
            linked: Sequence[int] = gathered.linked[begin:end]
            if rows is not None:
                chosen = [row in rows for row in gathered.rows[begin:end]]
                kinds, linked = list(compress(kinds, chosen)), list(compress(linked, chosen))
            yield Counter(kinds), Counter(compress(kinds, linked))

    def _suggestion(self, number: int) -> Suggestion | None:
        if number not in self._suggestions:
            self._suggestions[number] = self._suggested(self._thought.groups[number])
        return self._suggestions[number]

    def _suggested(self, group: Group) -> Suggestion | None:
        """The entity that a candidate may be another name of."""
        owners = self._known.owners
        if group.key in owners:
            return None
        if group.long:
            for key, said in ((key_of_text(group.long), group.long), (short_key(group.short), group.short)):
                if len(owners.get(key, ())) == 1:
                    return Suggestion(owners[key][0], f"the text defines it with {said}")
        near = None if group.is_acronym else self._known.spellings.near(group.key)
        return Suggestion(near.known.entity, near.why) if near else None


def _add(tallies: dict[int, Tally], alone: Mapping[int, int], nested: Mapping[int, int]) -> None:
    """Add what one document has."""
    for number, count in alone.items():
        tally = tallies[number]
        tally.occurrences += count
        tally.documents += 1
        tally.frequency += damped(count)
    for number, count in nested.items():
        tallies[number].nested += count
        tallies[number].nested_frequency += damped(count)


def _is_ignored(group: Group, ignored: Collection[str]) -> bool:
    return bool(ignored) and (group.key in ignored or any(key_of_text(form) in ignored for form in group.forms))
