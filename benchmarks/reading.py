"""How well and how fast PDFs are read: characters, words and paragraph breaks against texts known to be right.

``python benchmarks/reading.py FOLDER PAIRS.tsv`` prints two tables: the quality on the pairs (a PDF, a tab,
its text with a paragraph a line; paths are relative to the folder, or absolute), and the speed on all PDFs of it.
pdfminer.six stands beside PDFium when it is installed. All candidates are measured alike: the whole text each gives, in
a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_SECONDS = 120
Paragraphs = list[str]


def by_reader(path: Path) -> Paragraphs:
    """The paragraphs as cpec-tui reads them, by PDFium."""
    from cpec_tui.reading.pdf import read

    return [part.text for part in read(path.read_bytes(), path.name).parts]


def by_pdfium(path: Path) -> Paragraphs:
    """PDFium's own text. It knows lines but no paragraphs, so each line counts as one."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(path.read_bytes())
    texts = [page.get_textpage().get_text_range() for page in opened]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def by_pdfminer(path: Path) -> Paragraphs:
    """pdfminer.six with its own analysis of the layout, which knows paragraphs."""
    from pdfminer.high_level import extract_text

    return [part for part in re.split(r"\n\s*\n|\f", extract_text(path)) if part.strip()]


READERS: dict[str, tuple[str, Callable[[Path], Paragraphs]]] = {
    "pypdfium2, our reader": ("pypdfium2", by_reader),
    "pypdfium2 plain": ("pypdfium2", by_pdfium),
    "pdfminer.six plain": ("pdfminer", by_pdfminer),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One file read by one candidate."""

    paragraphs: Paragraphs
    seconds: float
    peak_mb: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 1: letters and words recovered, words that belong there, and paragraph breaks."""

    letters: float
    recall: float
    precision: float
    break_recall: float
    break_precision: float

    @property
    def break_f1(self) -> float:
        """The harmonic mean of both shares of breaks."""
        total = self.break_recall + self.break_precision
        return 2 * self.break_recall * self.break_precision / total if total else 0.0


def installed() -> Iterator[str]:
    """The candidates whose library is there."""
    return (name for name, (module, _reader) in READERS.items() if importlib.util.find_spec(module))


def read_apart(reader: str, path: Path) -> Reading:
    """``path`` read in a process of its own."""
    command = [sys.executable, __file__, "--one", reader, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Reading([], _SECONDS, 0, f"longer than {_SECONDS} s")
    if done.returncode:
        return Reading([], 0, 0, (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1][:110])
    return Reading(**json.loads(done.stdout.splitlines()[-1]))


def read_here(reader: str, path: Path) -> None:
    """Print the reading of ``path`` as JSON. The second one is timed, so that imports do not count.

    It is the time of the processor, so that busy neighbours do not count either.
    """
    read = READERS[reader][1]
    read(path)
    begun = time.process_time()
    paragraphs = read(path)
    seconds = time.process_time() - begun
    print(json.dumps({"paragraphs": paragraphs, "seconds": seconds, "peak_mb": peak_mb()}))


def peak_mb() -> float:
    """The most memory this process has had. What Linux tells by ``ru_maxrss`` begins with that of the parent."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    if found:
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))


def words_of(paragraphs: Sequence[str]) -> tuple[list[str], set[int]]:
    """The words in order, and the indexes of those with which a paragraph ends.

    Short numbers at its end do not count as its end: the right text lacks the numbers that point to footnotes.
    """
    words: list[str] = []
    breaks: set[int] = set()
    for paragraph in paragraphs:
        begun = len(words)
        words.extend(_WORD.findall(paragraph.casefold()))
        end = len(words) - 1
        while end > begun and words[end].isdigit() and len(words[end]) <= 3:
            end -= 1
        breaks.add(end)
    return words, breaks


def score(right: Sequence[str], found: Sequence[str]) -> Score:
    """How well ``found`` gives ``right`` back, by their longest common subsequence of words.

    What was found before the first common word and after the last one does not count: texts often lack the cover.
    """
    wanted, wanted_breaks = words_of(right)
    given, given_breaks = words_of(found)
    pairs = [
        (block.src_start + step, block.dest_start + step)
        for block in LCSseq.opcodes(wanted, given)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    ]
    if not pairs:
        return Score(0, 0, 0, 0, 0)
    inside = pairs[-1][1] - pairs[0][1] + 1
    letters = sum(len(wanted[i]) for i, _ in pairs) / sum(map(len, wanted))
    hits = sum(i in wanted_breaks and j in given_breaks for i, j in pairs)
    true_breaks = sum(i in wanted_breaks for i, _ in pairs)
    all_breaks = sum(j in given_breaks for _, j in pairs)
    shares = len(pairs) / len(wanted), len(pairs) / inside, hits / max(true_breaks, 1), hits / max(all_breaks, 1)
    return Score(letters, *shares)


def quality(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Print the quality on ``pairs`` of a PDF and its text, in percent."""
    print("| file | read by | chars | words R | words P | breaks R | breaks P | breaks F1 |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for pdf, text in pairs:
        right = [line for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
        for reader in installed():
            reading = read_apart(reader, pdf)
            result = score(right, reading.paragraphs)
            shares = result.letters, result.recall, result.precision, result.break_recall, result.break_precision
            cells = " | ".join(f"{100 * share:.1f}" for share in (*shares, result.break_f1))
            print(f"| {pdf.stem} | {reader} | {reading.error or cells} |", flush=True)


def speed(pdfs: Sequence[Path]) -> None:
    """Print speed and memory over those of ``pdfs`` that every candidate reads, and which ones each refuses."""
    readings = {reader: {pdf: read_apart(reader, pdf) for pdf in pdfs} for reader in installed()}
    common = [pdf for pdf in pdfs if not any(found[pdf].error for found in readings.values())]
    pages, size = sum(map(pages_of, common)), sum(pdf.stat().st_size for pdf in common) / 1e6
    print(f"\nSpeed on the {len(common)} PDFs that all read: {pages} pages, {size:.1f} MB.\n")
    print("| read by | pages/s | MB/s | peak MB | slowest | not read |\n|---|--:|--:|--:|---|---|")
    for reader, found in readings.items():
        seconds = sum(found[pdf].seconds for pdf in common) or float("inf")
        peak = max((found[pdf].peak_mb for pdf in common), default=0)
        slowest = max(common, key=lambda pdf: found[pdf].seconds, default=None)
        slow = f"{slowest.name} {found[slowest].seconds:.2f} s" if slowest else ""
        refused = "; ".join(f"{pdf.name}: {reading.error}" for pdf, reading in found.items() if reading.error)
        print(f"| {reader} | {pages / seconds:.0f} | {size / seconds:.1f} | {peak:.0f} | {slow} | {refused} |")


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(path.read_bytes()))


def pairs_of(folder: Path, listing: Path) -> list[tuple[Path, Path]]:
    """The pairs that ``listing`` names, a line each: the PDF, a tab, its text."""
    rows = (line.split("\t") for line in listing.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return [(folder / row[0].strip(), folder / row[1].strip()) for row in rows]


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("pairs", nargs="?", type=Path)
    parser.add_argument("--one", nargs=2, metavar=("CANDIDATE", "PDF"), help="read one file and print JSON")
    given = parser.parse_args()
    if given.one:
        read_here(given.one[0], Path(given.one[1]))
        return
    if given.folder is None or given.pairs is None:
        parser.error("a folder of PDFs and a file of pairs are needed")
    quality(pairs_of(given.folder, given.pairs))
    speed(sorted(given.folder.glob("*.pdf")))


if __name__ == "__main__":
    main()
