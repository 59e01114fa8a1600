"""Finding in the open source: the bar, what was found, and the way back."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from cpec_tui.tui.screens.base import ExplorerBase
from cpec_tui.tui.steps import Steps, Stop
from cpec_tui.tui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from cpec_tui.tui.finding import Found


class Finding(ExplorerBase):
    """While the find bar is open, n and N step through what it found."""

    _found: Steps | None = None
    _found_from: Stop | None = None

    @property
    def steps(self) -> Steps:
        """What was found, while the bar is open."""
        return self._found if self._found is not None else self.desk.steps

    def command_find(self) -> None:
        """Open the find bar, once it is there."""
        if not self.find_bar.is_attached:
            return
        if self._found is None:
            self._found, self._found_from = Steps("find"), self._stop_here()
        self.show_pane("source")
        self.find_bar.open()

    @on(FindBar.Typed)
    def _find_typed(self, message: FindBar.Typed) -> None:
        self.run_worker(self._find(message.text), group="find", exclusive=True)

    @on(FindBar.Submitted)
    def _leave_find_bar(self) -> None:
        self.show_pane("source")

    async def _find(self, wanted: str) -> None:
        from cpec_tui.tui.finding import find_in

        view, origin = self.source.view, self._found_from
        if view is None or origin is None or self._found is None:
            return
        found, marks, steps = await asyncio.to_thread(find_in, view, wanted)
        self.source.mark_found(marks)
        first = bisect_left(steps.stops, origin.ordinal, key=lambda stop: stop.ordinal)
        self._found = replace(steps, at=first if first < len(steps.stops) else 0)
        if found.places:
            self._show_found()
        else:
            self.source.go_to(origin.ordinal, origin.span)
        self._say_found(found, wanted)

    def _say_found(self, found: Found, wanted: str) -> None:
        if found.problem:
            self.find_bar.say(found.problem)
        elif self._found is not None and found.places:
            self.find_bar.say(f"{self._found.at + 1:,}/{len(found.places):,}")
        else:
            self.find_bar.say("not found" if wanted.strip() else "")

    def step_found(self, by: int) -> bool:
        """Step through what was found; False while the bar is closed."""
        if self._found is None:
            return False
        further = self._found.step(by)
        if further is None:
            self.say("nothing further is found in this source")
            return True
        self._found = further
        self.find_bar.say(f"{further.at + 1:,}/{len(further.stops):,}")
        self._show_found()
        return True

    def _show_found(self) -> None:
        stop = self._found.present if self._found is not None else None
        if stop is not None:
            self.source.go_to(stop.ordinal, stop.span)

    def close_find(self) -> None:
        """Close the find bar; the place is as before, unless one went on to what was found."""
        origin, typing = self._found_from, self.focused is not None and self.focused.id == "find-input"
        self._found = self._found_from = None
        self.find_bar.close()
        self.source.mark_found({})
        if typing and origin is not None:
            self.source.go_to(origin.ordinal, origin.span)
        self.show_pane("source")
        self.desk.show_foot()

    def _stop_here(self) -> Stop | None:
        source = self.source
        if source.view is None or source.chosen is None:
            return None
        return Stop(source.view.doc, source.chosen.ordinal, source.current)
