"""Files of the user's state about searches: read as far as they can be used, written in one step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cpec_tui import platform
from cpec_tui.errors import CurationError


def read(path: Path) -> dict[str, Any]:
    """The JSON object in a file; an empty one when there is none that can be used."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, value: Mapping[str, Any]) -> None:
    """Replace a file. Raises CurationError when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        platform.write_atomically(path, content, 0o600)
    except OSError as error:
        raise CurationError(f"{path} cannot be written: {error.strerror or error}", "check space there") from error


def stamp(at: datetime) -> str:
    """A time as it is kept: UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
