"""Where the reader was: back and forward as in a browser. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpec_tui.model import Span

MOST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """What the panes show: a paragraph of a document (or none), the card of an entity (or none), the focused pane."""

    pane: str
    doc: str | None = None
    ordinal: int = 1
    span: Span | None = None
    card: str | None = None
    followed: bool = False
    name: str = ""

    def is_same(self, other: Place) -> bool:
        """Whether both show the same in the same pane, whatever it is called."""
        return self == replace(other, name=self.name)


@dataclass(slots=True)
class History:
    """The places behind and ahead of the present one."""

    behind: list[Place] = field(default_factory=list)
    ahead: list[Place] = field(default_factory=list)

    def leave(self, place: Place) -> bool:
        """A jump begins at ``place``; what lay ahead is given up. False when one left that place last, too."""
        self.ahead.clear()
        if self.behind and self.behind[-1].is_same(place):
            return False
        self.behind.append(place)
        del self.behind[:-MOST]
        return True

    def take_back(self, place: Place) -> None:
        """The jump that began at ``place`` was given up, if it was the last one."""
        if self.behind and self.behind[-1].is_same(place):
            self.behind.pop()

    @property
    def before(self) -> Place | None:
        """Where going back leads; None at the beginning."""
        return self.behind[-1] if self.behind else None

    @property
    def after(self) -> Place | None:
        """Where going forward leads; None at the end."""
        return self.ahead[-1] if self.ahead else None

    @property
    def newest_first(self) -> list[Place]:
        """All places but the present one."""
        return [*self.ahead, *reversed(self.behind)]

    def went_back(self, here: Place) -> None:
        """The place before was reached again from ``here``."""
        self.behind.pop()
        self.ahead.append(here)

    def went_forward(self, here: Place) -> None:
        """The place after was reached again from ``here``."""
        self.ahead.pop()
        self.behind.append(here)
