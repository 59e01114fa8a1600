"""Printing: JSON for programs, Rich for people on a terminal, plain lines elsewhere."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpec_tui.cli.options import Options
from cpec_tui.errors import CpecError, UsageError
from cpec_tui.model import Span
from cpec_tui.visible import visible
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


# Nothing is wrong with the name of a file then.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def print_json(value: Any) -> None:
    """One JSON value, readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False))


def write_json(path: Path, value: Any) -> None:
    """One JSON value as a file, which is whole or as it was. Raises CpecError when it cannot be written."""
    from cpec_tui.platform import write_atomically

    try:
        write_atomically(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except OSError as error:
        if error.errno in _FULL:
            raise CpecError(f"{path} cannot be written: {error.strerror}", "make room there") from error
        raise UsageError(f"{path} cannot be written: {error.strerror}", "name a file in a folder of yours") from error


def narrate(text: str) -> None:
    """A line for people, beside the data; what would steer a terminal is shown instead."""
    print(visible(text), file=sys.stderr)


def narrate_lines(text: str) -> None:
    """Some lines for people, one by one."""
    for line in text.split("\n"):
        narrate(line)


def is_plain(options: Options) -> bool:
    """Whether to print plain lines: asked for, or nobody looks."""
    return options.plain or sys.stdout is None or not sys.stdout.isatty()


def console() -> Console:
    """A Rich console that takes nothing in a text for markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)


def marked(text: str, highlights: Iterable[Span], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` made safe, with « and » around the highlights."""
    end = len(text) if end is None else end
    parts, position = [], start
    for first, last in highlights:
        if first < position or last > end:
            continue
        parts += [text[position:first], "«", text[first:last], "»"]
        position = last
    return visible("".join(parts) + text[position:end])


def styled(text: str, spans: Sequence[tuple[int, int, str]], start: int = 0, end: int | None = None) -> Text:
    """``text[start:end]`` made safe, with styles on spans of it (offsets of the whole ``text``)."""
    from rich.text import Text

    end = len(text) if end is None else end
    result = Text(visible(text[start:end]))
    for first, last, style in spans:
        result.stylize(style, max(0, first - start), max(0, last - start))
    return result


def size(count: int) -> str:
    """A number of bytes for people: ``640 bytes``, ``2.9 kB``, ``38.4 MB``."""
    if count < 1000:
        return counted(count, "byte")
    value, units = float(count), ("kB", "MB", "GB", "TB")
    for unit in units:
        value /= 1000
        if value < 999.95 or unit == units[-1]:
            break
    return f"{value:,.1f} {unit}"


def print_table(
    options: Options, titles: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()
) -> None:
    """Rows of texts as a table for people, or parted by tabs. The columns named in ``right`` are numbers."""
    if is_plain(options):
        for row in rows:
            print("\t".join(visible(cell) for cell in row))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        table.add_column(title, justify="right" if title in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console().print(table)
