"""Starting: what a command may load, and what it looks like at a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cpec_tui.corpus import shipped_root

ROOT = Path(__file__).parents[2]
HEAVY = ("textual", "rich", "yaml", "pydantic", "rapidfuzz", "charset_normalizer", "regex", "ahocorasick_rs")
PROBE = """
import sys
from cpec_tui.cli.main import run
code = run(sys.argv[2:])
print(*(name for name in sys.argv[1].split(",") if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


def loaded(*args: str, heavy: tuple[str, ...] = HEAVY, code: int = 0) -> set[str]:
    """Which of the ``heavy`` packages a command loads."""
    child = subprocess.run(
        [sys.executable, "-c", PROBE, ",".join(heavy), *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.returncode == code, child.stderr
    return set(child.stderr.splitlines()[-1].split())


def test_a_search_on_a_fresh_built_index_loads_nothing_heavy(shipped_built_index: Path) -> None:
    place = ("--corpus", str(shipped_root()), "--built-index", str(shipped_built_index))
    assert loaded("search", "rare", "earth", "--json", *place) == set()


def test_the_help_loads_no_library() -> None:
    assert loaded("--help", heavy=(*HEAVY, "whoosh", "sqlite3", "cpec_tui.library")) == set()


def test_the_keys_of_the_explorer_are_printed_without_it() -> None:
    assert loaded("keys", "--json", heavy=("textual", "whoosh", "cpec_tui.library")) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.usefixtures("ask")
@pytest.mark.parametrize(
    ("options", "environment", "coloured", "table"),
    [((), {}, True, True), ((), {"NO_COLOR": "1"}, False, True), (("--plain",), {}, False, False)],
)
def test_at_a_terminal_people_get_tables_and_colours_unless_they_say_no(
    options: tuple[str, ...], environment: Mapping[str, str], coloured: bool, table: bool
) -> None:
    printed = at_a_pseudo_terminal(["search", "copper", *options], environment)
    assert "copper" in printed
    assert ("\x1b[36m" in printed) is coloured
    assert ("───" in printed) is table
    assert ("\x1b[" in printed) is table


def at_a_pseudo_terminal(args: list[str], environment: Mapping[str, str]) -> str:
    """What a command prints on a terminal."""
    import pty

    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cpec_tui", *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100", **environment},
    )
    os.close(slave)
    parts = []
    try:
        while part := os.read(master, 4096):
            parts.append(part)
    except OSError:
        pass  # The end of a pseudo-terminal is an error on Linux.
    finally:
        os.close(master)
    assert child.wait() == 0
    return b"".join(parts).decode("utf-8")
