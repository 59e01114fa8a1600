"""Starting the explorer, and ending it with a sentence whatever happens."""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

from rich.console import Console

from cpec_tui import config
from cpec_tui.corpus import Corpus
from cpec_tui.errors import ExitCode
from cpec_tui.library import Library
from cpec_tui.tui import log
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.commands import remapped
from cpec_tui.tui.runner import Runner

_LOGGER = logging.getLogger(__name__)


def run(corpus: Corpus, built_index: Path | None, *, fresh: bool = False, private: bool = False) -> int:
    """Open the explorer on ``corpus`` and stay until the reader leaves; returns the exit code."""
    log.begin()
    chosen = config.load()
    keymap = remapped(chosen.keys)
    runner = Runner(Library.at(corpus, built_index))
    app = ExplorerApp(runner, keymap=keymap, theme=chosen.theme)
    app.problems = (*chosen.problems, *keymap.problems)
    # A crash is told in words; what a developer needs goes into the log.
    crash = io.StringIO()
    app.error_console = Console(file=crash, width=120, no_color=True)
    try:
        app.run()
    finally:
        runner.close()
    if crash.getvalue():
        _LOGGER.error("the explorer stopped\n%s", crash.getvalue())
        print("cpec-tui: the explorer had to stop; nothing of yours is lost.", file=sys.stderr)
        print(f"          What happened is in {log.path()}", file=sys.stderr)
        return ExitCode.UNUSABLE
    return app.return_value or ExitCode.FOUND
