"""``cpec-tui doctor``: versions, the terminal, the corpus meant, every place used, and how to remove everything."""

from __future__ import annotations

import os
import platform as machine
import re
import shlex
import sqlite3
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from cpec_tui import __version__
from cpec_tui.built.places import built_index_folder
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.corpus import Corpus, find_corpus
from cpec_tui.errors import CorpusError, ExitCode
from cpec_tui.housekeeping import Place, Standing, found_by, places, standing
from cpec_tui.visible import visible

_TERMINAL_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "SSH_CONNECTION", "TMUX")


@click.command("doctor")
@common
def command(options: Options) -> int:
    """Show versions, the terminal, the corpus and its built index, every place used, and how to remove everything."""
    corpus: Corpus | None = None
    trouble = ""
    try:
        corpus = find_corpus(options.corpus)
    except CorpusError as error:
        trouble = str(error)
    stands = None if corpus is None else standing(corpus, options.built_index)
    found = places(corpus, options.built_index)
    if options.json:
        output.print_json(_jsonable(options, corpus, trouble, stands, found))
    else:
        _print(options, corpus, trouble, stands, found)
    return ExitCode.UNUSABLE if trouble else ExitCode.FOUND


def _jsonable(
    options: Options, corpus: Corpus | None, trouble: str, stands: Standing | None, found: list[Place]
) -> dict[str, Any]:
    return {
        "versions": _versions(),
        "terminal": _terminal(),
        "corpus": {
            "folder": None if corpus is None else str(corpus.root),
            "found_by": found_by(options.corpus),
            "shipped": corpus is not None and corpus.is_shipped,
            "problem": trouble or None,
        },
        "built_index": None
        if corpus is None or stands is None
        else {"folder": str(built_index_folder(corpus, options.built_index)), **jsonable.standing(stands)},
        "places": [jsonable.place(one) for one in found],
        "remove": _removing(found),
    }


def _print(options: Options, corpus: Corpus | None, trouble: str, stands: Standing | None, found: list[Place]) -> None:
    _section("Versions", (f"{name} {version}" for name, version in _versions().items()))
    _section("Terminal", (f"{name}: {value}" for name, value in _terminal().items()))
    shipped = ", the one that came with the program" if corpus is not None and corpus.is_shipped else ""
    meant = trouble if corpus is None else f"{corpus.root}{shipped}"
    _section("Corpus", [meant, f"found by: {found_by(options.corpus)}"])
    if corpus is not None and stands is not None:
        writing = [] if stands.writer is None else [f"process {stands.writer} is indexing"]
        folder = str(built_index_folder(corpus, options.built_index))
        engine = [f"text engine: {stands.engine}"] if stands.engine else []
        advice = [stands.advice] if stands.advice else []
        _section("Built index", [f"{stands.state.value}: {stands.said}", *engine, *advice, folder, *writing])
    print("Places")
    rows = [
        (one.name, output.size(one.usage.bytes) if one.exists else "not there", one.purpose, str(one.path))
        for one in found
    ]
    output.print_table(options, ("place", "size", "what for", "folder"), rows, right=("size",))
    if output.is_plain(options):
        print()
    _section("To remove everything", _removing(found))


def _section(title: str, lines: Any) -> None:
    print(title)
    for line in lines:
        print(f"  {visible(line)}")
    print()


def _versions() -> dict[str, str]:
    """This program, what it runs on, and every library that it asks for."""
    versions = {
        "cpec-tui": __version__,
        "python": machine.python_version(),
        "system": f"{machine.system()} {machine.release()} {machine.machine()}".strip(),
        "sqlite": sqlite3.sqlite_version,
    }
    try:
        needed = metadata.requires("cpec-tui") or []
    except metadata.PackageNotFoundError:
        needed = []
    names = [match.group().lower() for requirement in needed if (match := re.match(r"[A-Za-z0-9._-]+", requirement))]
    return {**versions, **{name: _version(name) for name in names}}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _terminal() -> dict[str, str]:
    """What decides how things look. Values of variables are shown as they are, unset ones left out."""
    is_terminal = {name: stream is not None and stream.isatty() for name, stream in _streams().items()}
    facts = {name: "a terminal" if holds else "no terminal" for name, holds in is_terminal.items()}
    if is_terminal["output"]:
        from rich.console import Console

        console = Console()
        facts["size"] = f"{console.width}×{console.height}"
        facts["colours"] = console.color_system or "none"
    facts["encoding"] = str(getattr(sys.stdout, "encoding", "unknown"))
    facts.update({name: os.environ[name] for name in _TERMINAL_VARIABLES if name in os.environ})
    return facts


def _streams() -> dict[str, Any]:
    return {"input": sys.stdin, "output": sys.stdout}


def _removing(found: list[Place]) -> list[str]:
    """Commands that leave nothing of the program behind; the user's own files come last and with a word."""
    lines = ["cpec-tui clean --all --yes"]
    for place in found:
        if place.exists and place.name in ("cache", "state", "config", "data"):
            own = "" if place.derived else f"   # {place.purpose}"
            lines.append(f"rm -r {shlex.quote(str(Path(place.path)))}{own}")
    return [*lines, "pip uninstall cpec-tui"]
