"""Files with lists of queries: which there are, and what is in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cpec_tui.errors import UsageError
from cpec_tui.repeating.batch import Listed, queries_in

_SUFFIXES = (".txt", ".yaml", ".yml", ".jsonl", ".ndjson")
# What is larger, or makes so many queries, is no list that a person wrote; it can still be named.
_MOST_BYTES = 200_000
_MOST_QUERIES = 2_000


def working_folder() -> Path:
    """The folder from which paths are taken; the user's own when it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def path_meant(name: str) -> Path:
    """The path that somebody wrote, taken from the working folder. Raises UsageError when it can be none."""
    if not Path(name).name.strip(".") or "\0" in name:
        raise UsageError(f"`{name}` is no name of a file", "name a file")
    try:
        return working_folder() / Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{name}: {error}", "write the whole path") from error


def queries_of(path: Path) -> list[Listed]:
    """The queries in a file. Raises UsageError when it cannot be read, or there is none in it."""
    try:
        found = list(queries_in(path.read_bytes().decode("utf-8-sig"), path.name))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}", "check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text", "save it as UTF-8") from error
    if not found:
        raise UsageError(f"there is no query in {path}", "write one a line")
    return found


def lists_of_queries(named: Iterable[Path]) -> list[tuple[Path, int]]:
    """The files that were ``named``, then those in the working folder that may be lists, each with its queries."""
    counts: dict[Path, int] = {}
    for path in (*named, *_candidates(working_folder())):
        try:
            listed = queries_of(path)
        except UsageError:
            continue
        if not any(one.mistake for one in listed[:3]) and len(listed) <= _MOST_QUERIES:
            counts.setdefault(path, len(listed))
    return list(counts.items())


def _candidates(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith("."):
            try:
                is_small = path.is_file() and path.stat().st_size <= _MOST_BYTES
            except OSError:
                continue
            if is_small:
                yield path
