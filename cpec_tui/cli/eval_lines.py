"""What ``eval`` prints for people: tables of scores, and every miss and false link in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cpec_tui.cli import output
from cpec_tui.cli.options import Options
from cpec_tui.measuring.report import Apart, Category, Comparison, Finding, Rate, Reading, Run, Scope, Score
from cpec_tui.visible import visible
from cpec_tui.wording import counted

_TITLES = ("precision", "recall", "F1", "right", "false", "missed")
_NUMBERS = ("right", "false", "missed")
_MISSES = {
    Category.NOTHING: "nothing found",
    Category.AMBIGUOUS: "ambiguous",
    Category.WRONG_ENTITY: "linked to another",
    Category.WRONG_SPAN: "another span",
}


def print_run(options: Options, run: Run, *, limit: int, by_entity: bool) -> None:
    """The whole measurement, at most ``limit`` of each list."""
    for line in _head(run, limit):
        print(visible(line))
    _print_scores(options, "measure", run.measures)
    print(_about_intervals(run))
    if run.kinds:
        print("\nBy kind (strict)")
        _print_scores(options, "kind", run.kinds)
    if by_entity and run.entities:
        print("\nBy entity (strict)")
        _print_scores(options, "entity", {f"@{entity}": score for entity, score in run.entities.items()})
    _print_forms(options, run, limit)
    _print_findings("Missed", run.missed, limit, _missed)
    _print_findings("Linked falsely", run.false_links, limit, _false)
    _print_findings("Ambiguous", run.ambiguous, limit, _ambiguous)


def print_comparison(options: Options, comparison: Comparison, *, limit: int) -> None:
    """What differs from the earlier run, at most ``limit`` of each list."""
    print("\nCompared with the earlier run (F1)")
    rows = [
        (name, _number(one.old), _number(one.new), "–" if one.difference is None else f"{one.difference:+.3f}",
         "–" if one.p is None else f"{one.p:.3f}")
        for name, one in comparison.measures.items()
    ]  # fmt: skip
    _print_table(options, ("measure", "then", "now", "difference", "p"), rows)
    for line in _about_comparison(comparison):
        print(line)
    _print_findings("Newly right", comparison.newly_right, limit, _missed_then)
    _print_findings("Newly wrong", comparison.newly_wrong, limit, _missed)
    _print_findings("No longer linked falsely", comparison.no_longer_linked, limit, _false_then)
    _print_findings("Newly linked falsely", comparison.newly_linked, limit, _false)


def _head(run: Run, limit: int) -> Iterator[str]:
    unclear = f" · {len(run.ambiguous):,} ambiguous" if run.ambiguous else ""
    judged = f"{counted(run.judged, 'mention')} judged · {counted(run.links, 'link')}{unclear}"
    yield f"{counted(run.documents, 'document')} · {judged}{_scope(run.scope)}"
    if run.not_in_gazetteer.mentions:
        yield _apart(run.not_in_gazetteer, limit)
    if run.left_out:
        yield f"left out: {counted(run.left_out, 'mention')} of other entities"
    yield ""


def _scope(scope: Scope) -> str:
    parts = []
    if scope.kinds is not None:
        parts.append(f"of kind {', '.join(scope.kinds)}")
    if scope.ids is not None:
        parts.append(f"of {counted(scope.ids, 'id')}")
    return f" · only entities {' and '.join(parts)}" if parts else ""


def _apart(apart: Apart, limit: int) -> str:
    parts = [f"{entity} {count:,}" for entity, count in list(apart.ids.items())[:limit]]
    if len(apart.ids) > limit:
        parts.append(f"{counted(len(apart.ids) - limit, 'more id')}")
    if apart.without_id:
        parts.append(f"without an id {apart.without_id:,}")
    return f"names not in the gazetteer: {counted(apart.mentions, 'mention')} ({', '.join(parts)})"


def _print_scores(options: Options, title: str, scores: Mapping[str, Score]) -> None:
    rows = [
        (name, _rate(one.precision), _rate(one.recall), _rate(one.f1), f"{one.tp:,}", f"{one.fp:,}", f"{one.fn:,}")
        for name, one in scores.items()
    ]
    _print_table(options, (title, *_TITLES), rows)


def _print_table(options: Options, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that has its titles in plain lines, too: several stand below each other."""
    output.print_table(options, titles, [titles, *rows] if output.is_plain(options) else rows, right=_NUMBERS)


