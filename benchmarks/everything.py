"""All figures of searching, typing and building, for RESULTS.md: each engine on each size of corpus.

    python benchmarks/everything.py MATERIAL --cache DIR [--engines whoosh,tantivy] [--sizes 10k,100k,1m] [--again]

MATERIAL is the folder with ``scale_10k.jsonl.xz`` and ``scale_100k.jsonl.xz``; a million paragraphs are made of the
latter. Each table is printed by a script of its own, in a process of its own, into a file in DIR/figures, one after the
other; those that are there are not made again unless ``--again`` says so. Let nothing else run meanwhile. Whoosh is not
asked to index a million paragraphs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
MILLION = "1m"
DOCUMENTS = {"10k": "scale_10k.jsonl.xz", "100k": "scale_100k.jsonl.xz"}
# The one on which typing and building are timed.
TYPED_INTO = "100k"

Command = Sequence[str | Path]


def commands(
    material: Path, cache: Path, engines: Sequence[str], sizes: Sequence[str]
) -> Iterator[tuple[str, Command]]:
    """What is to be run, by the name of its table."""
    if MILLION in sizes and "tantivy" in engines:
        yield "million", ("million.py", material / DOCUMENTS["100k"], cache / "made" / MILLION, "--check")
    for size in sizes:
        for engine in engines:
            if size != MILLION:
                yield (
                    f"search-{size}-{engine}",
                    _search(material / DOCUMENTS[size], cache, engine, "whoosh,fts5,tantivy"),
                )
            elif engine != "whoosh":
                yield f"search-{size}-{engine}", _search(cache / "made" / MILLION, cache, engine, "fts5,tantivy")
    if TYPED_INTO in sizes:
        for engine in engines:
            home = cache / DOCUMENTS[TYPED_INTO].split(".")[0]
            place = (home / "corpus", "--built-index", home)
            yield f"keystrokes-{engine}", ("keystrokes.py", *place, "--engine", engine)
            yield f"build-{engine}", ("build.py", material / DOCUMENTS[TYPED_INTO], "--engine", engine)


def _search(given: Path, cache: Path, engine: str, peers: str) -> Command:
    asked = ("--operators", "--calls", "--build")
    return ("search.py", given, "--cache", cache, "--engine", engine, "--peers", peers, *asked)


def run(name: str, command: Command, into: Path) -> None:
    """Run one, and keep what it prints when it ran to its end; a figure that is not reached is no failure."""
    script, *others = map(str, command)
    print(f"{name}: {script} {' '.join(others)}", flush=True)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, str(HERE / script), *others], stdout=subprocess.PIPE, text=True, check=False)
    print(f"  {time.perf_counter() - began:.0f} s, exit code {done.returncode}", flush=True)
    if done.stdout.strip():
        (into / f"{name}.md").write_text(f"`{script} {' '.join(others)}`\n\n{done.stdout}", encoding="utf-8")


def main() -> None:
    """Run what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path, help="the folder with the documents")
    parser.add_argument("--cache", type=Path, required=True, help="where everything is built and kept")
    parser.add_argument("--engines", default="whoosh,tantivy", help="the text engines")
    parser.add_argument("--sizes", default="10k,100k,1m", help="the sizes of corpora")
    parser.add_argument("--again", action="store_true", help="make tables anew that are there")
    given = parser.parse_args()
    into = given.cache / "figures"
    into.mkdir(parents=True, exist_ok=True)
    for name, command in commands(given.material, given.cache, given.engines.split(","), given.sizes.split(",")):
        if given.again or not (into / f"{name}.md").exists():
            run(name, command, into)


if __name__ == "__main__":
    main()
