"""The ``cpec-tui`` command: finds the subcommand, loads only that, and turns errors into words and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from cpec_tui import __version__
from cpec_tui.errors import CpecError, ExitCode

COMMANDS = {
    "app": "open the explorer (what cpec-tui alone does)",
    "search": "find paragraphs and entities",
    "entity": "show what is known of an entity",
    "mentions": "list where an entity is named",
    "show": "show a document or a paragraph",
    "scan": "find the corpus's entities in another text",
    "index": "bring the built index up to date",
    "check": "check the curated files and the sources",
    "init": "make a new corpus",
    "doctor": "show every place used, and its size",
    "clean": "list and remove built indexes",
    "keys": "print the keys of the explorer",
}


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
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            args = ["app", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 found or done, 1 nothing found or a check failed, 2 wrong usage or query, "
    "3 corpus or built index unusable, 130 interrupted.",
)
@click.version_option(__version__, prog_name="cpec-tui")
def cli() -> None:
    """Explore a corpus of documents: search, the people and places in it, and what proves what is said of them.

    `cpec-tui [FOLDER]` opens the explorer; the commands below answer on the command line, with --json for programs.
    Without --corpus they take $CPEC_TUI_CORPUS, else the nearest corpus upwards, else the shipped one on CPEC.
    """


def main(args: list[str] | None = None) -> None:
    """Run and exit. The boundary at which every error becomes a sentence."""
    _utf8()
    code: int
    try:
        result: Any = cli.main(args=args, prog_name="cpec-tui", standalone_mode=False)
        code = result if isinstance(result, int) else 0
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except CpecError as error:
        _say(error)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        print("interrupted", file=sys.stderr)
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; let the interpreter's own flush at exit find an open place.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.FOUND
    except OSError as error:
        print(f"cpec-tui: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        code = ExitCode.UNUSABLE
    sys.exit(int(code))


def _say(error: CpecError) -> None:
    from cpec_tui.visible import visible

    print(f"cpec-tui: {visible(error.message)}", file=sys.stderr)
    if error.hint:
        print(f"          {visible(error.hint)}", file=sys.stderr)


def _utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
