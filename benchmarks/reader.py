"""A process that opens a library and asks: how long until the first hit, and how much memory it has in the end.

    python benchmarks/reader.py CORPUS BUILT-INDEX < queries

One query a line, the first is the one that is timed. Prints two numbers: milliseconds from opening to the first hit,
Python and the library being there already, the text engine not; megabytes that are resident after the last query.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import LIMIT
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """Milliseconds to the first hit, from opening and from starting Python; megabytes resident after all queries."""

    open_ms: float
    whole_ms: float
    resident_mb: float


def in_a_process(corpus: Path, built: Path, queries: Sequence[str]) -> Opened:
    """Open and ask in a fresh process; its modules are compiled, as those of an installed program are."""
    command = [sys.executable, __file__, str(corpus), str(built)]
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(built.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=kept) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("\n".join(queries))
        child.stdin.close()
        opened = float(child.stdout.readline())
        whole = (time.perf_counter() - began) * 1000
        return Opened(opened, whole, float(child.stdout.readline()))


def resident() -> float:
    """Megabytes of this process that are in memory; the most that there were where that cannot be told."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Open, ask, print."""
    first, *others = sys.stdin.read().splitlines()
    library = Library.at(Corpus(Path(sys.argv[1])), Path(sys.argv[2]))
    began = time.perf_counter()
    library.open()
    assert library.search(first, limit=LIMIT).hits
    print((time.perf_counter() - began) * 1000, flush=True)
    for query in others:
        library.search(query, limit=LIMIT, typing=True)
    print(resident(), flush=True)


if __name__ == "__main__":
    main()
