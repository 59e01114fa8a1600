"""How likely a candidate is a name worth an entity: the C-value, on frequencies that count documents first.

Frantzi, Ananiadou and Mima ("Automatic recognition of multi-word terms: the C-value/NC-value method", International
Journal on Digital Libraries 3, 2000) weigh a term by its length and take off what it owes to longer terms it stands in.
For names of one word the logarithm of the length gets a 1 added (Barrón-Cedeño, Sierra, Drouin and Ananiadou, "An
improved automatic term recognition method for Spanish", CICLing 2009).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_LONGEST = 6


@dataclass(slots=True)
class Tally:
    """What was counted of a candidate.

    ``occurrences`` and ``documents`` are where it stands by itself, ``nested`` where it stands inside longer
    candidates, ``linked`` how many of its occurrences share a paragraph with a mention. ``frequency`` and
    ``nested_frequency`` are the same counts damped document by document.
    """

    occurrences: int = 0
    documents: int = 0
    linked: int = 0
    nested: int = 0
    frequency: float = 0.0
    nested_frequency: float = 0.0


def damped(count: int) -> float:
    """What ``count`` occurrences in one document weigh: 1 for the first, and 1 more each time they double."""
    return 1 + math.log2(count)


def c_value(words: int, tally: Tally, containers: int) -> float:
    """``(1 + log2 words) * (f - t / c)``: f all frequency, t that within ``containers`` (c) longer candidates."""
    frequency = tally.frequency + tally.nested_frequency
    owed = tally.nested_frequency / containers if containers else 0.0
    return (1 + math.log2(min(max(words, 1), _LONGEST))) * (frequency - owed)


def score(words: int, tally: Tally, containers: int, *, certainty: float, defined: bool) -> float:
    """The C-value, times the share of occurrences that stand alone, times ``certainty`` (0 to 1, that it is a name).

    The share keeps down what is a part of very many names and itself none (United, Council). There are two supplements
    of up to a half: one for a definition in the text, one by the share of occurrences that stand beside mentions.
    """
    if not tally.occurrences:
        return 0.0
    beside = tally.linked / tally.occurrences
    alone = tally.occurrences / (tally.occurrences + tally.nested)
    return c_value(words, tally, containers) * alone * certainty * (1.5 if defined else 1.0) * (1 + beside / 2)
