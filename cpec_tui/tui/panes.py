"""The panes as the desk moves them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.errors import CpecError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpec_tui.tui.widgets.lines import NoticeLine
    from cpec_tui.tui.widgets.row_list import RowList
    from cpec_tui.tui.widgets.search_box import SearchBox
    from cpec_tui.tui.widgets.source import SourcePane


@dataclass(frozen=True, slots=True)
class Panes:
    """What the desk moves. ``show`` brings the pane of that id into sight and gives it the focus."""

    box: SearchBox
    notice: NoticeLine
    results: RowList
    source: SourcePane
    card: RowList
    facets: RowList
    show: Callable[[str], None]
    focused: Callable[[], str]
    say: Callable[[str], None]
    open_link: Callable[[str], None]

    def say_error(self, error: CpecError) -> None:
        """Tell what went wrong; advice about commands is for where they are typed."""
        self.say(error.message if isinstance(error, NotFoundError) else str(error))
