"""Edits are tried with both of PyYAML's parsers."""

from __future__ import annotations

import pytest
import yaml

from cpec_tui import yamlfile


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast parser, and the one that is everywhere."""
    monkeypatch.setattr(yamlfile, "_Loader", getattr(yaml, request.param))
