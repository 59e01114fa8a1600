"""Disks that are full: a small file system of its own, and files that may not grow beyond a size."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.built.killing import Work, in_a_fork, plainly

_BLOCK = 4096


@contextlib.contextmanager
def small_file_system(folder: Path, kilobytes: int) -> Iterator[str]:
    """Mount a file system of so many kilobytes on ``folder``; yields why that cannot be done, or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    why = _mount(folder, kilobytes)
    try:
        yield why
    finally:
        if not why:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _mount(folder: Path, kilobytes: int) -> str:
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None or os.geteuid() != 0:
        return "only root on Linux can mount a small file system"
    command = [mount, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    return "" if done.returncode == 0 else f"mounting is not allowed here: {done.stderr.decode().strip()}"


def fill(folder: Path, leave: int) -> Path:
    """Fill the file system of ``folder`` up to ``leave`` bytes; the file that does so is to be removed afterwards."""
    ballast = folder / "ballast"
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with open(ballast, "wb") as file:
        file.writelines(b"\0" * _BLOCK for _ in range(max(0, free - leave) // _BLOCK))
    return ballast


def with_files_up_to(size: int, work: Work) -> int:
    """Do ``work`` in a fork in which no file grows beyond ``size`` bytes: its exit code, as ``killing`` tells them."""

    def limited() -> int:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return plainly(work)

    return in_a_fork(limited)
