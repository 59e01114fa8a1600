"""``cpec-tui search --batch``: many queries at once, and their counts."""

from __future__ import annotations

import sys
from pathlib import Path

from cpec_tui.cli import output, search_json
from cpec_tui.cli.options import Options
from cpec_tui.errors import ExitCode, UsageError
from cpec_tui.library import Library
from cpec_tui.repeating.batch import Counted, count, queries_in

_TITLES = ("line", "paragraphs", "documents", "entities named", "from", "to", "query")
_NUMBERS = ("line", "paragraphs", "documents", "entities named")


def run_batch(library: Library, path: Path, options: Options) -> int:
    """Ask all queries of a file. Raises UsageError when it cannot be read, or there is none in it."""
    shown = "<stdin>" if str(path) == "-" else str(path)
    found: list[Counted] = []
    for listed in queries_in(_text(path), path.name):
        one = count(library, listed)
        found.append(one)
        for warning in one.warnings:
            output.narrate(f"{shown}:{listed.line}: {warning}")
        if options.json:
            output.print_json_line(search_json.counted(one))
    if not found:
        raise UsageError(f"there is no query in {shown}", "write one a line")
    if not options.json:
        output.print_table(options, _TITLES, map(_row, found), right=_NUMBERS)
    if any(one.fatal for one in found):
        return ExitCode.USAGE
    return ExitCode.FOUND if any(one.found for one in found) else ExitCode.NOTHING


def _text(path: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}", "check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text", "save it as UTF-8") from error


def _row(one: Counted) -> tuple[str, ...]:
    counts = (one.total, one.documents, one.entities_named)
    said = ["-"] * 3 if one.fatal else [f"{number:,}" for number in counts]
    name = f"{one.listed.name}: " if one.listed.name else ""
    return (str(one.listed.line), *said, one.first or "", one.last or "", f"{name}{one.listed.query}")
