"""``cpec-tui search``: paragraphs and entities for a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cpec_tui.answers import Order
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode
from cpec_tui.model import EntityHit, Hit, ResultPage
from cpec_tui.search.grammar import SECTIONS
from cpec_tui.search.snippets import snippet
from cpec_tui.visible import visible
from cpec_tui.wording import copies_said, counted

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

EPILOG = "\n".join(
    f"\b\n{title}:\n" + "".join(f"  {how:<22} {what}\n" for how, what in section.items())
    for title, section in SECTIONS.items()
)

_PARAGRAPHS = click.IntRange(0, 100_000_000)
# Stands before a word that begins with a dash while click tells options from words.
_EXCLUSION = "\x00"


class QueryCommand(click.Command):
    """Takes ``-gold`` for the word that it excludes, and not for options -g, -o, -l, -d."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide words with one dash from the parser, except those that are an option or its value."""
        known = {name: option for option in self.get_params(ctx) for name in option.opts}
        hidden, is_value = [], False
        for position, word in enumerate(args):
            if word == "--":
                hidden += args[position:]
                break
            excludes = word.startswith("-") and not word.startswith("--") and word not in ("-", *known)
            hidden.append(_EXCLUSION + word if excludes and not is_value else word)
            option = known.get(word)
            is_value = isinstance(option, click.Option) and not option.is_flag
        return super().parse_args(ctx, hidden)


@click.command("search", cls=QueryCommand, epilog=EPILOG)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=_PARAGRAPHS, default=20, help="How many paragraphs; 20 when not said.")
@click.option("--offset", metavar="N", type=_PARAGRAPHS, default=0, help="How many to pass over before.")
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    default=Order.RANK.value,
    help="The best first (when not said), or by the date of the document.",
)
@answering
def command(options: Options, query: tuple[str, ...], limit: int, offset: int, order: str) -> int:
    """Find paragraphs and entities for QUERY; words side by side must all be there."""
    library = ready_library(options)
    text = " ".join(word.removeprefix(_EXCLUSION) for word in query)
    page = library.search(text, limit=limit, offset=offset, order=Order(order))
    if options.json:
        output.print_json(jsonable.result_page(page))
    else:
        _print(page, options)
    if page.fatal or not page.explained:
        return ExitCode.USAGE
    return ExitCode.FOUND if page.total or page.entities_total else ExitCode.NOTHING


def _print(page: ResultPage, options: Options) -> None:
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