def _rate(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return _number(rate.value)
    return f"{_number(rate.value)} [{rate.low:.3f}, {rate.high:.3f}]"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _about_intervals(run: Run) -> str:
    if run.intervals is None:
        return "no intervals: there are fewer than two documents to draw from"
    one = run.intervals
    return (
        f"[ ]: {one.level:.0%} intervals, percentile bootstrap over documents, {one.resamples:,} resamples "
        "(Efron & Tibshirani 1993)"
    )


def _print_forms(options: Options, run: Run, limit: int) -> None:
    wrong = [one for one in run.forms if one.fp + one.fn]
    if not wrong:
        return
    print(f"\nForms with errors: {_shown(wrong, limit)}")
    rows = [(one.form, f"@{one.entity}", f"{one.tp:,}", f"{one.fp:,}", f"{one.fn:,}") for one in wrong[:limit]]
    if rows:
        _print_table(options, ("form", "entity", *_NUMBERS), rows)


def _shown(found: Sequence[object], limit: int) -> str:
    return f"{len(found):,}" if len(found) <= limit else f"the first {limit:,} of {len(found):,}"


def _print_findings(title: str, findings: Sequence[Finding], limit: int, about: Callable[[Finding], str]) -> None:
    if not findings:
        return
    print(f"\n{title}: {_shown(findings, limit)}")
    for one in findings[:limit]:
        # Line ends of the text would tear the line apart; what they are is in the JSON.
        print(visible(f" {one.doc} {one.start}-{one.end} {about(one)}"))
        around = " ".join(f"{one.before}«{one.surface}»{one.after}".split())
        print(visible(f"     … {around} …"))


def _missed(one: Finding) -> str:
    return f"@{one.entity}: {_MISSES[one.category]}{_instead('there', one.instead)}"


def _missed_then(one: Finding) -> str:
    return f"@{one.entity}: then {_MISSES[one.category]}{_instead('there', one.instead)}"


def _false(one: Finding) -> str:
    return f"@{one.entity}: {one.category.value}{_instead('annotated', one.instead)}"


def _false_then(one: Finding) -> str:
    return f"@{one.entity}: then {one.category.value}{_instead('annotated', one.instead)}"


def _ambiguous(one: Finding) -> str:
    return f"{_whose(one.candidates)}{_instead('annotated', one.instead) or '; nothing annotated'}"


def _instead(word: str, readings: Iterable[Reading]) -> str:
    said = [f"“{' '.join(one.surface.split())}” {_read_as(one)}" for one in readings]
    return f"; {word}: {', '.join(said)}" if said else ""


def _read_as(one: Reading) -> str:
    if one.candidates:
        return _whose(one.candidates)
    return f"@{one.entity}" if one.entity else "(not in the gazetteer)"


def _whose(candidates: Iterable[str]) -> str:
    return " or ".join(f"@{entity}" for entity in candidates)


def _about_comparison(comparison: Comparison) -> Iterator[str]:
    if any(one.p is None for one in comparison.measures.values()):
        yield "no p: the two runs did not judge the same mentions of the same documents"
    else:
        yield "p: approximate randomisation over documents, two-sided (Noreen 1989)"
    others = [
        (comparison.changed, "with another text or other mentions"),
        (comparison.only_old, "only in the earlier run"),
        (comparison.only_new, "only in this run"),
    ]
    said = [f"{count:,} {what}" for count, what in others if count]
    if said:
        yield f"{counted(comparison.same, 'document')} the same; {', '.join(said)}"
