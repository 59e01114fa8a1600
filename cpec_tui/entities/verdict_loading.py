"""index/verdicts.yaml: every verdict that can be applied, and what is wrong with the others.

Of verdicts that contradict each other none is applied: which one is meant, only a person can tell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from cpec_tui.entities.anchoring import canonical, hinted, same
from cpec_tui.entities.convert import verdict_of
from cpec_tui.entities.schema import VerdictModel
from cpec_tui.entities.validating import described, validate
from cpec_tui.errors import Problem, Severity
from cpec_tui.model import Decision, Scope, Verdict
from cpec_tui.nearest import did_you_mean
from cpec_tui.yamlfile import YamlList, line_at

_SHOWN = 60
# What says something only of one place, and what also of a document.
_OF_A_PLACE = ("before", "after", "occurrence", "address")


@dataclass(frozen=True, slots=True)
class Known:
    """What verdicts may refer to: the ``entities`` (None when not all could be read), and what had another id before.

    ``merged`` gives the entity that another was merged into, ``former_ids`` the document that had another id.
    """

    entities: frozenset[str] | None = None
    former_ids: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A mistake in a verdict: its code, the key it is about, what it is, and what to do."""

    code: str
    key: str
    message: str
    hint: str


def verdicts_in(value: object, file: str, known: Known) -> tuple[tuple[Verdict, ...], list[Problem]]:
    """The verdicts in the ``value`` of ``file``, and every problem with them."""
    if value is None:
        return (), []
    if not isinstance(value, YamlList):
        message = f"this is no list of verdicts: found {described(value)}"
        return (), [Problem("not-a-list", Severity.ERROR, file, 1, message, "begin each with: - verdict: …")]
    problems: list[Problem] = []
    sound: list[Verdict] = []
    for number, (entry, line) in enumerate(zip(value, value.lines, strict=True)):
        checked = validate(VerdictModel, entry, file, f"verdict {number + 1}")
        problems.extend(checked.problems)
        if checked.model is None or checked.problems:
            continue
        verdict = as_known(verdict_of(checked.model, number, line), known)
        wrong = [*_out_of_place(verdict), *_unknown(verdict, known)]
        for one in wrong:
            at = line_at(entry, (one.key,), line)
            problems.append(Problem(one.code, Severity.ERROR, file, at, f"{title(verdict)}: {one.message}", one.hint))
        if not wrong:
            sound.append(verdict)
    agreeing, found = _without_contradictions(sound, file)
    return agreeing, [*problems, *found]


def title(verdict: Verdict) -> str:
    """``verdict 3 (reject mcc for `MCC`)``."""
    return f"verdict {verdict.item + 1} ({verdict.decision.value} {verdict.entity} for `{verdict.form[:_SHOWN]}`)"


def as_known(verdict: Verdict, known: Known) -> Verdict:
    """``verdict`` with the ids that entities and documents have now."""
    return replace(
        verdict,
        entity=known.merged.get(verdict.entity, verdict.entity),
        to=None if verdict.to is None else known.merged.get(verdict.to, verdict.to),
        document=None if verdict.document is None else known.former_ids.get(verdict.document, verdict.document),
    )


def _out_of_place(verdict: Verdict) -> Iterator[_Wrong]:
    """Keys that its decision and its scope need, and keys that say nothing there."""
    scope = verdict.scope
    if verdict.decision is Decision.RETARGET and verdict.to is None:
        yield _Wrong("missing-key", "verdict", "`to` is missing", "name the entity that it is: to: …")
    if verdict.decision is not Decision.RETARGET and verdict.to is not None:
        yield _Wrong("needless-key", "to", "`to` belongs to retarget only", "remove it, or write verdict: retarget")
    if verdict.to == verdict.entity:
        yield _Wrong("bad-value", "to", "`to` is the entity that it was linked to", "name another one")
    if scope is not Scope.CORPUS and verdict.document is None:
        yield _Wrong("missing-key", "form", "`document` is missing", "name its document, or write scope: corpus")
    if scope is Scope.MENTION and verdict.before is None and verdict.after is None:
        hint = "write the 32 characters before and after it, or scope: document"
        yield _Wrong("missing-key", "form", "`before` and `after` are missing, so that its place cannot be found", hint)
    needless = () if scope is Scope.MENTION else _OF_A_PLACE
    if scope is Scope.CORPUS:
        needless = ("document", *needless)
    for key in needless:
        if getattr(verdict, key) is not None:
            hint = "remove it, or change the scope"
            yield _Wrong("needless-key", key, f"`{key}` says nothing where scope is {scope.value}", hint)


def _unknown(verdict: Verdict, known: Known) -> Iterator[_Wrong]:
    named = {"entity": verdict.entity, "to": verdict.to}
    for key, entity in named.items():
        if entity is not None and known.entities is not None and entity not in known.entities:
            hint = did_you_mean(entity, known.entities) or "mend the id, or remove the verdict"
            yield _Wrong("unknown-entity", key, f"there is no entity `{entity[:_SHOWN]}`", hint)


def _without_contradictions(verdicts: list[Verdict], file: str) -> tuple[tuple[Verdict, ...], list[Problem]]:
    """The verdicts that no other one contradicts or repeats, and a problem for each that one does."""
    by_place: dict[Hashable, list[Verdict]] = {}
    dropped: set[int] = set()
    problems = []
    for verdict in verdicts:
        earlier = by_place.setdefault(_place(verdict), [])
        again = next((one for one in earlier if effect(one) == effect(verdict)), None)
        against = [one for one in earlier if contradict(one, verdict)]
        if again is not None:
            dropped.add(verdict.item)
            message = f"{title(verdict)}: it stands in line {again.line} already"
            problems.append(
                Problem("duplicate-verdict", Severity.ERROR, file, verdict.line, message, "remove one of them")
            )
        for other in against[:1]:
            message = f"{title(verdict)}: it contradicts line {other.line}, so that neither is applied"
            problems.append(
                Problem("contradicting-verdicts", Severity.ERROR, file, verdict.line, message, "remove one of them")
            )
        if against:
            dropped |= {verdict.item, *(one.item for one in against)}
        earlier.append(verdict)
    return tuple(verdict for verdict in verdicts if verdict.item not in dropped), problems


def _place(verdict: Verdict) -> Hashable:
    """The same for verdicts that are about the same."""
    around = tuple(None if text is None else same(canonical(text)) for text in (verdict.before, verdict.after))
    where = (*around, verdict.occurrence, hinted(verdict.address))
    return verdict.scope, verdict.document, same(verdict.form), where


def effect(verdict: Verdict) -> tuple[str | None, str | None]:
    """The entity that it accepts, and the one that it rejects."""
    return verdict.accepted, verdict.rejected


def contradict(one: Verdict, other: Verdict) -> bool:
    """Whether two verdicts on the same cannot both hold."""
    if one.accepted and other.accepted and one.accepted != other.accepted:
        return True
    pairs = ((one.accepted, other.rejected), (other.accepted, one.rejected))
    return any(accepted is not None and accepted == rejected for accepted, rejected in pairs)
