"""Opening a file in the reader's own editor, at a line."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cpec_tui.corpus import CORPUS_FILE, Corpus, own_copy_root
from cpec_tui.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLUS_LINE = {
    "vi",
    "vim",
    "nvim",
    "nano",
    "emacs",
    "emacsclient",
    "kak",
    "micro",
    "joe",
    "mg",
    "ne",
    "ed",
    "gvim",
    "mcedit",
}
_COLON_LINE = {"hx", "helix", "subl", "zed", "lapce"}
_GOTO = {"code", "code-insiders", "codium", "cursor"}


# What an editor of texts cannot open: there, what is known of the document is edited.
_NO_TEXT = {".pdf", ".docx", ".odt", ".epub", ".rtf"}


def is_text(path: Path) -> bool:
    """Whether a source can be edited as text."""
    return path.suffix.lower() not in _NO_TEXT


def entry_line(text: str, doc: str) -> int:
    """The line (from 1) of a documents.yaml where the entry of ``doc`` begins; the one after the last without any."""
    lines = text.splitlines()
    heads = tuple(f"{quote}{doc}{quote}:" for quote in ("", '"', "'"))
    return next((number for number, line in enumerate(lines, 1) if line.startswith(heads)), len(lines) + 1)


def editor() -> list[str] | None:
    """The command that $VISUAL or $EDITOR names; None when neither is set."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            continue
        if command:
            return command
    return None


def command_line(command: Sequence[str], path: Path, line: int) -> list[str]:
    """What to run to open ``path`` at ``line``, in the way that this editor understands."""
    name = PurePath(command[0]).stem
    if name in _PLUS_LINE:
        return [*command, f"+{line}", str(path)]
    if name in _COLON_LINE:
        return [*command, f"{path}:{line}"]
    if name in _GOTO:
        waiting = [] if "--wait" in command or "-w" in command else ["--wait"]
        return [*command, *waiting, "--goto", f"{path}:{line}"]
    return [*command, str(path)]


def own_copy(shipped: Corpus) -> Corpus:
    """The user's own copy of the shipped corpus, made when there is none; nothing is ever written over.

    Raises CorpusError when it cannot be made.
    """
    root = own_copy_root()
    if (root / CORPUS_FILE).is_file():
        return Corpus(root)
    making = root.with_name(f".{root.name}.{os.getpid()}.new")
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        for part in ("seeds", "index"):
            shutil.copytree(shipped.root / part, making / part)
        making.rename(root)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise CorpusError(f"{root} cannot be made: {error.strerror or error}", "check space and permissions") from error
    return Corpus(root)
