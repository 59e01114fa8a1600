"""Which mention, or which words, a command is about: what is selected, what was gone to, or one by its letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpec_tui.tui.labels import Labelled
from cpec_tui.tui.screens.base import ExplorerBase
from cpec_tui.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cpec_tui.answers import ParagraphInDocument
    from cpec_tui.model import Mention, Span
    from cpec_tui.tui.labels import LabelledRow


@dataclass(frozen=True, slots=True)
class Aim:
    """A span of a paragraph of the open document, and the mention that stands exactly there, if one does."""

    paragraph: ParagraphInDocument
    span: Span
    mention: Mention | None

    @property
    def words(self) -> str:
        """What stands there."""
        return self.paragraph.text[slice(*self.span)]

    @classmethod
    def at(cls, paragraph: ParagraphInDocument, span: Span) -> Aim | None:
        """A span without the spaces at its ends; None when there is nothing else in it."""
        words = paragraph.text[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        bare = start, start + len(words.strip())
        return cls(paragraph, bare, _mention_at(paragraph, bare)) if words.strip() else None


def _mention_at(paragraph: ParagraphInDocument, span: Span) -> Mention | None:
    """The mention with exactly that span; one that links, or may, before one that was rejected."""
    there = [one for one in paragraph.mentions if (one.start, one.end) == span]
    return min(there, key=lambda one: one.status is Status.REJECTED, default=None)


class Aiming(ExplorerBase):
    """Choosing what a command is about."""

    def aim(self, then: Callable[[Aim], None], nothing: Callable[[ParagraphInDocument], None]) -> None:
        """Go on with ``then``; with ``nothing`` where no word is selected and the chosen paragraph names nothing."""
        selected, chosen = self._pointed_at(), self.source.chosen
        if selected is not None:
            then(selected)
            return
        mentions = self.source.mentions_in_sight(chosen_only=True, with_rejected=True)
        if len(mentions) > 1:
            self._aim_by_letter(mentions, then)
        elif mentions and chosen is not None:
            mention = mentions[0][1]
            then(Aim(chosen, (mention.start, mention.end), mention))
        elif chosen is not None and chosen.mentions:
            self.say(f"what ¶{chosen.ordinal:,} names stands out of sight: scroll to it")
        elif chosen is not None:
            nothing(chosen)

    def _pointed_at(self) -> Aim | None:
        """What is selected with the mouse, found by the find bar, or the mention that was gone to."""
        chosen, current, selected = self.source.chosen, self.source.current, self.source.selected_span
        if selected is not None:
            return Aim.at(*selected)
        aim = Aim.at(chosen, current) if chosen is not None and current is not None else None
        return aim if aim is not None and (aim.mention is not None or self.find_bar.is_open) else None

    def _aim_by_letter(self, mentions: Sequence[tuple[int, Mention]], then: Callable[[Aim], None]) -> None:
        from cpec_tui.tui.screens.following import Following

        view = self.source.view
        if view is None:
            return

        def go_on(labelled: Labelled | LabelledRow | None) -> None:
            self.source.show_labels(())
            if isinstance(labelled, Labelled):
                mention = labelled.mention
                then(Aim(view.paragraphs[labelled.index], (mention.start, mention.end), mention))

        self.show_pane("source")
        self.app.push_screen(Following(self.source.show_labels(mentions)), go_on)
