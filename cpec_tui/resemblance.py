"""How much two documents have in common, told from a small sketch of each; and which documents are copies.

A document is taken as the set of its shingles, the runs of six words in it. The 128 least of their hashes are a random
sample of the set, the same part of any two documents, and the share of a sample that two have in common estimates what
their texts have in common (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import hashlib
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zlib import crc32

from cpec_tui.numbered import NumberedWords

# Changes with whatever makes other sketches of the same words: those of two versions have nothing in common.
VERSION = 2
SKETCH = 128
SHINGLE = 6
# A document of fewer words is compared as a whole: one word more or less would change too many of its shingles.
SHORT = 30
RESEMBLANCE = 0.8
CONTAINMENT = 0.9
# How much longer one may be than what it contains.
LONGER = 1.5
# The least resemblance with which one can contain the other so far: r = c·s / (1 + s − c·s), s = 1 / LONGER.
_LEAST = CONTAINMENT / (LONGER + 1 - CONTAINMENT)
# How many documents with a hash in common are compared with one more: a text that hundreds share is found by the first.
_MOST_COMPARED = 32
# Up to so many documents are compared with all others one by one, rather than all with all by what they share.
_FEW = 16
_HASHES = 1 << 32
# Words are hashed together as the numbers of this many bits that make up one large number. With these factors nothing
# that is added up reaches the next of them, and the middle of each product depends on every word (multiply-shift
# hashing: Dietzfelbinger, Hagerup, Katajainen and Penttonen, 1997).
_LANE = 64
_WORD_BITS = 29
_MIDDLE = 20
_OF_A_PAIR = (0x2545F491, 0x3B873593)
_OF_A_RUN = (0x3C6EF373, 0x27D4EB2F, 0x365667B1)
# So many words at once: a number that large is near the processor.
_BLOCK = 8_192


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document: a ``digest`` of its words, how many ``shingles`` it has, their ``least`` hashes.

    The digest of a document without words is empty; a short one has no shingles.
    """

    digest: str
    shingles: int = 0
    least: tuple[int, ...] = ()


class Sketcher:
    """Makes sketches; the hashes of the words that it met are remembered."""

    def __init__(self) -> None:
        """Knows no word yet."""
        self._hashes = _WordHashes()

    def sketch(self, paragraphs: Iterable[Sequence[str]]) -> Sketch:
        """The sketch of a document with these words (folded) in its paragraphs."""
        return self.sketch_numbered(NumberedWords.of(paragraphs))

    def sketch_numbered(self, words: NumberedWords) -> Sketch:
        """The same, of a document whose words have numbers."""
        if not words.numbers:
            return Sketch("")
        said = hashlib.blake2b("\0".join(words.vocabulary).encode("utf-8", "replace"), digest_size=16)
        said.update(words.numbers)
        if len(words.numbers) < SHORT:
            return Sketch(said.hexdigest())
        hashed = [self._hashes[word] for word in words.vocabulary]
        hashes = array("Q", map(hashed.__getitem__, words.numbers))
        shingles: set[int] = set()
        for start in range(0, len(hashes) - SHINGLE + 1, _BLOCK):
            shingles.update(_hashed_runs(hashes[start : start + _BLOCK + SHINGLE - 1]))
        return Sketch(said.hexdigest(), len(shingles), _least(shingles))


