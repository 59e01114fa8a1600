"""How long starting takes: whole processes, from being started to their end, or to what a reader sees.

    python benchmarks/start.py [--runs 15] [--corpus DIR]

Commands are timed to their end with a fresh built index. The explorer is started on a pseudo-terminal of 100×30 cells.
Timed are its first picture (the search box stands there), and the answer to a word that is typed as soon as it does.
Times are in milliseconds, printed as a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "cpec_tui"]
PICTURE = "Search"
ANSWER = " ms "
PATIENCE = 20.0


def command(arguments: Sequence[str]) -> float:
    """Seconds that a command takes, as a whole process."""
    began = time.perf_counter()
    subprocess.run([*PROGRAM, *arguments], stdout=subprocess.DEVNULL, check=True, env=_environment())
    return time.perf_counter() - began


def explorer(arguments: Sequence[str], word: str) -> tuple[float, float]:
    """Seconds from the start of the explorer to its first picture, and to the answer to a word typed at that moment."""
    import pty
    import select

    master, slave = pty.openpty()
    _set_size(slave, 100, 30)
    began = time.perf_counter()
    child = subprocess.Popen([*PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave, env=_environment())
    os.close(slave)
    seen, picture, answer = "", 0.0, 0.0
    while not answer and time.perf_counter() - began < PATIENCE:
        if not select.select([master], [], [], 0.1)[0]:
            continue
        seen += os.read(master, 65536).decode("utf-8", "replace")
        now = time.perf_counter() - began
        if not picture and PICTURE in seen:
            picture = now
            os.write(master, word.encode())
        answer = now if ANSWER in seen else 0.0
    child.terminate()
    child.wait()
    os.close(master)
    if not answer:
        raise SystemExit(f"the explorer did not answer within {PATIENCE:.0f} s")
    return picture, answer


def row(name: str, seconds: Sequence[float]) -> str:
    """A line of the table."""
    ms = sorted(1000 * one for one in seconds)
    return f"| {name} | {statistics.median(ms):.0f} | {ms[0]:.0f} | {ms[-1]:.0f} |"


def repeated(runs: int, measure: Callable[[], float]) -> list[float]:
    """``runs`` measurements after one that warms the files."""
    measure()
    return [measure() for _ in range(runs)]


def main() -> None:
    """Build what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="how often each is measured")
    parser.add_argument("--corpus", type=Path, default=ROOT, help="the corpus; else the shipped one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({f"CPEC_TUI_{part}": f"{home}/{part}" for part in ("CACHE", "DATA", "STATE", "CONFIG")})
        place = ["--corpus", str(given.corpus)]
        command(["index", *place])
        print(f"Median of {given.runs} processes, ms:\n")
        print("| what | median | shortest | longest |\n|---|---|---|---|")
        for arguments in (
            ["--help"],
            ["search", "rare earth", "--json", *place],
            ["entity", "china", "--json", *place],
        ):
            shown = " ".join(argument for argument in arguments if argument not in place)
            print(row(f"`cpec-tui {shown}`", repeated(given.runs, partial(command, arguments))), flush=True)
        if sys.platform != "win32":
            os.environ["CPEC_TUI_CORPUS"] = str(given.corpus)
            explorer([], "rare")
            both = [explorer([], "rare") for _ in range(given.runs)]
            print(row("`cpec-tui`: first picture", [picture for picture, _ in both]))
            print(row("`cpec-tui`: first answer to what is typed then", [answer for _, answer in both]))


def _environment() -> dict[str, str]:
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {**os.environ, **terminal, "PYTHONPATH": str(ROOT)}


def _set_size(terminal: int, columns: int, lines: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


if __name__ == "__main__":
    main()
