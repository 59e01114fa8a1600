"""How much a word counts, the same in every engine: BM25F (Robertson and Zaragoza, 2009).

Each paragraph belongs to one stream (title, heading, body), whose weight multiplies its word counts before they
saturate; all forms of one word count as one word.
"""

from __future__ import annotations

import math

from cpec_tui.model import Role

# Engines whose words were made by another version of ``folding.tokens`` are built anew.
ANALYSIS_VERSION = 4

K1 = 1.2
B = 0.75
# Of more than so many forms only where one stands counts, not how often.
FEW_FORMS = 8
# How much more a word counts that stands in a heading or a title, by the code that is kept with each paragraph.
WEIGHTS = (1.0, 1.6, 2.5)
_CODES = {Role.HEADING: 1, Role.TITLE: 2}


def weight_code(role: Role) -> int:
    """The weight code of a paragraph."""
    return _CODES.get(role, 0)


def idf(frequency: int, count: int) -> float:
    """How much a word says that stands in ``frequency`` of ``count`` paragraphs."""
    return math.log(1.0 + (count - frequency + 0.5) / (frequency + 0.5))


def norm(length: int, average: float) -> float:
    """What a paragraph of ``length`` words has its weighted counts compared with."""
    return K1 * (1 - B + B * length / average)


def saturated(count: float, weight: float, norm_of: float) -> float:
    """What ``count`` occurrences are worth in a paragraph of that weight and norm."""
    weighted = count * weight
    return weighted * (K1 + 1) / (weighted + norm_of)
