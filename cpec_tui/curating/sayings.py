"""What can be said of a mention, and how it is said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cpec_tui.model import Decision, Mention, Scope, Status, Verdict

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Saying:
    """A form is ``accepted`` to be an entity, is none of the ``rejected`` ones, or is one in place of another.

    With ``asks`` the accepted entity is still to be chosen.
    """

    accepted: str | None = None
    rejected: tuple[str, ...] = ()
    asks: bool = False

    def of(self, entity: str) -> Saying:
        """The saying with the ``entity`` that was chosen."""
        return replace(self, accepted=entity, asks=False)

    def verdicts(self, form: str) -> list[Verdict]:
        """What is to be noted of ``form``, without its place."""
        if self.accepted is not None and self.rejected:
            return [Verdict(Decision.RETARGET, self.rejected[0], form, to=self.accepted)]
        if self.accepted is not None:
            return [Verdict(Decision.ACCEPT, self.accepted, form)]
        return [Verdict(Decision.REJECT, entity, form) for entity in self.rejected]


def sayings(mention: Mention | None) -> list[Saying]:
    """What can be said of a mention, or of words that are none; the likeliest first."""
    if mention is None:
        return [Saying(asks=True)]
    if mention.entity is not None:
        its = (mention.entity,)
        return [Saying(rejected=its), Saying(rejected=its, asks=True), Saying(accepted=mention.entity)]
    each = [Saying(accepted=entity) for entity in mention.candidates]
    none = [Saying(rejected=mention.candidates)] if mention.status is Status.AMBIGUOUS else []
    return [*each, *none, Saying(asks=True)]


def said(saying: Saying, names: Mapping[str, str]) -> str:
    """``is not Stone and Sons``; ``names`` are those of entities, by id."""
    if saying.asks:
        return "is another one: choose which" if saying.rejected else "is …: choose what"
    if saying.accepted is not None:
        before = f", not {_listed(saying.rejected, names)}" if saying.rejected else ""
        return f"is {_name(saying.accepted, names)}{before}"
    return f"is {'not' if len(saying.rejected) == 1 else 'none of'} {_listed(saying.rejected, names)}"


def verdict_said(verdict: Verdict, names: Mapping[str, str]) -> str:
    """``“SAS” is not Stone and Sons, in harbour``."""
    return f"{quoted(verdict.form)} {decision_said(verdict, names)}, {where_said(verdict)}"


def decision_said(verdict: Verdict, names: Mapping[str, str]) -> str:
    """``is not Stone and Sons``."""
    rejected = () if verdict.rejected is None else (verdict.rejected,)
    return said(Saying(verdict.accepted, rejected), names)


def where_said(verdict: Verdict) -> str:
    """``at harbour#p3``."""
    if verdict.scope is Scope.CORPUS:
        return "everywhere"
    if verdict.scope is Scope.DOCUMENT:
        return f"in {verdict.document}"
    return f"at {verdict.address or verdict.document}"


def quoted(form: str) -> str:
    """A form between quotation marks, not too long."""
    return f"“{form if len(form) <= _SHOWN else form[: _SHOWN - 1] + '…'}”"


def _listed(entities: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(_name(entity, names) for entity in entities)


def _name(entity: str, names: Mapping[str, str]) -> str:
    return names.get(entity, f"@{entity}")
