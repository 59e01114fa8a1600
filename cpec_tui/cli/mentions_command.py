"""``cpec-tui mentions``: the concordance of an entity."""

from __future__ import annotations

import click

from cpec_tui.answers import MentionInText
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.completion import entity_ids
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode
from cpec_tui.visible import visible

_CONTEXT = 40


@click.command("mentions")
@click.argument("name", shell_complete=entity_ids)
@answering
def command(options: Options, name: str) -> int:
    """List where the entity NAME (an id, a name or an alias) is named, newest document first."""
    found = list(ready_library(options).mentions(name))
    if not options.json and not output.is_plain(options):
        _print_rich(found)
        return ExitCode.FOUND if found else ExitCode.NOTHING
    for one in found:
        if options.json:
            output.print_json_line(jsonable.mention_in_text(one))
        else:
            print(_line(one))
    return ExitCode.FOUND if found else ExitCode.NOTHING


def _line(one: MentionInText) -> str:
    before, after = one.before[-_CONTEXT:], one.after[:_CONTEXT]
    return f"{visible(one.address)}\t{visible(before)}«{visible(one.surface)}»{visible(after)}"


def _print_rich(found: list[MentionInText]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = output.console()
    # Both contexts get what the surface and the address leave of the width.
    context = max(10, min(_CONTEXT, (console.width - 40) // 2))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for one in found:
        before, after = visible(one.before[-context:]), visible(one.after[:context])
        surface = Text(visible(one.surface), style="bold underline")
        table.add_row(Text(before), surface, Text(after), Text(visible(one.address), style="cyan"))
    console.print(table)
