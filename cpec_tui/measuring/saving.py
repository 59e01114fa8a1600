"""A run as JSON: what ``eval --json`` prints, ``--save`` keeps and ``--compare`` reads."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cpec_tui.errors import UsageError
from cpec_tui.measuring.report import FORMAT, Comparison, Run

_ADVICE = "name a file that `cpec-tui eval --save` wrote"


def as_json(one: Run | Comparison) -> dict[str, Any]:
    """The run or the comparison as JSON can hold it."""
    kind = Run if isinstance(one, Run) else Comparison
    value: dict[str, Any] = TypeAdapter(kind).dump_python(one, mode="json")
    return value


def read_run(content: bytes, name: str) -> Run:
    """The run that was saved in a file called ``name``. Raises UsageError."""
    try:
        saved = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is no saved run: it is no JSON", _ADVICE) from error
    if not isinstance(saved, dict) or "per_document" not in saved:
        raise UsageError(f"{name} is no saved run", _ADVICE)
    if saved.get("format") != FORMAT:
        raise UsageError(f"{name} was saved by another version of cpec-tui", "measure again with --save")
    try:
        run: Run = TypeAdapter(Run).validate_python(saved)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UsageError(f"{name} is no saved run: `{place}` is not as it was saved", _ADVICE) from error
    return run
