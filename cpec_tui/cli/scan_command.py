"""``cpec-tui scan``: the corpus's entities in a text outside it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import narrate, ready_library
from cpec_tui.errors import ExitCode, ReadingError, UsageError
from cpec_tui.visible import visible


@click.command("scan")
@click.argument("file")
@common
def command(options: Options, file: str) -> int:
    """Find the corpus's entities in FILE (a text file, or - for standard input).

    Offsets count code points of the text as given.
    """
    text = _text(file)
    library = ready_library(options)
    found = 0
    for one in library.scan(text):
        found += 1
        if options.json:
            output.print_json_line(jsonable.scanned(one))
        else:
            entity = f"@{one.entity}" if one.entity else f"? {' or '.join(one.candidates)}"
            print(f"{one.start}-{one.end}\t{entity}\t{visible(one.surface)}{'  (nested)' if one.nested else ''}")
    return ExitCode.FOUND if found else ExitCode.NOTHING


def _text(file: str) -> str:
    from cpec_tui.reading.decoding import decode
    from cpec_tui.reading.registry import load

    try:
        content = sys.stdin.buffer.read() if file == "-" else load(Path(file))
        if not content:
            return ""
        decoded = decode(content)
    except ReadingError as error:
        raise UsageError(f"{file}: {error.message}", error.hint) from error
    for note in decoded.notes:
        narrate(f"{file}: {note}")
    return decoded.text
