"""How the processes that this program starts for itself begin, and what they say through."""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from pathlib import Path
from typing import IO

# The program's folder comes last on the path: beside an installed program lie packages that must not hide the standard
# library's modules, and the current folder must not count at all (-P).
_BOOT = "import sys; sys.path.append(sys.argv.pop(1)); from {} import main; main()"
_PACKAGE_HOME = Path(__file__).resolve().parents[2]
_LENGTH = struct.Struct("!Q")

QUIETLY = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


def python(module: str, *arguments: str) -> list[str]:
    """The command of a fresh interpreter that runs ``main`` of ``module``."""
    return [sys.executable, "-P", "-c", _BOOT.format(module), str(_PACKAGE_HOME), *arguments]


def private_output() -> int:
    """The parent's end of standard output, for us alone: what a library prints goes to standard error."""
    output = os.dup(1)
    os.dup2(2, 1)
    return output


def packed(thing: object) -> bytes:
    """``thing`` as ``send`` sends it. Both ends are this program and trust each other."""
    return pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write one message to an unbuffered pipe. Raises OSError when nobody reads it any more."""
    for part in (
        (_LENGTH.pack(len(content)), content) if len(content) > 4096 else (_LENGTH.pack(len(content)) + content,)
    ):
        left = memoryview(part)
        while left:
            left = left[pipe.write(left) :]


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None at the end of the pipe, also in the middle of a message."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else None
