"""A catalog file without the room that removed rows left in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

# Empty pages are in the way when they are one of so many, and not too few to be felt (4 MB).
_SHARE = 4
LEAST_PAGES = 1_000
# So many steps of SQLite lie between two questions whether to go on.
_STEPS = 10_000


def is_worth_compacting(path: Path) -> bool:
    """Whether much of the catalog at ``path`` is empty. Raises sqlite3.Error when it is damaged."""
    with closing(_opened(path)) as db:
        empty, pages = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("freelist_count", "page_count"))
    return empty >= LEAST_PAGES and _SHARE * empty > pages


def compact(source: Path, target: Path, stop: Callable[[], bool]) -> bool:
    """Write the catalog ``source`` to ``target`` without empty pages; False when ``stop`` ended it.

    Raises sqlite3.Error when that fails.
    """
    with closing(_opened(source)) as db:
        db.set_progress_handler(stop, _STEPS)
        try:
            db.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.OperationalError:
            if not stop():
                raise
            return False
    return True


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
