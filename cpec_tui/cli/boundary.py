"""The boundary of the command line: whatever happens inside becomes words on standard error and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

from cpec_tui.errors import CpecError, DamagedError, ExitCode
from cpec_tui.visible import visible

PROGRAM = "cpec-tui"
COMPLETION_VARIABLE = "_CPEC_TUI_COMPLETE"
DEBUG_VARIABLE = "CPEC_TUI_DEBUG"


def guarded(action: Callable[[], int]) -> int:
    """The exit code of ``action``, or of what it ran into. A closed pipe ends quietly, and no traceback is shown."""
    try:
        code = _answered(action)
        _flush()
    except BrokenPipeError:
        # Whoever read our output has gone: that is no error of anybody's.
        _discard_output()
        code = ExitCode.FOUND
    except OSError as error:
        _discard_output()
        with contextlib.suppress(OSError):
            say(f"{error.filename or 'reading or writing failed'}: {error.strerror or error}")
        code = ExitCode.UNUSABLE
    return int(code)


def _answered(action: Callable[[], int]) -> int:
    try:
        return action()
    except DamagedError as error:
        say(error.message, "ask again: it is built anew from the sources then")
        return error.exit_code
    except CpecError as error:
        say(error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        if sys.stderr is not None and sys.stderr.isatty():
            # The terminal has written ^C where the cursor was.
            print(file=sys.stderr)
        say("interrupted")
        return ExitCode.INTERRUPTED
    except OSError:
        raise
    except Exception as error:  # A mistake of ours must not look like the user's, nor fill the screen.
        if os.environ.get(DEBUG_VARIABLE):
            raise
        say(
            f"a mistake in the program: {type(error).__name__}: {error}",
            f"please report it, with what {DEBUG_VARIABLE}=1 shows",
        )
        return ExitCode.UNUSABLE


def say(message: str, hint: str = "") -> None:
    """What went wrong, and what to do, for people."""
    print(f"{PROGRAM}: {visible(message)}", file=sys.stderr)
    for line in hint.splitlines():
        print(f"{' ' * len(PROGRAM)}  {visible(line)}", file=sys.stderr)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A stream that was closed before the start is None.
        if stream is not None:
            stream.flush()


def _discard_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter's own flush at the end is quiet."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_terminal() -> bool:
    """Whether somebody looks at the output and can type."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
