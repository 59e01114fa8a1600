"""Where ``cpec-tui`` begins.

Alone on a terminal it opens the explorer at once: the parser of the command line takes a tenth of the time to the first
picture, and there is nothing to parse. Anything else goes to the commands.
"""

from __future__ import annotations

import gc
import os
import sys

from cpec_tui.cli.boundary import COMPLETION_VARIABLE, guarded, is_terminal, speak_utf8


def main() -> None:
    """Run and exit."""
    if len(sys.argv) > 1 or not is_terminal() or COMPLETION_VARIABLE in os.environ:
        from cpec_tui.cli.main import main as run_commands

        run_commands()
    speak_utf8()
    sys.exit(guarded(_explore))


def _explore() -> int:
    # Until the first picture is there nothing is worth collecting; the explorer switches the collector on again.
    gc.disable()
    from cpec_tui.corpus import find_corpus

    corpus = find_corpus(None)
    from cpec_tui.tui.start import run

    return run(corpus, None)
