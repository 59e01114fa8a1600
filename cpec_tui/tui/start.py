"""Starting the explorer, and ending it with a sentence whatever happens."""

# ruff: noqa: E402 - the collector rests while Textual is imported
from __future__ import annotations

from cpec_tui.tui.starting import start_begins

start_begins()

import contextlib
import io
import locale
import logging
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from cpec_tui import config, panics
from cpec_tui.errors import ExitCode
from cpec_tui.tui import log, memory
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.ascii import can_show_signs
from cpec_tui.tui.commands import remapped
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from cpec_tui.corpus import Corpus
    from cpec_tui.tui.memory import LastPlace

_LOGGER = logging.getLogger(__name__)


def run(corpus: Corpus, built_index: Path | None, *, fresh: bool = False, private: bool = False) -> int:
    """Open the explorer on ``corpus`` and stay until the reader leaves; returns the exit code.

    A ``fresh`` session does not begin where the last one ended, a ``private`` one keeps no place and no query.
    """
    log.begin()
    _paint_apart()
    chosen = config.load()
    keeps_places = chosen.history and not private
    keymap = remapped(chosen.keys)
    settings = Settings(
        keymap,
        memory.recalled_theme() or chosen.theme,
        (*chosen.problems, *keymap.problems),
        keeps_looks=True,
        keeps_history=keeps_places,
        ascii=_draws_in_ascii(chosen.ascii),
    )
    following: Corpus | None = corpus
    place = memory.recall(corpus) if keeps_places and not fresh else None
    errand = ""
    while following is not None:
        here = following
        theme = (place.theme if place is not None else None) or settings.theme
        begun = replace(settings, theme=theme, begin_at=place, errand=errand)
        app = ExplorerApp(Runner.on(here, built_index), begun)
        code, began_at = _run(app), place
        place = app.explorer.last_place
        if keeps_places:
            _keep(here, place, crashed_at=began_at if code == ExitCode.UNUSABLE else None)
        if code:
            return code
        following, errand = app.return_value, app.explorer.next_errand
    return ExitCode.FOUND


def _paint_apart() -> None:
    """Have the screen painted through a descriptor of its own.

    That of standard error is put away while the text engine, which is written in Rust, might write to the screen.
    """
    stream = sys.__stderr__
    with contextlib.suppress(OSError):
        if isinstance(stream, io.TextIOWrapper) and stream.fileno() == panics.STANDARD_ERROR:
            own = os.dup(stream.fileno())
            vars(sys)["__stderr__"] = open(own, "w", encoding=stream.encoding, errors=stream.errors)  # noqa: SIM115


def _draws_in_ascii(wanted: bool | None) -> bool:
    """Whether signs are drawn in ASCII: as ``wanted``, else where the terminal is of another encoding than UTF-8.

    There the terminal is written to in its own encoding. What that lacks is a question mark: a longer stand-in would
    shift the rest of the line.
    """
    encoding = "utf-8" if sys.platform == "win32" else locale.getpreferredencoding(False)
    is_poor = not can_show_signs(encoding)
    if is_poor and wanted is not False and isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(encoding=encoding, errors="replace")
    return is_poor if wanted is None else wanted


def _keep(corpus: Corpus, place: LastPlace | None, *, crashed_at: LastPlace | None) -> None:
    """Keep the place, but not one at which the explorer stopped as soon as it had begun there: it would do so again."""
    if crashed_at is not None and place in (None, crashed_at):
        memory.forget(corpus)
    elif place is not None:
        memory.remember(corpus, place)


def _run(app: ExplorerApp) -> int:
    """Run until it ends; returns the exit code.

    A crash is told in words, and what a developer needs goes into the log.
    """
    crash = io.StringIO()
    app.error_console = Console(file=crash, width=500, no_color=True)
    try:
        app.run()
    finally:
        app.explorer.runner.close()
    if not crash.getvalue():
        return app.return_code or ExitCode.FOUND
    _LOGGER.error("the explorer stopped\n%s", log.without_texts(crash.getvalue()))
    print("cpec-tui: the explorer had to stop; nothing of yours is lost.", file=sys.stderr)
    print(f"          What happened is in {log.path()}", file=sys.stderr)
    return ExitCode.UNUSABLE
