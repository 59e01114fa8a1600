"""What comes of each file of a folder: read, or refused and why.

    python benchmarks/outcomes.py FOLDER

Every file is read as a source, in this process and without limits on time and memory. A table in Markdown is printed:
the file, how many paragraphs and pages it gave, or the reason why it is refused, and the milliseconds it took. The exit
code is 1 when a reader fails with anything but a reason.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document
from cpec_tui.reading.registry import read_source
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.visible import visible


def said_of(document: Document) -> str:
    """How much was read."""
    pages = max((paragraph.page or 0 for paragraph in document.paragraphs), default=0)
    size = f"{len(document.paragraphs):,} paragraphs"
    return f"read: {size}, {pages} pages" if pages else f"read: {size}"


def outcome(path: Path, name: str) -> tuple[str, bool]:
    """What comes of a file, and whether it is as it should be."""
    try:
        return said_of(read_source(path.read_bytes(), name, name, ResidueFinder())), True
    except ReadingError as error:
        return f"refused: {visible(error.message)}", True
    except Exception as error:  # What must not happen is what this script looks for.
        return f"FAILED: {type(error).__name__}", False


def main() -> int:
    """Read everything and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of files of any format")
    folder: Path = parser.parse_args().folder
    print("| file | outcome | ms |\n|---|---|--:|")
    all_well = True
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        began = time.perf_counter()
        said, well = outcome(path, name)
        all_well = all_well and well
        print(f"| `{visible(name)}` | {said.replace('|', '¦')} | {(time.perf_counter() - began) * 1000:.0f} |")
    return int(not all_well)


if __name__ == "__main__":
    sys.exit(main())
