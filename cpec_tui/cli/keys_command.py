"""``cpec-tui keys``: the keys of the explorer."""

from __future__ import annotations

import click

from cpec_tui import config
from cpec_tui.cli import output
from cpec_tui.cli.options import Options, common
from cpec_tui.errors import ExitCode
from cpec_tui.tui.commands import Command, collisions, key_name, remapped


@click.command("keys")
@common
def command(options: Options) -> int:
    """Print the keys of the explorer as they are in force, with the ids by which the config file changes them.

    A key that stands for two commands, and what is wrong with the config file, are told, too.
    """
    chosen = config.load()
    keymap = remapped(chosen.keys)
    twice = list(collisions(keymap.commands))
    problems = [*chosen.problems, *(problem for problem in keymap.problems if problem not in twice)]
    if options.json:
        keys = [_jsonable(one) for one in keymap.commands]
        output.print_json({"keys": keys, "collisions": twice, "problems": problems})
    else:
        rows = [(_keys(one), one.help, one.scope.value, one.id) for one in keymap.commands]
        output.print_table(options, ("keys", "what they do", "where", "id"), rows)
    for problem in (*problems, *twice):
        output.narrate(problem)
    return ExitCode.NOTHING if problems or twice else ExitCode.FOUND


def _keys(command: Command) -> str:
    return " ".join(key_name(key) for key in command.keys)


def _jsonable(command: Command) -> dict[str, object]:
    return {
        "id": command.id,
        "keys": list(command.keys),
        "title": command.title,
        "help": command.help,
        "scope": command.scope.value,
        "not_when": command.need.value if command.need is not None else None,
    }
