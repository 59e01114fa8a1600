"""What is said of the parts of a query that find nothing, each with its reason and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpec_tui.search.plan import NOTHING, Plan

_LONGEST_SHOWN = 40
_LONGEST_MESSAGE = 240


@dataclass(slots=True)
class Report:
    """Grows while a query is resolved; ``fatal`` says that a part cannot be understood at all."""

    warnings: list[str] = field(default_factory=list)
    fatal: bool = False
    negated: bool = False

    def missing(self, message: str, advice: str = "") -> Plan:
        """Nothing is found for this part; after NOT that does no harm and needs no advice."""
        if self.negated:
            advice = "so NOT leaves nothing out"
        return self.nothing(f"{message}: {advice}" if advice else message)

    def not_known(self, message: str) -> Plan:
        """There is no such thing to ask for: the answer before is better than none."""
        self.fatal = True
        return self.nothing(message)

    def nothing(self, message: str) -> Plan:
        """``message`` is all that is found."""
        self.say(message)
        return NOTHING

    def say(self, message: str) -> None:
        """Add a warning."""
        self.warnings.append(_cut(message, _LONGEST_MESSAGE))


def shown(text: str) -> str:
    """A part of the query inside a message."""
    return f"`{_cut(text, _LONGEST_SHOWN)}`"


def any_of(words: Iterable[str]) -> str:
    """```one` or `other```."""
    return " or ".join(shown(word) for word in words)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
