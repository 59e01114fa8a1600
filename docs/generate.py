"""The generated pages: ``python docs/generate.py`` writes them, with ``--check`` it only says which are out of date.

Each is made from what the program itself uses, so that no page can tell something else than the program does:
the commands' own help, the table of keys, the words of the query language, the schema of the curated files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from cpec_tui.cli.boundary import PROGRAM
from cpec_tui.cli.main import COMMANDS, cli
from cpec_tui.creating.templates import schema_files
from cpec_tui.search import grammar
from cpec_tui.tui import commands as keys

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 88
_NOTE = "<!-- Made by docs/generate.py: change the program, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated file by its path in the repository."""
    schemas = {f"index/schema/{name}": text for name, text in schema_files().items()}
    # Pictures of the screen belong here, too, once there is a headless way to draw them.
    return {
        "docs/commands.md": commands_page(),
        "docs/keys.md": keys_page(),
        "docs/query.md": query_page(),
        **schemas,
    }


def commands_page() -> str:
    """The help of every command, as wide as ``WIDTH`` whatever the terminal is."""
    parts = [_NOTE, "# Commands\n\n", _fenced(_help(cli, None, PROGRAM))]
    with _context(cli, None, PROGRAM) as parent:
        for name in COMMANDS:
            command = cli.get_command(parent, name)
            assert command is not None
            parts += [f"\n## {PROGRAM} {name}\n\n", _fenced(_help(command, parent, name))]
    return "".join(parts)


def keys_page() -> str:
    """The keys of the explorer, as they are before anybody changes them."""
    rows = [
        (" ".join(f"`{keys.key_name(key)}`" for key in one.keys), one.title, one.help, one.scope.value, f"`{one.id}`")
        for one in keys.COMMANDS
    ]
    intro = (
        "Keys that write a character work outside the search box. `?` in the explorer shows this table,\n"
        "what works in the focused pane first; `cpec-tui keys` prints it with the keys of your config file.\n\n"
    )
    return f"{_NOTE}# Keys\n\n{intro}{_table(('Key', 'Command', 'What it does', 'Where', 'Id'), rows)}"


def query_page() -> str:
    """How a query is written."""
    sections = "".join(
        f"## {title}\n\n{_table(('Written', 'Finds'), [(f'`{how}`', what) for how, what in section.items()])}\n"
        for title, section in grammar.SECTIONS.items()
    )
    limits = (
        f"A query is read up to {grammar.MAX_CHARACTERS:,} characters, {grammar.MAX_LEAVES} words or fields and "
        f"{grammar.MAX_DEPTH} brackets deep;\nwhat is left out is said. Beside other words these are left out, too; "
        f"alone and inside quotation marks they count:\n{', '.join(sorted(grammar.STOP_WORDS))}.\n"
    )
    return f"{_NOTE}# The query\n\n{grammar.INTRODUCTION}\n{sections}## Limits\n\n{limits}"


def outdated(root: Path, wanted: Mapping[str, str]) -> list[str]:
    """The paths whose files under ``root`` are missing or differ."""
    return [path for path, text in wanted.items() if _read(root / path) != text]


def write(root: Path, wanted: Mapping[str, str]) -> list[str]:
    """Write what is out of date under ``root``; returns those paths."""
    changed = outdated(root, wanted)
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(wanted[path].encode("utf-8"))
    return changed


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write the pages, or with ``--check`` compare them; returns the exit code."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: python docs/generate.py [--check]", file=sys.stderr)
        return 2
    if arguments:
        stale = outdated(root, pages())
        for path in stale:
            print(f"{path} is out of date: run `make docs`")
        return 1 if stale else 0
    for path in write(root, pages()):
        print(f"wrote {path}")
    return 0


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None


def _context(command: click.Command, parent: click.Context | None, name: str) -> click.Context:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, parent=parent, info_name=name, **settings)


def _help(command: click.Command, parent: click.Context | None, name: str) -> str:
    with _context(command, parent, name) as context:
        return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
