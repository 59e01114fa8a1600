"""What a building child process says to its parent: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from cpec_tui import platform
from cpec_tui.built.progress import Progress, Published, Rename, Report, Tidied
from cpec_tui.errors import BuiltIndexError, CorpusError, CpecError, DamagedError, Problem, Severity

Event = Progress | Published | Report | Tidied
# Says only that the process goes on working.
ALIVE = b'{"event": "alive"}\n'

_EVENTS: dict[str, type[Progress | Published | Report | Tidied]] = {
    "progress": Progress,
    "published": Published,
    "report": Report,
    "tidied": Tidied,
}


class Interrupted(Exception):  # noqa: N818 - a wish that was granted, and not an error
    """The child stopped because it was asked to."""


def event_line(event: Event) -> bytes:
    """The line for an event."""
    name = next(name for name, kind in _EVENTS.items() if kind is type(event))
    return _line({"event": name, **asdict(event)})


def end_line(end: platform.Busy | CpecError | KeyboardInterrupt) -> bytes:
    """The line for an end without a report."""
    match end:
        case platform.Busy():
            return _line({"event": "busy", "holder": end.holder})
        case CpecError():
            problems = [asdict(problem) for problem in getattr(end, "problems", ())]
            said = {"message": end.message, "hint": end.hint, "problems": problems}
            return _line({"event": "error", "error": type(end).__name__, **said})
        case KeyboardInterrupt():
            return _line({"event": "interrupted"})


def read_line(line: bytes) -> Event:
    """The event in a line. Raises what the child's build raised: Busy, CpecError, Interrupted."""
    data: dict[str, Any] = json.loads(line)
    match data.pop("event"):
        case "busy":
            raise platform.Busy(data["holder"])
        case "error":
            raise _error(data)
        case "interrupted":
            raise Interrupted
        case "report":
            failed = tuple((path, reason, hint) for path, reason, hint in data["failed"])
            renamed = tuple(Rename(**one) for one in data["renamed"])
            return Report(**{**data, "failed": failed, "renamed": renamed})
        case name:
            return _EVENTS[name](**data)


def _error(data: dict[str, Any]) -> CpecError:
    message, hint = data["message"], data["hint"]
    match data["error"]:
        case "BuiltIndexError":
            return BuiltIndexError(message, hint)
        case "DamagedError":
            return DamagedError(message, hint)
        case "CorpusError":
            problems = ({**one, "severity": Severity(one["severity"])} for one in data["problems"])
            return CorpusError(message, hint, tuple(Problem(**one) for one in problems))
        case _:
            return CpecError(message, hint)


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode("ascii") + b"\n"
