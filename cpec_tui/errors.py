"""What can go wrong, said so that a reader can act on it: what happened, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path


class ExitCode(IntEnum):
    """The exit codes of the command line; they are part of its contract."""

    FOUND = 0
    NOTHING = 1
    USAGE = 2
    UNUSABLE = 3
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem hurts: an error fails ``check``, a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about a curated file or a source.

    ``path`` is relative to the corpus folder, ``line`` counts from 1 (0 when the whole file is meant).
    """

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """``file:line: what, where in the entry, what to do``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")


class CpecError(Exception):
    """Base of every error that a user may see; its text is meant for people."""

    exit_code = ExitCode.UNUSABLE

    def __init__(self, message: str, hint: str = "") -> None:
        """``message`` says what and where, ``hint`` what to do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(CpecError):
    """The command or the query cannot be understood."""

    exit_code = ExitCode.USAGE


class CorpusError(CpecError):
    """A folder is no corpus, or its curated files cannot be used; ``problems`` says where, when it is known."""

    def __init__(self, message: str, hint: str = "", problems: tuple[Problem, ...] = ()) -> None:
        """``problems`` are those of the file that cannot be used."""
        super().__init__(message, hint)
        self.problems = problems


class NoCorpusError(CorpusError):
    """A folder that is no corpus yet, and can be made one."""

    def __init__(self, message: str, hint: str, folder: Path) -> None:
        """``folder`` is there, and lacks only what makes a corpus of it."""
        super().__init__(message, hint)
        self.folder = folder


class BuiltIndexError(CpecError):
    """The built index is missing, damaged or cannot be written; the sources are untouched."""


class DamagedError(BuiltIndexError):
    """Files of the built index are not as they were written; it has to be built anew."""


class ReadingError(CpecError):
    """One source cannot be read; the others go on."""


class StoppedError(Exception):
    """A question was given up in the middle, as whoever asked wished; nobody is to be told."""


class NotFoundError(CpecError):
    """An entity, a document or an address that the corpus does not have."""

    exit_code = ExitCode.NOTHING


class CurationError(CpecError):
    """A change of a curated file that is not made; every file is as it was."""


class YamlError(CpecError):
    """A YAML file that the dialect does not admit; ``line`` counts from 1."""

    def __init__(self, message: str, line: int, hint: str = "") -> None:
        """``line`` is where in the file."""
        super().__init__(message, hint)
        self.line = line
