"""How what ``search`` found is printed for people: hits, entities, facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpec_tui.answers import Facets
from cpec_tui.cli import output
from cpec_tui.cli.options import Options
from cpec_tui.model import EntityHit, Hit, ResultPage
from cpec_tui.search.snippets import snippet
from cpec_tui.visible import visible
from cpec_tui.wording import copies_said, counted

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

# Fields of facets, and what their values are called.
FACETS = ("kinds", "entities", "documents", "years", "publishers", "languages")


def print_page(page: ResultPage, options: Options) -> None:
    """The hits and entities on standard output, the warnings beside them."""
    for warning in page.warnings:
        output.narrate(warning)
    shown = f"{page.offset + 1:,}-{page.offset + len(page.hits):,} of " if len(page.hits) < page.total else ""
    entities = counted(page.entities_total, "entity", "entities")
    summary = f"{shown}{counted(page.total, 'paragraph')} · {entities} · {page.ms:.0f} ms"
    if not page.hits:
        summary = summary.removeprefix(shown)
    if output.is_plain(options):
        _print_plain(page, summary)
    else:
        _print_rich(page, summary)


def _print_plain(page: ResultPage, summary: str) -> None:
    print(f"{visible(page.explained) or '(nothing is asked for)'}: {summary}")
    for entity in page.entities:
        print(f"@{entity.id}\t{entity.kind}\t{visible(entity.name)}\t{counted(entity.mentions, 'mention')}")
    for hit in page.hits:
        parts = (visible(hit.address), output.marked(hit.text, hit.highlights), copies_said(len(hit.copies)))
        print("\t".join(part for part in parts if part))


def _print_rich(page: ResultPage, summary: str) -> None:
    console = output.console()
    console.print(output.styled(f"{page.explained or '(nothing is asked for)'}", [(0, 999, "bold")]), summary, sep="  ")
    if page.entities:
        console.print(_entities(page.entities))
    for hit in page.hits:
        console.print()
        console.print(_heading(hit))
        cut = snippet(hit.text, hit.highlights, max(160, console.width * 3))
        text = output.styled(hit.text, [(s, e, "bold underline") for s, e in hit.highlights], cut.start, cut.end)
        console.print(("…" if cut.cut_before else "") + "", text, "…" if cut.cut_after else "", sep="")


def _heading(hit: Hit) -> Text:
    from rich.text import Text

    line = Text(visible(hit.address), style="cyan")
    line.append(f"  {visible(hit.title)}", style="dim")
    line.append(f"  {hit.date or 'n.d.'}", style="dim")
    if hit.copies:
        line.append(f"  {copies_said(len(hit.copies))}", style="dim")
    return line


def _entities(entities: tuple[EntityHit, ...]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("entity", "kind", "name", "also"):
        table.add_column(title)
    table.add_column("mentions", justify="right")
    for hit in entities:
        also = visible(", ".join(hit.aliases[:4]))
        table.add_row(f"@{hit.id}", Text(hit.kind), Text(visible(hit.name)), Text(also), f"{hit.mentions:,}")
    return table


def print_facets(facets: Facets, options: Options) -> None:
    """A line for each value: its field, how many paragraphs have it, what it is called, how to narrow to it."""
    rows = [(field, f"{one.count:,}", one.label, one.narrows) for field in FACETS for one in getattr(facets, field)]
    without = {
        "years": ("date", facets.undated),
        "publishers": ("publisher", facets.unpublished),
        "languages": ("lang", facets.unspoken),
    }
    can_be_narrowed = any(narrows for *_, narrows in rows)
    for field, (value, count) in without.items():
        if count:
            rows.append((field, f"{count:,}", "(not said)", f"-has:{value}" * can_be_narrowed))
    output.print_table(options, ("field", "paragraphs", "value", "narrow with"), rows, right=("paragraphs",))
