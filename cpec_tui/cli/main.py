"""The ``cpec-tui`` command: finds the subcommand, loads only that, and turns errors into words and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cpec_tui import __version__
from cpec_tui.cli.boundary import COMPLETION_VARIABLE, PROGRAM, guarded, say, speak_utf8
from cpec_tui.errors import ExitCode

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "app": "open the explorer (what cpec-tui alone does)",
    "search": "find paragraphs and entities",
    "searches": "list the saved searches, and what is new in them",
    "history": "list past queries",
    "entity": "show what is known of an entity",
    "mentions": "list where an entity is named",
    "show": "show a document or a paragraph, or list the documents",
    "explain": "say why something links, or does not",
    "scan": "find the corpus's entities in another text",
    "eval": "measure how well names are linked, against annotated texts",
    "discover": "list names that no entity covers",
    "index": "bring the built index up to date",
    "check": "check the curated files and the sources",
    "init": "make a new corpus",
    "doctor": "show the state of things, every place used, and its size",
    "clean": "list and remove built indexes",
    "keys": "print the keys of the explorer",
    "completion": "print what makes the shell complete commands",
}
_OF_THE_GROUP = ("--help", "-h", "--version")


class Commands(click.Group):
    """Subcommands that are imported when they are called; anything else opens the explorer on that folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, freshly imported."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cpec_tui.cli.{cmd_name}_command").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command name the explorer is meant."""
        first = args[0] if args else None
        is_being_typed = first is None and ctx.resilient_parsing
        if not is_being_typed and first not in COMMANDS and first not in _OF_THE_GROUP:
            args = ["app", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, without importing any, and folders."""
        from click.shell_completion import CompletionItem

        commands = [CompletionItem(name, help=what) for name, what in COMMANDS.items() if name.startswith(incomplete)]
        options = [
            CompletionItem(name) for name in ("--help", "--version") if incomplete and name.startswith(incomplete)
        ]
        return [*commands, *options, *([] if incomplete.startswith("-") else [CompletionItem(incomplete, type="dir")])]


@click.group(
    cls=Commands,
    subcommand_metavar="[CORPUS | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 found or done, 1 nothing found or a check failed, 2 wrong usage or query, "
    "3 corpus or built index unusable, 130 interrupted.",
)
@click.version_option(__version__, prog_name=PROGRAM)
def cli() -> None:
    """Explore a corpus of documents: search, the people and places in it, and what proves what is said of them.

    `cpec-tui [CORPUS]` opens the explorer on that folder; the commands below answer on the command line, with --json
    for programs. Command names win: a folder of such a name is `./name`. Without --corpus they take
    $CPEC_TUI_CORPUS, else the nearest corpus upwards, else the shipped one on CPEC.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run and exit."""
    speak_utf8()
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: Sequence[str]) -> int:
    """Run the command that ``args`` ask for and return its exit code."""
    return guarded(lambda: _answered(args))


def _answered(args: Sequence[str]) -> int:
    try:
        return _invoked(args)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        _say_usage(error)
        return ExitCode.USAGE


def _invoked(args: Sequence[str]) -> int:
    instruction = os.environ.get(COMPLETION_VARIABLE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, PROGRAM, COMPLETION_VARIABLE, instruction)
    with cli.make_context(PROGRAM, list(args)) as context:
        result = cli.invoke(context)
    return result if isinstance(result, int) else 0


def _say_usage(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    hint = f"see: {context.command_path} --help" if context is not None else ""
    say(" ".join(error.format_message().split()), hint)
