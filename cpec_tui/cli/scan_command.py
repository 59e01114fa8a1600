"""``cpec-tui scan``: the corpus's entities in a text outside it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cpec_tui.answers import ScannedMention
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode, ReadingError, UsageError


@click.command("scan")
@click.argument("file")
@answering
def command(options: Options, file: str) -> int:
    """Find the corpus's entities in FILE (a text file, or - for standard input).

    Offsets count code points of the text as given.
    """
    text = _text(file)
    library = ready_library(options)
    found = list(library.scan(text))
    if options.json:
        for one in found:
            output.print_json_line(jsonable.scanned(one))
    else:
        output.print_table(options, ("span", "entity", "text", ""), [_row(one) for one in found])
    return ExitCode.FOUND if found else ExitCode.NOTHING


def _row(one: ScannedMention) -> tuple[str, str, str, str]:
    entity = f"@{one.entity}" if one.entity else f"? {' or '.join(one.candidates)}"
    return f"{one.start}-{one.end}", entity, one.surface, "nested" if one.nested else ""


def _text(file: str) -> str:
    from cpec_tui.reading.decoding import decode
    from cpec_tui.reading.registry import load

    try:
        content = _standard_input() if file == "-" else load(_existing(file))
        if not content:
            return ""
        decoded = decode(content)
    except ReadingError as error:
        raise UsageError(f"{file}: {error.message}", error.hint) from error
    for note in decoded.notes:
        output.narrate(f"{file}: {note}")
    return decoded.text


def _existing(file: str) -> Path:
    path = Path(file)
    if not path.exists():
        raise UsageError(f"there is no file {file}", "name a text file, or - for standard input")
    if path.is_dir():
        raise UsageError(
            f"{file} is a folder", "name one text file; a folder of them becomes a corpus with: cpec-tui init"
        )
    return path


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UsageError("there is no standard input", "name a file, or pipe a text in")
    if sys.stdin.isatty():
        output.narrate("type or paste a text; ctrl+d ends it")
    return sys.stdin.buffer.read()
