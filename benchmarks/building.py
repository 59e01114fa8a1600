"""How fast peers and our own text index are made of texts that are read already, and how large they are."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.material import Paragraph, generation_of
from benchmarks.peers import Peer
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.model import Role

MEGABYTE = 1024 * 1024

Maker = Callable[[Path], Peer]


def build_missing(makers: Mapping[Path, Maker], texts: Callable[[], list[Paragraph]]) -> None:
    """Build the peers whose folder is not there yet of ``texts``; a folder that is there is whole."""
    missing = {folder: make for folder, make in makers.items() if not folder.exists()}
    known = texts() if missing else []
    for folder, make in missing.items():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        began = time.perf_counter()
        make(part).build(known)
        part.rename(folder)
        print(f"built {folder.name} in {time.perf_counter() - began:.1f} s", file=sys.stderr)


def build_ours(folder: Path, engine: str, paragraphs: Sequence[Paragraph]) -> None:
    """The text engine of ``engine`` alone, without the catalog: texts are cut into words and indexed."""
    writer = text_writer(folder, engine)
    words = ((Role.BODY, tokens(one.text)) for one in paragraphs)
    writer.add(1, 1, words)
    writer.commit(len(paragraphs))


def text_writer(folder: Path, engine: str) -> Any:
    """What writes the text index of an engine."""
    module = import_module(f"cpec_tui.search.{engine}_writer")
    make = getattr(module, f"{engine.capitalize()}Writer", None) or module.TextWriter
    return make(folder, create=True)


def size_of(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEGABYTE


def sizes_of_ours(library: Library) -> tuple[float, float]:
    """Megabytes of the text index alone, and of all that a generation has."""
    generation = generation_of(library)
    generation.close()
    files = generation.manifest.files
    text = sum(one.size for name, one in files.items() if name.startswith(generation.manifest.text))
    return text / MEGABYTE, sum(one.size for one in files.values()) / MEGABYTE


def print_builds(makers: Sequence[Maker], engine: str, paragraphs: Sequence[Paragraph]) -> None:
    """Build each once in a temporary folder, and print a table."""
    print("| index only | seconds | paragraphs/s | MB |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "ours"
        began = time.perf_counter()
        build_ours(folder, engine, paragraphs)
        _row(f"ours, {engine}, without the catalog", time.perf_counter() - began, folder, len(paragraphs))
        for maker in makers:
            folder = Path(home) / "peer"
            peer = maker(folder)
            began = time.perf_counter()
            peer.build(paragraphs)
            _row(peer.name, time.perf_counter() - began, folder, len(paragraphs))
            shutil.rmtree(folder)


def _row(name: str, seconds: float, folder: Path, paragraphs: int) -> None:
    print(f"| {name} | {seconds:.1f} | {paragraphs / seconds:,.0f} | {size_of(folder):.0f} |", flush=True)
