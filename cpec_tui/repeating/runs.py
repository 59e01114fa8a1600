"""The files of recorded runs: where the explorer puts them, which there are, and how one is written."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.errors import UsageError
from cpec_tui.repeating.lists import path_meant
from cpec_tui.repeating.recording import Run, as_json, read_run

SUFFIX = ".json"
# What every recorded run begins with: other files are not read.
_HEAD = re.compile(rb'\s*\{\s*"format":\s*\d+,\s*"program":')
_HEAD_BYTES = 100
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A file with a recorded run, or why it cannot be read (``trouble``)."""

    path: Path
    run: Run | None
    trouble: str = ""


def runs_folder(corpus: Corpus) -> Path:
    """Where the runs of a corpus are kept that are not put elsewhere."""
    return platform.data_home() / "runs" / corpus.key


def file_named(corpus: Corpus, name: str) -> Path:
    """The file meant by ``name``: a path, from the working folder, or a bare name in the folder of runs.

    What has no ending gets that of JSON. Raises UsageError when it cannot be the name of a file.
    """
    path = path_meant(name)
    if name.endswith(("/", "\\")):
        raise UsageError(f"`{name}` is the name of a folder", "name a file")
    if not path.suffix:
        path = path.with_name(path.name + SUFFIX)
    is_bare = Path(name).name == name and not name.startswith("~")
    return runs_folder(corpus) / path.name if is_bare else path


def free_name(corpus: Corpus, query: str) -> str:
    """A name for the run of ``query`` that no file in the folder of runs has: its words, then a number."""
    words = "-".join(re.findall(r"[^\W_]+", query.lower()))[:_LONGEST_NAME].rstrip("-") or "search"
    names, number = _names_in(runs_folder(corpus)), 1
    while _numbered(words, number).lower() in names:
        number += 1
    return _numbered(words, number)


def recorded_runs(corpus: Corpus, also: Path | None = None) -> list[RecordedRun]:
    """The runs in the folder of runs and in the folder ``also``, the newest first."""
    folders = dict.fromkeys(folder for folder in (runs_folder(corpus), also) if folder is not None)
    found = [_read(path) for folder in folders for path in _files_in(folder)]
    return sorted(found, key=lambda one: (one.run.time if one.run else "", one.path.name), reverse=True)


def write_run(path: Path, run: Run) -> None:
    """Put a run into a file, which is whole or not there. Raises UsageError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        platform.write_atomically(path, (json.dumps(as_json(run), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be written: {reason}", "name a file in a folder of yours") from error


def delete_run(path: Path) -> None:
    """Delete the file of a run. Raises UsageError when that is not possible."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be deleted: {error.strerror or error}", "check the rights there") from error


def _numbered(words: str, number: int) -> str:
    return f"{words}{f'-{number}' if number > 1 else ''}{SUFFIX}"


def _names_in(folder: Path) -> Collection[str]:
    try:
        return {path.name.lower() for path in folder.iterdir()}
    except OSError:
        return ()


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and path.is_file())
    except OSError:
        return
    for path in paths:
        try:
            with path.open("rb") as file:
                is_run = _HEAD.match(file.read(_HEAD_BYTES)) is not None
        except OSError:
            continue
        if is_run:
            yield path


def _read(path: Path) -> RecordedRun:
    try:
        return RecordedRun(path, read_run(path))
    except UsageError as error:
        return RecordedRun(path, None, str(error))
