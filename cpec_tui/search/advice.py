"""Why a query found nothing although each of its parts may find something."""

from __future__ import annotations

from cpec_tui.search.explain import explain
from cpec_tui.search.plan import All, Engine, Plan, Without
from cpec_tui.search.query import And, Node, Not

_MOST_TRIED = 12
_MOST_SAID = 3
_LONGEST_SHOWN = 40


def why_nothing(root: Node, plan: Plan, engine: Engine) -> str:
    """What emptied the answer to ``root``, whose ``plan`` finds nothing: parts without which something is found."""
    if isinstance(root, And) and isinstance(plan, All):
        return _of_all(root.parts, plan.parts, engine)
    if isinstance(root, Not):
        return f"every paragraph has {_shown(root.part)}"
    return "no paragraph is like that"


def _of_all(parts: tuple[Node, ...], plans: tuple[Plan, ...], engine: Engine) -> str:
    hits = []
    for index, part in enumerate(parts[:_MOST_TRIED]):
        others = plans[:index] + plans[index + 1 :]
        if all(isinstance(other, Without) for other in others):
            continue
        count = engine.count(All(others))
        if count:
            hits.append((count, f"{count:,} without {_shown(part)}"))
    if not hits:
        return "no paragraph has all of it, nor all but one part: try fewer words, or OR between them"
    hits.sort(key=lambda hit: -hit[0])
    return f"no paragraph has all of it: {', '.join(said for _, said in hits[:_MOST_SAID])}"


def _shown(node: Node) -> str:
    text = explain(node)
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + '…'}`"
