"""Why spans of a paragraph link, or do not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cpec_tui.answers import CandidateTold, Explanation, Reason
from cpec_tui.catalog.codec import load_verdicts
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import StoredDocument
from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.errors import NotFoundError
from cpec_tui.folding import fold
from cpec_tui.linking.explaining import Account, Story, accounts
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Paragraph, Span, address_of


def gazetteer_of(catalog: Catalog) -> Gazetteer:
    """The gazetteer that a catalog was linked with."""
    stored = (catalog.entity(entity) for entity in catalog.entity_ids())
    kinds = {kind.name: kind for kind in catalog.kinds}
    return Gazetteer([one.entity for one in stored if one is not None], kinds)


def linker_of(catalog: Catalog) -> Linker:
    """The linker that made the mentions of a catalog."""
    verdicts = [verdict for verdict, _ in load_verdicts(catalog.meta["verdicts"])]
    return Linker(gazetteer_of(catalog), Verdicts(verdicts))


def explained(
    catalog: Catalog, linker: Linker, stored: StoredDocument, ordinal: int | None, span: Span | None, text: str | None
) -> tuple[Explanation, ...]:
    """An explanation of every span of a paragraph where a form stands, or of those that touch ``span`` or ``text``.

    Raises NotFoundError when no paragraph is named, or when ``span`` or ``text`` is not in it.
    """
    paragraphs = [
        Paragraph(one.ordinal, one.role, one.text, one.page, (), one.residue)
        for one in catalog.paragraphs_of(stored.number)
    ]
    number = _number(stored, paragraphs, ordinal)
    wanted = _wanted(paragraphs[number].text, span, text)
    found = [
        account
        for account in accounts(linker, paragraphs, number, stored.id)
        if wanted is None or any(account.start < end and start < account.end for start, end in wanted)
    ]
    names = {entity.id: entity.name for entity in linker.gazetteer.entities.values()}
    address = address_of(stored.id, paragraphs[number].ordinal)
    return tuple(_explanation(address, account, names) for account in found)


def _number(stored: StoredDocument, paragraphs: Sequence[Paragraph], ordinal: int | None) -> int:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.ordinal == ordinal:
            return number
    if ordinal is None:
        raise NotFoundError(f"`{stored.id}` is a whole document", f"name a paragraph of it: {stored.id}#p1")
    raise NotFoundError(f"{stored.id} has no paragraph {ordinal}", f"it has {len(paragraphs):,}")


def _wanted(paragraph: str, span: Span | None, text: str | None) -> list[Span] | None:
    """The spans asked for; None when all are."""
    if span is not None:
        if not 0 <= span[0] < span[1] <= len(paragraph):
            message = f"the paragraph has no span {span[0]}:{span[1]}"
            raise NotFoundError(message, f"it has the code points 0 to {len(paragraph)}; the end is not included")
        return [span]
    if text is None:
        return None
    spans = (
        [(match.start(), match.end()) for match in re.finditer(re.escape(fold(text)), fold(paragraph))] if text else []
    )
    if not spans:
        raise NotFoundError(f"`{text}` does not stand in the paragraph", "copy it from there")
    return spans


def _explanation(address: str, account: Account, names: Mapping[str, str]) -> Explanation:
    mention = account.mention
    return Explanation(
        address,
        account.start,
        account.end,
        account.surface,
        None if mention is None else mention.status,
        None if mention is None else mention.entity,
        tuple(_told(story, names) for story in account.stories),
    )


def _told(story: Story, names: Mapping[str, str]) -> CandidateTold:
    evidence = tuple(Reason(one.text, one.points) for one in story.evidence)
    return CandidateTold(story.entity, names[story.entity], story.form, story.rule, story.objection, evidence)