def _hashed_runs(words: array[int]) -> array[int]:
    """A hash of every run of words, given by their hashes; of all at once: of pairs of words, then of three pairs."""
    pairs = _combined(_number_of(words), 1, _OF_A_PAIR) & _PAIRS
    runs = _combined(pairs, 2, _OF_A_RUN) & _RUNS
    hashed = array("Q", runs.to_bytes(len(words) * _LANE // 8, "little"))
    if sys.byteorder == "big":
        hashed.byteswap()
    return hashed[: len(words) - SHINGLE + 1]


def _combined(number: int, step: int, factors: Sequence[int]) -> int:
    """Each lane of ``number`` with those ``step`` lanes on, and on, multiplied by ``factors`` and added up."""
    return sum((number >> at * step * _LANE) * factor for at, factor in enumerate(factors)) >> _MIDDLE


def _number_of(lanes: array[int]) -> int:
    if sys.byteorder == "big":
        lanes.byteswap()
    return int.from_bytes(lanes.tobytes(), "little")


# What is kept of each lane.
_PAIRS = _number_of(array("Q", ((1 << _WORD_BITS) - 1,)) * (_BLOCK + SHINGLE))
_RUNS = _number_of(array("Q", (_HASHES - 1,)) * (_BLOCK + SHINGLE))


def _least(shingles: AbstractSet[int]) -> tuple[int, ...]:
    """The least ``SKETCH`` hashes, in order: hashes are spread evenly, so it is foretold how large they may be."""
    bound = 2 * SKETCH * _HASHES // max(1, len(shingles))
    likely = [hashed for hashed in shingles if hashed < bound]
    return tuple(sorted(likely if len(likely) >= SKETCH else shingles)[:SKETCH])


class _WordHashes(dict[str, int]):
    """A hash of each word that is asked for, the same in every run."""

    def __missing__(self, word: str) -> int:
        self[word] = hashed = crc32(word.encode("utf-8", "replace")) >> 32 - _WORD_BITS
        return hashed


def resemblance(one: Sketch, other: Sketch) -> float:
    """The share of the shingles of both that stand in both, estimated; exact for documents of few shingles."""
    both = frozenset(one.least).intersection(other.least)
    sample = sorted({*one.least, *other.least})[:SKETCH]
    return sum(hashed <= sample[-1] for hashed in both) / len(sample) if both else 0.0


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether two documents have nearly the same text, or one nearly all of another that is not much shorter."""
    if len(frozenset(one.least).intersection(other.least)) < max(_enough(one), _enough(other), 1):
        return one.digest == other.digest != ""
    shared = resemblance(one, other)
    if shared >= RESEMBLANCE:
        return True
    shorter, longer = sorted((one.shingles, other.shingles))
    in_both = shared * (shorter + longer) / (1 + shared)
    return longer <= LONGER * shorter and in_both >= CONTAINMENT * shorter


def copies(sketches: Mapping[int, Sketch]) -> list[list[int]]:
    """The documents (by number) that are copies of each other, in groups of two and more; in no order.

    What decides is the content alone: not the numbers, nor when a document came in.
    """
    by_digest: dict[str, list[int]] = {}
    for number, sketch in sketches.items():
        if sketch.digest:
            by_digest.setdefault(sketch.digest, []).append(number)
    different = {numbers[0]: sketches[numbers[0]] for _, numbers in sorted(by_digest.items())}
    groups = _Groups()
    for one, other in _candidates(different):
        if groups.of(one) != groups.of(other) and are_copies(different[one], different[other]):
            groups.join(one, other)
    for first, *others in by_digest.values():
        for other in others:
            groups.join(first, other)
    return groups.found()


def copies_after(
    sketches: Mapping[int, Sketch], before: Iterable[Sequence[int]], new: Iterable[int]
) -> list[list[int]]:
    """The same, when only ``new`` documents came and some went since the groups were those of ``before``.

    Each new one is compared with all, and so is what is left of a group that lost one; nothing else can have changed.
    """
    groups, unsure = _Groups(), list(new)
    for family in before:
        left = [number for number in family if number in sketches]
        if len(left) < len(family):
            unsure += left
        else:
            for other in left[1:]:
                groups.join(left[0], other)
    if len(unsure) > _FEW:
        return copies(sketches)
    for one in unsure:
        for other, sketch in sketches.items():
            if other != one and are_copies(sketches[one], sketch):
                groups.join(one, other)
    return groups.found()


def _candidates(sketches: Mapping[int, Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs that may be copies, told by the rarest hashes that they share.

    Copies share so much of their sketches that they must share one of the rarest hashes of each (prefix filtering:
    Chaudhuri, Ganti and Kaushik, 2006); what many documents have in common, as a notice at their end, costs little.
    """
    comparable = dict(_sharing(sketches))
    frequency: Counter[int] = Counter()
    for shared in comparable.values():
        frequency.update(shared)
    having: dict[int, list[int]] = {}
    for number, shared in comparable.items():
        rarest = sorted(shared, key=lambda hashed: (frequency[hashed], hashed))
        partners: Counter[int] = Counter()
        # One more than could be missing from the other.
        for hashed in rarest[: len(shared) - _enough(sketches[number]) + 1]:
            known = having.setdefault(hashed, [])
            partners.update(known)
            if len(known) < _MOST_COMPARED:
                known.append(number)
        yield from ((number, partner) for partner, _ in partners.most_common(_MOST_COMPARED))


def _sharing(sketches: Mapping[int, Sketch]) -> Iterator[tuple[int, frozenset[int]]]:
    """Each document that shares enough with others to be a copy of one, with the hashes that it shares."""
    seen: set[int] = set()
    shared: set[int] = set()
    for sketch in sketches.values():
        shared.update(seen.intersection(sketch.least))
        seen.update(sketch.least)
    for number, sketch in sketches.items():
        own = shared.intersection(sketch.least)
        if own and len(own) >= _enough(sketch):
            yield number, frozenset(own)


def _enough(sketch: Sketch) -> int:
    """How many hashes of its sketch a copy of it must have in its own."""
    return math.ceil(_LEAST * len(sketch.least))


class _Groups:
    """Disjoint sets of documents (union-find)."""

    def __init__(self) -> None:
        self._leads_to: dict[int, int] = {}

    def of(self, one: int) -> int:
        """The member that stands for the set of ``one``."""
        while (other := self._leads_to.get(one, one)) != one:
            self._leads_to[one] = self._leads_to.get(other, other)
            one = other
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        self._leads_to.setdefault(other, other)
        self._leads_to[self.of(one)] = self.of(other)

    def found(self) -> list[list[int]]:
        """The sets of two and more."""
        found: dict[int, list[int]] = {}
        for one in self._leads_to:
            found.setdefault(self.of(one), []).append(one)
        return [members for members in found.values() if len(members) > 1]
