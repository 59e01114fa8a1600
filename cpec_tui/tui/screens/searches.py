"""Work with searches: kept under a name, and asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpec_tui.tui.commands import Need
from cpec_tui.tui.screens.questions import Questions

if TYPE_CHECKING:
    from cpec_tui.curating.curator import Curator
    from cpec_tui.curating.steps import Done


class Searches(Questions):
    """What the explorer does with queries."""

    # Kept under a name

    def command_keep_search(self) -> None:
        """Ask for a name, and keep the query under it."""
        self.on_own_files("keep-search", self._ask_name_of_search)

    def _ask_name_of_search(self) -> None:
        from cpec_tui.entities.searches import load_searches
        from cpec_tui.tui.kept_rows import name_for
        from cpec_tui.tui.screens.ask_text import AskText

        query = self.box.text.strip()
        taken = [one.name for one in load_searches(self.runner.corpus).all]

        def keep(answer: tuple[str, ...] | None) -> None:
            if answer is not None:
                self._keep_search(answer[0], query)

        hint = "its name: one word"
        self.app.push_screen(AskText("Keep this search", name_for(query, taken), hint=hint), keep)

    def _keep_search(self, name: str, query: str) -> None:
        from cpec_tui.answers import Order
        from cpec_tui.model import SavedSearch

        corpus, order = self.runner.corpus, self.desk.asking.order
        search = SavedSearch(name, query, order=None if order is Order.RANK else order.value)

        def step(curator: Curator) -> Done:
            from cpec_tui.repeating.saving import save

            return save(curator, corpus, search)

        self.curate(step)

    def has(self, need: Need) -> bool:
        """Whether there is a query."""
        return bool(self.box.text.strip()) if need is Need.QUERY else super().has(need)
