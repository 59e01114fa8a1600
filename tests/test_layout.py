"""The project keeps the promises that CONTRIBUTING.md makes about its files."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", ["cpec_tui", "tests", "benchmarks", "docs"])
def test_files_are_short_enough_to_be_read(folder: str) -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {path.relative_to(ROOT).as_posix(): size for path, size in sizes.items() if size >= 400} == {}
