"""What differs between an earlier run and this one."""

from __future__ import annotations

from collections.abc import Iterable

from cpec_tui.measuring.report import Change, Comparison, Finding, Measure, Run
from cpec_tui.measuring.resampling import chance_of


def compare(old: Run, new: Run) -> Comparison:
    """What became better and worse from ``old`` to ``new``."""
    before = {one.doc: one.digest for one in old.per_document}
    after = {one.doc: one.digest for one in new.per_document}
    same = {doc for doc, digest in after.items() if before.get(doc) == digest}
    return Comparison(
        same=len(same),
        changed=len(before.keys() & after.keys()) - len(same),
        only_old=len(before.keys() - after.keys()),
        only_new=len(after.keys() - before.keys()),
        measures={one.value: _change(old, new, one) for one in Measure},
        newly_right=_only(old.missed, new.missed, same, new),
        newly_wrong=_only(new.missed, old.missed, same, old),
        no_longer_linked=_only(old.false_links, new.false_links, same, new),
        newly_linked=_only(new.false_links, old.false_links, same, old),
    )


def _only(these: Iterable[Finding], others: Iterable[Finding], same: set[str], other: Run) -> tuple[Finding, ...]:
    """Those of ``these`` findings that are not among ``others``, and could have been.

    They could not where the document is another one, or when the gazetteer of the ``other`` run lacked the entity.
    """
    known = {one.key for one in others}
    lacking = other.not_in_gazetteer.ids
    return tuple(one for one in these if one.doc in same and one.key not in known and one.entity not in lacking)


def _change(old: Run, new: Run, measure: Measure) -> Change:
    before, after = old.measures.get(measure.value), new.measures.get(measure.value)
    first = before.f1.value if before else None
    second = after.f1.value if after else None
    difference = second - first if first is not None and second is not None else None
    return Change(first, second, difference, _chance(old, new, measure))


def _chance(old: Run, new: Run, measure: Measure) -> float | None:
    """How likely the difference is by chance alone; None when the runs judged different things."""
    before = {one.doc: one for one in old.per_document}
    after = {one.doc: one for one in new.per_document}
    if before.keys() != after.keys() or any(before[doc].digest != after[doc].digest for doc in before):
        return None
    earlier = [before[doc].measures[measure.value] for doc in sorted(before)]
    later = [after[doc].measures[measure.value] for doc in sorted(after)]
    if any(one.tp + one.fn != other.tp + other.fn for one, other in zip(earlier, later, strict=True)):
        return None
    return chance_of(earlier, later)
