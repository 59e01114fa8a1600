"""Printing: JSON for programs, Rich for people on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cpec_tui.cli.options import Options
from cpec_tui.model import Span
from cpec_tui.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def print_json(value: Any) -> None:
    """One JSON value, readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False))


def is_plain(options: Options) -> bool:
    """Whether to print plain lines: asked for, or nobody looks."""
    return options.plain or not sys.stdout.isatty()


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


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 paragraph``, ``9,693 paragraphs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
