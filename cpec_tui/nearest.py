"""The nearest known word to one that is not known: for typing mistakes in queries, keys, kinds and ids."""

from __future__ import annotations

from collections.abc import Iterable

from cpec_tui.folding import lookup_key


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Up to ``count`` of ``known`` that ``word`` may have meant, best first; empty when none is close.

    Close is at most one slip (a letter wrong, missing, added, or two exchanged) in two letters, two in five, and so on.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wanted = lookup_key(word)
    limit = (len(wanted) + 1) // 3
    choices = {candidate: lookup_key(candidate) for candidate in known}
    found = process.extract(wanted, choices, scorer=OSA.distance, score_cutoff=limit, limit=count)
    return [candidate for _, _, candidate in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean `x`?`` or an empty string."""
    found = nearest(word, known)
    return f"did you mean `{found[0]}`?" if found else ""
