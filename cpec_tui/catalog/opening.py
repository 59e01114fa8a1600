"""A catalog file opened for reading, and asking it in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from cpec_tui.errors import DamagedError

_BATCH = 500
_T = TypeVar("_T")


def _go_on() -> None:
    """Nothing is given up."""


class OpenCatalog:
    """A read-only catalog file. ``between`` is called before each statement; what it raises ends the question."""

    between: Callable[[], None] = staticmethod(_go_on)

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises DamagedError when it is no catalog, as all methods do when it turns out damaged."""
        uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
        try:
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self.meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise _damaged(error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _rows(self, sql: str, arguments: Sequence[object] = ()) -> list[Any]:
        """All rows of an answer. Raises DamagedError when the file was damaged since it was opened."""
        self.between()
        try:
            return self._db.execute(sql, arguments).fetchall()
        except sqlite3.Error as error:
            raise _damaged(error) from error

    def _row(self, sql: str, arguments: Sequence[object] = ()) -> Any:
        """The first row of an answer; None when there is none. Raises as ``_rows`` does."""
        return next(iter(self._rows(sql, arguments)), None)

    def _kept(self, name: str) -> bytes:
        """What the build kept under ``name`` in the form in which it is used. Raises as ``_rows`` does."""
        row = self._row("SELECT data FROM kept WHERE name = ?", (name,))
        return b"" if row is None else bytes(row[0])


def marks(batch: Sequence[object]) -> str:
    """As many question marks as ``batch`` has items."""
    return ",".join("?" * len(batch))


def batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """``items`` in parts that one statement takes."""
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]


def _damaged(error: sqlite3.Error) -> DamagedError:
    return DamagedError(f"the catalog of the built index is damaged: {error}", "build it anew: index --rebuild")
