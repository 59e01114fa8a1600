"""``cpec-tui mentions``: the concordance of an entity."""

from __future__ import annotations

import click

from cpec_tui.cli import jsonable, output
from cpec_tui.cli.completion import entity_ids
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode
from cpec_tui.visible import visible


@click.command("mentions")
@click.argument("name", shell_complete=entity_ids)
@common
def command(options: Options, name: str) -> int:
    """List where the entity NAME (an id, a name or an alias) is named, newest document first."""
    found = list(ready_library(options).mentions(name))
    width = 40
    for one in found:
        if options.json:
            output.print_json_line(jsonable.mention_in_text(one))
        elif output.is_plain(options):
            print(
                f"{visible(one.address)}\t{visible(one.before[-width:])}«{visible(one.surface)}»{visible(one.after[:width])}"
            )
    if not options.json and not output.is_plain(options):
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        for one in found:
            before, after = visible(one.before[-width:]), visible(one.after[:width])
            surface = Text(visible(one.surface), style="bold underline")
            table.add_row(Text(before), surface, Text(after), Text(visible(one.address), style="cyan"))
        output.console().print(table)
    return ExitCode.FOUND if found else ExitCode.NOTHING
