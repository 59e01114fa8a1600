"""The time of day, for what is kept with a date; tests put another clock in its place."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time now."""
    return datetime.now(UTC)
