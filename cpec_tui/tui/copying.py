"""The clipboard: by the terminal (OSC 52), and by the desktop's own tool where there is one."""

from __future__ import annotations

import shutil
import subprocess

_TOOLS = (
    ("wl-copy", ()),
    ("xclip", ("-selection", "clipboard")),
    ("xsel", ("--clipboard", "--input")),
    ("pbcopy", ()),
    ("clip.exe", ()),
)
_SECONDS = 2


def copy_with_tool(text: str) -> bool:
    """Hand ``text`` to the desktop's clipboard; False when there is none that takes it."""
    for name, arguments in _TOOLS:
        path = shutil.which(name)
        if path is None:
            continue
        try:
            subprocess.run(
                [path, *arguments],
                input=text.encode("utf-8", "replace"),
                timeout=_SECONDS,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return True
    return False
