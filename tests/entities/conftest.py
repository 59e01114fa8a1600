"""Fixtures for curated files."""

from __future__ import annotations

from tests.entities.curating import loaded

__all__ = ["loaded"]
