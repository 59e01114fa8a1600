"""Why a query found nothing although each of its parts may find something."""

from __future__ import annotations

from collections.abc import Sequence

from cpec_tui.search.explain import explain
from cpec_tui.search.plan import All, Any, Engine, Plan, Without
from cpec_tui.search.query import And, Node, Not, Or

_MOST_TRIED = 12
_MOST_SAID = 3
_LONGEST_SHOWN = 40


def why_nothing(root: Node, plan: Plan, engine: Engine) -> str:
    """What emptied the answer to ``root``, whose ``plan`` finds nothing: parts without which something is found."""
    match root, plan:
        case And(parts), All(plans):
            emptied = emptied_by(list(map(explain, parts)), plans, engine)
            if emptied:
                return f"no paragraph has all of it: {emptied}"
            return "no paragraph has all of it, nor all but one part: try fewer words, or OR between them"
        case Or(parts), Any(plans):
            return _of_any(parts, plans, engine)
        case Not(part), _:
            return f"every paragraph has {_shown(explain(part))}"
    return "no paragraph is like that"


def _of_any(parts: tuple[Node, ...], plans: tuple[Plan, ...], engine: Engine) -> str:
    """Of each alternative of several parts, what emptied it."""
    found = []
    for part, plan in zip(parts, plans, strict=True):
        if isinstance(part, And) and isinstance(plan, All):
            emptied = emptied_by(list(map(explain, part.parts)), plan.parts, engine)
            found += [f"{_shown(explain(part))} has {emptied}"] if emptied else []
    if not found:
        return "no paragraph is like that"
    return f"no paragraph has any of it: {'; '.join(found[:_MOST_SAID])}"


def emptied_by(said: Sequence[str], plans: Sequence[Plan], engine: Engine) -> str:
    """How many paragraphs there are without one of the parts, for those without which there are any."""
    hits = []
    for index, part in enumerate(said[:_MOST_TRIED]):
        others = (*plans[:index], *plans[index + 1 :])
        if all(isinstance(other, Without) for other in others):
            continue
        count = engine.count(All(others))
        if count:
            hits.append((count, part))
    return most_without(hits)


def most_without(hits: Sequence[tuple[int, str]]) -> str:
    """``2 without `quays`, 1 without `copper```: the most first."""
    ordered = sorted(hits, key=lambda hit: -hit[0])[:_MOST_SAID]
    return ", ".join(f"{count:,} without {_shown(part)}" for count, part in ordered)


def _shown(text: str) -> str:
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + '…'}`"
