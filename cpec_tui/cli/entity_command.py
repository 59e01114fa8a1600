"""``cpec-tui entity``: a card."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cpec_tui.answers import Card
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.completion import entity_ids
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.model import Proof, Standing
from cpec_tui.visible import visible
from cpec_tui.wording import STANDING_SIGNS, counted

MARKS = {Proof.QUOTED: "✓", Proof.REFERENCED: "→", Proof.UNVERIFIED: "?"}
_WORDS = {
    Standing.MOVED: ", moved",
    Standing.AMBIGUOUS: ", one of several places",
    Standing.CHANGED: ", changed",
    Standing.ELSEWHERE: ", in another document",
}


@click.command("entity")
@click.argument("name", shell_complete=entity_ids)
@answering
def command(options: Options, name: str) -> int:
    """Show what is known of the entity NAME (an id, a name or an alias), each fact with what proves it."""
    card = ready_library(options).card(name)
    if options.json:
        output.print_json(jsonable.card(card))
    elif output.is_plain(options):
        print("\n".join(visible(line) for line in lines(card)))
    else:
        from rich.panel import Panel
        from rich.text import Text

        head, *rest = lines(card)
        body = Text("\n").join(Text(visible(line), style="bold" if line in _TITLES else "") for line in rest)
        output.console().print(Panel(body, title=Text(visible(head)), title_align="left"))
    return 0


_TITLES = ("Facts", "Relations", "Elsewhere", "Mentions")


def lines(card: Card) -> Iterator[str]:
    """The card as lines of text; the first is its name."""
    entity = card.entity
    yield f"{entity.name} · {entity.kind} · @{entity.id}"
    if entity.other_names:
        yield f"also {', '.join(entity.other_names)}"
    if entity.summary:
        yield from ("", entity.summary)
    if card.facts:
        yield from ("", "Facts")
    for one in card.facts:
        date = f" ({one.fact.date})" if one.fact.date else ""
        according = f", according to {one.fact.according_to}" if one.fact.according_to else ""
        mark = STANDING_SIGNS[one.standing] if one.standing else MARKS[one.fact.proof]
        yield f" {mark} {one.fact.text}{date}{according}"
        for quotation in one.quotations:
            where = f"{quotation.address}{_WORDS.get(quotation.standing, '')}" if quotation.address else "lost"
            yield f"     “{quotation.text}” [{where}]"
            if quotation.now:
                yield f"     now “{quotation.now}”"
        for reference in one.fact.references:
            yield f"     {' '.join(part for part in (reference.title, reference.url, reference.date) if part)}"
    if card.relations:
        yield from ("", "Relations")
    for relation in card.relations:
        when = f"{relation.since or ''}–{relation.until or ''}" if relation.since or relation.until else ""
        extra = ", ".join(part for part in (relation.role, when) if part)
        yield f" {relation.type} → {relation.name} (@{relation.to}{f'; {extra}' if extra else ''})"
    if entity.ids:
        yield from ("", "Elsewhere", *(f" {name}: {value}" for name, value in entity.ids.items()))
    ambiguous = f", +{card.ambiguous:,} ambiguous" if card.ambiguous else ""
    found = f"{counted(card.mentions, 'mention')} in {counted(card.documents, 'document')}{ambiguous}"
    yield from ("", "Mentions", f" {found}")
