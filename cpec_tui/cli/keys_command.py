"""``cpec-tui keys``: the keys of the explorer."""

from __future__ import annotations

import click

from cpec_tui.cli import output
from cpec_tui.cli.options import Options, common
from cpec_tui.errors import ExitCode
from cpec_tui.tui.commands import COMMANDS, Command, collisions, key_name


@click.command("keys")
@common
def command(options: Options) -> int:
    """Print the keys of the explorer with their command ids, and keys that stand for two commands."""
    found = list(collisions(COMMANDS))
    if options.json:
        output.print_json({"keys": [_jsonable(one) for one in COMMANDS], "collisions": found})
    else:
        rows = [(_keys(one), one.title, one.help, one.scope.value, one.id) for one in COMMANDS]
        output.print_table(options, ("keys", "command", "what it does", "where", "id"), rows)
    for collision in found:
        output.narrate(collision)
    return ExitCode.NOTHING if found else ExitCode.FOUND


def _keys(command: Command) -> str:
    return " ".join(key_name(key) for key in command.keys)


def _jsonable(command: Command) -> dict[str, object]:
    return {
        "id": command.id,
        "keys": list(command.keys),
        "title": command.title,
        "help": command.help,
        "scope": command.scope.value,
    }
