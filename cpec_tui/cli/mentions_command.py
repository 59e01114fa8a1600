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
    """A concordance: what is named stands in one column, what stands left and right of it beside it."""
    from rich.cells import cell_len
    from rich.text import Text

    console = output.console()
    addresses = min(max((cell_len(visible(one.address)) for one in found), default=0), console.width // 2)
    left = max(0, min(_CONTEXT, (console.width - addresses) // 3))
    right = console.width - left - addresses - 2
    for one in found:
        before = visible(one.before[-left:]) if left else ""
        line = Text(" " * (left - cell_len(before)) + before)
        named = Text.assemble((visible(one.surface), "bold underline"), visible(one.after))
        named.truncate(max(1, right), overflow="ellipsis", pad=True)
        console.print(line.append_text(named), Text(visible(one.address), style="cyan"), sep="  ", soft_wrap=True)
