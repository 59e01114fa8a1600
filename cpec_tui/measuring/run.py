"""A measurement: every document of a gold file judged, and all of it summed up."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from cpec_tui.answers import ScannedMention
from cpec_tui.measuring import resampling
from cpec_tui.measuring.gold import GoldDocument
from cpec_tui.measuring.judging import Judgement, Judges, judge
from cpec_tui.measuring.report import (
    Apart,
    DocumentScore,
    Finding,
    FormScore,
    Intervals,
    Measure,
    Rate,
    Run,
    Scope,
    Score,
)
from cpec_tui.measuring.scores import Counts, total

Scan = Callable[[str], Iterable[ScannedMention]]


def measure(gold: str, documents: Sequence[GoldDocument], scan: Scan, judges: Judges) -> Run:
    """Hold what ``scan`` finds in each text against its mentions; ``gold`` is what the file is called.

    Nothing depends on the order of the documents: they are taken by id.
    """
    documents = sorted(documents, key=lambda one: one.id)
    judgements = [judge(one, list(scan(one.text)), judges) for one in documents]
    by_kind = [_grouped(one, lambda entity: judges.kinds[entity]) for one in judgements]
    by_entity = [_grouped(one, str) for one in judgements]
    measures = [{one.value: counts for one, counts in judgement.measures.items()} for judgement in judgements]
    strict = total(one[Measure.STRICT] for one in measures)
    return Run(
        gold=gold,
        documents=len(documents),
        scope=_scope(judges),
        judged=strict.tp + strict.fn,
        left_out=sum(one.left_out for one in judgements),
        links=sum(one.links for one in judgements),
        intervals=_intervals(len(documents)),
        measures=scores(measures),
        kinds=dict(sorted(scores(by_kind).items())),
        entities=dict(sorted(scores(by_entity).items())),
        forms=_forms(judgements),
        not_in_gazetteer=_apart(judgements),
        missed=_findings(one.missed for one in judgements),
        false_links=_findings(one.false_links for one in judgements),
        ambiguous=_findings(one.ambiguous for one in judgements),
        per_document=tuple(
            DocumentScore(one.id, _digest(one, judges), counts) for one, counts in zip(documents, measures, strict=True)
        ),
    )


def scores(rows: Sequence[Mapping[str, Counts]]) -> dict[str, Score]:
    """The score of each name in ``rows`` (a row for a document), with intervals when there are at least two rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    sums = {name: total(row.get(name, Counts()) for row in rows) for name in names}
    if not names or _intervals(len(rows)) is None:
        return {name: _score(counts, None) for name, counts in sums.items()}
    numbers = [[value for name in names for value in _numbers(row.get(name, Counts()))] for row in rows]
    drawn = list(resampling.resampled(numbers))
    return {
        name: _score(sums[name], [Counts(*row[3 * place : 3 * place + 3]) for row in drawn])
        for place, name in enumerate(names)
    }


def _numbers(counts: Counts) -> tuple[int, int, int]:
    return counts.tp, counts.fp, counts.fn


def _score(counts: Counts, drawn: Sequence[Counts] | None) -> Score:
    def rate(of: Callable[[Counts], float | None]) -> Rate:
        bounds = resampling.interval(map(of, drawn)) if drawn is not None else None
        return Rate(of(counts), *(bounds or (None, None)))

    precision, recall = rate(lambda one: one.precision), rate(lambda one: one.recall)
    return Score(counts.tp, counts.fp, counts.fn, precision, recall, rate(lambda one: one.f1))


def _grouped(judgement: Judgement, name: Callable[[str], str]) -> dict[str, Counts]:
    """The strict counts of a document by a name that each entity has."""
    groups: dict[str, Counts] = {}
    for (_, entity), counts in judgement.forms.items():
        groups[name(entity)] = groups.get(name(entity), Counts()) + counts
    return groups


def _forms(judgements: Iterable[Judgement]) -> tuple[FormScore, ...]:
    """Every form of every entity, those with most errors first."""
    forms: dict[tuple[str, str], Counts] = {}
    for judgement in judgements:
        for key, counts in judgement.forms.items():
            forms[key] = forms.get(key, Counts()) + counts
    ordered = sorted(forms.items(), key=lambda item: (-item[1].errors, -item[1].tp, item[0]))
    return tuple(FormScore(*key, *_numbers(counts)) for key, counts in ordered)


def _apart(judgements: Iterable[Judgement]) -> Apart:
    counted: Counter[str | None] = Counter()
    for judgement in judgements:
        counted.update(judgement.apart)
    ids = {entity: count for entity, count in counted.items() if entity is not None}
    ordered = dict(sorted(ids.items(), key=lambda item: (-item[1], item[0])))
    return Apart(counted.total(), counted[None], ordered)


def _findings(lists: Iterable[Iterable[Finding]]) -> tuple[Finding, ...]:
    return tuple(one for findings in lists for one in sorted(findings, key=lambda one: (one.start, -one.end)))


def _scope(judges: Judges) -> Scope:
    kinds = None if judges.only_kinds is None else tuple(sorted(judges.only_kinds))
    return Scope(kinds, None if judges.only_ids is None else len(judges.only_ids))


def _intervals(documents: int) -> Intervals | None:
    """How intervals are made; None when there are too few documents to draw from."""
    return Intervals(resampling.LEVEL, resampling.RESAMPLES, resampling.SEED) if documents > 1 else None


def _digest(document: GoldDocument, judges: Judges) -> str:
    """Two runs judged the same when it is the same: the text, and the mentions that were not left out."""
    mentions = [
        [one.start, one.end, judges.entity(one.entity) or one.entity]
        for one in document.mentions
        if not judges.leaves_out(one.entity)
    ]
    content = json.dumps([document.text, mentions], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]
