"""Finding in the open source: the bar, what was found, and the way back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on

from cpec_tui.tui.runner import OvertakenError
from cpec_tui.tui.screens.base import ExplorerBase
from cpec_tui.tui.widgets.find_bar import FindBar
from cpec_tui.tui.widgets.source import SourcePane

if TYPE_CHECKING:
    from cpec_tui.tui.finding import Findings
    from cpec_tui.tui.history import Place
    from cpec_tui.tui.sight import Sight
    from cpec_tui.tui.steps import Steps, Stop


@dataclass(slots=True)
class Begun:
    """Where finding began, and where it has led: a reader who stands elsewhere went there in another way.

    It ``is_accepted`` when the reader went on to what was found; then the place where it began is ``is_remembered``.
    """

    place: Place
    sight: Sight
    led_to: Place
    is_accepted: bool = False
    is_remembered: bool = False
    is_new_in_history: bool = False

    @property
    def has_led_away(self) -> bool:
        """Whether something else was found than what one stood at."""
        return not self.led_to.is_same(in_source(self.place))


class Finding(ExplorerBase):
    """While a text stands in the find bar, n and N step through what was found of it in the document that is shown."""

    _begun: Begun | None = None
    _findings: Findings | None = None
    _is_to_lead = False

    @property
    def is_finding(self) -> bool:
        """Whether something is looked for."""
        return bool(self.find_bar.text.strip())

    def command_find(self) -> None:
        """Open the find bar, once it is there."""
        if not self.find_bar.is_attached:
            return
        if not self.find_bar.is_open:
            self._begin_here()
        self.show_pane("source")
        self.find_bar.open()

    @on(FindBar.Typed)
    def _find_typed(self) -> None:
        self._begin_anew_elsewhere()
        self._is_to_lead = True
        self._look()

    @on(FindBar.Submitted)
    def accept_found(self) -> None:
        """Go on to what was found; the bar stays open."""
        if self._begun is not None:
            self._begun.is_accepted = True
            self._remember(self._begun)
        self.show_pane("source")

    @on(SourcePane.Shown)
    def _find_in_what_is_shown(self) -> None:
        """Look for the same in another document, or in a new state of this one; the reader stays where he is."""
        if not self.find_bar.is_open:
            return
        self._findings = None
        view = self.source.view
        if self._begun is not None and (view is None or view.doc != self._begun.place.doc):
            self._begun, self._is_to_lead = None, False
        self._say_where_one_is()
        self._look()

    @on(SourcePane.Moved)
    def _say_where_one_is(self) -> None:
        if self.find_bar.is_open:
            steps = self._steps_here()
            self.find_bar.say(self._findings.said(steps.at) if self._findings is not None and steps is not None else "")

    def step_found(self, by: int) -> bool:
        """Step through what was found; False while nothing is looked for."""
        if not self.is_finding:
            return False
        steps = self._steps_here()
        further = steps.step(by) if steps is not None else None
        if further is None or further.present is None:
            self.say(self._why_no_further(steps, by))
            return True
        begun = self._begin_anew_elsewhere()
        if begun is not None:
            begun.is_accepted = True
            self._lead_to(begun, further.present)
        if not self.source.is_on_screen:
            self.show_pane("source")
        return True

    def close_find(self) -> None:
        """Close the find bar; the place is as before, unless the reader went elsewhere since."""
        begun, was_typed_in = self._begun, self.find_bar.is_typed_in
        self._begun = self._findings = None
        self.workers.cancel_group(self, "find")
        self.finder.stop()
        self.find_bar.close()
        self.source.mark_found({})
        if begun is not None and begun.led_to.is_same(self._place_in_source()):
            self.source.go_back_to(begun.sight)
            if begun.is_new_in_history:
                self.desk.history.take_back(begun.place)
        if was_typed_in:
            self.show_pane("source")
        self.desk.show_foot()

    # Inside

    def _begin_here(self) -> Begun | None:
        """Begin where the reader is; None where nothing can be found."""
        here, sight = self.desk.here(), self.source.sight
        if sight is None:
            self._begun = None
        else:
            place = in_source(here) if self.find_bar.is_typed_in else here
            self._begun = Begun(place, sight, in_source(here))
        return self._begun

    def _begin_anew_elsewhere(self) -> Begun | None:
        """Go on, or begin anew when the reader went elsewhere since."""
        if self._begun is None or not self._begun.led_to.is_same(self._place_in_source()):
            return self._begin_here()
        return self._begun

    def _look(self) -> None:
        self.run_worker(self._find(self.find_bar.text), group="find", exclusive=True)

    async def _find(self, wanted: str) -> None:
        """Look through the document that is shown; an answer for one that is not shown any more is dropped."""
        view = self.source.view
        if view is None:
            return
        with suppress(OvertakenError):
            findings = await self.finder.find(view, wanted)
            if view is self.source.view:
                self._take_findings(findings)

    def _take_findings(self, findings: Findings) -> None:
        self._findings = findings
        self.source.mark_found(findings.marks)
        begun = self._begun
        if begun is not None and self._is_to_lead:
            first = findings.first_from(begun.sight.ordinal)
            if first is not None:
                self._lead_to(begun, first)
            else:
                self.source.go_back_to(begun.sight)
                begun.led_to = self._place_in_source()
        self._is_to_lead = False
        self._say_where_one_is()

    def _lead_to(self, begun: Begun, stop: Stop) -> None:
        self.source.go_to(stop.ordinal, stop.span)
        begun.led_to = self._place_in_source()
        self._remember(begun)

    def _remember(self, begun: Begun) -> None:
        """Going back leads to where finding began, once the reader went on to what was found."""
        if begun.is_accepted and begun.has_led_away and not begun.is_remembered:
            begun.is_remembered = True
            begun.is_new_in_history = self.desk.history.leave(begun.place)

    def _steps_here(self) -> Steps | None:
        """What was found in the document that is shown, as the reader stands in it; None until that is known."""
        findings, source = self._findings, self.source
        if findings is None or source.chosen is None:
            return None
        if findings.view is not source.view or findings.wanted != self.find_bar.text:
            return None
        return findings.steps_at(source.chosen.ordinal, source.current)

    def _why_no_further(self, steps: Steps | None, by: int) -> str:
        if steps is None or self._findings is None:
            return "this source is still being looked through"
        if by > 0 and self._findings.found.total > len(steps.stops):
            return f"n and N go through the first {len(steps.stops):,} places only"
        return "nothing further is found in this source"

    def _place_in_source(self) -> Place:
        return in_source(self.desk.here())


def in_source(place: Place) -> Place:
    """The same place, as if the source had the focus."""
    return replace(place, pane="source")
