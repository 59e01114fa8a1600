"""The tables that the search benchmarks print, and what is wanted of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.classes import BEGINNINGS
from benchmarks.contest import Result, Times, p95
from benchmarks.peers import SECONDS

FEW = 20_000
MANY = 150_000
CUT = "†"
NONE = "—"
MISSED = " ✗"


def wanted_of(engine: str, paragraphs: int, name: str) -> float | None:
    """The highest p95 that is wanted, in ms; None when nothing is."""
    if engine == "tantivy":
        return 10.0 if paragraphs < MANY else 30.0
    if paragraphs > MANY:
        return None
    if paragraphs < FEW:
        return None if name == BEGINNINGS[0] else 40.0
    return 100.0 if name == BEGINNINGS[0] else 50.0


def print_contest(
    result: Result, names: Sequence[str], peers: Sequence[str], wanted: Mapping[str, float], measure: str = ""
) -> bool:
    """One row a class, each peer with how many times its time ours is; True when everything wanted is reached.

    That is, too, that beginnings of words are found no slower than by the peer ``measure``.
    """
    _print_heads(peers)
    reached = True
    for name in names:
        ours = result["ours", name]
        late = name in wanted and ours.p95 > wanted[name]
        cells = [f"{wanted[name]:.0f}{MISSED * late}" if name in wanted else ""]
        for peer in peers:
            slower = peer == measure and name in BEGINNINGS and ours.p95 > result[peer, name].p95
            cells += [_times(result[peer, name]), _ratio(ours, result[peer, name]) + MISSED * slower]
            late = late or slower
        found = f"{statistics.median(ours.found.values()):,.0f}"
        print(f"| {name} | {found} | {ours.p50:.1f} | {ours.p95:.1f}{CUT * ours.was_cut} | {' | '.join(cells)} |")
        reached = reached and not late
    if any(times.was_cut for times in result.values()):
        print(f"\n{CUT} given up after {SECONDS:.0f} s, or not asked any more because others had taken too long.")
    print()
    return reached


def _print_heads(peers: Sequence[str]) -> None:
    heads = "".join(f" {peer} p50 / p95 | ours ÷ {peer} |" for peer in peers)
    print(f"| query | found | p50 | p95 | wanted |{heads}")
    print("|---|--:|--:|--:|--:|" + "--:|--:|" * len(peers))


def _times(times: Times) -> str:
    if not times.took:
        return NONE
    return f"{_short(times.p50)} / {_short(times.p95)}{CUT if times.was_cut else ''}"


def _ratio(ours: Times, theirs: Times) -> str:
    """Ours by theirs, of the same questions."""
    if not theirs.took:
        return NONE
    same = Times({at: ours.took[at] for at in theirs.took})
    return f"{_share(same.p50 / theirs.p50)} / {_share(same.p95 / theirs.p95)}"


def _short(ms: float) -> str:
    return f"{ms:,.0f}" if ms >= 100 else f"{ms:.1f}" if ms >= 1 else f"{ms:.2f}"


def _share(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 0.95 else f"{ratio:.2g}"


def print_rows(head: str, rows: Iterable[tuple[str, Sequence[float]]]) -> None:
    """p50, p95 and longest of each row, in ms."""
    print(f"| {head} | times | p50 | p95 | longest |\n|---|--:|--:|--:|--:|")
    for name, times in rows:
        print(f"| {name} | {len(times)} | {statistics.median(times):.1f} | {p95(times):.1f} | {max(times):.1f} |")
