"""``cpec-tui [CORPUS]``: the explorer."""

from __future__ import annotations

import importlib
import os
from dataclasses import replace
from pathlib import Path

import click

from cpec_tui.cli.boundary import is_terminal
from cpec_tui.cli.options import Options, places
from cpec_tui.corpus import Corpus, find_corpus
from cpec_tui.errors import NoCorpusError, UsageError
from cpec_tui.visible import visible

_EXPLORER = "cpec_tui.tui.start"


@click.command("app")
@click.argument("words", metavar="[CORPUS]", nargs=-1, type=click.Path())
@click.option("--fresh", is_flag=True, help="Begin anew instead of where the last session ended.")
@click.option("--private", is_flag=True, help="Write down nothing of this session: no history.")
@places
def command(words: tuple[str, ...], fresh: bool, private: bool, corpus: Path | None, built_index: Path | None) -> int:
    """Open the explorer on the folder CORPUS, else on the corpus that every command takes."""
    options = _options(words, Options(corpus, built_index), _commands())
    if not is_terminal():
        raise UsageError(
            "the explorer needs a terminal to draw on, and to type at",
            "for scripts there are commands: cpec-tui search WORDS --json\ncpec-tui --help lists them",
        )
    try:
        found = find_corpus(options.corpus)
    except NoCorpusError as error:
        found = _offer_to_make(error)
    return _run(found, options.built_index, fresh=fresh, private=private)


def _offer_to_make(error: NoCorpusError) -> Corpus:
    """The corpus that is made of a folder when the user wants it; else raises the error."""
    from cpec_tui.cli.init_command import offer_what_is_there
    from cpec_tui.creating import create

    if not click.confirm(f"{visible(error.message)}. Make a corpus there?", default=True, err=True):
        raise error
    return create(error.folder, documents=offer_what_is_there(error.folder)).corpus


def _commands() -> list[str]:
    parent = click.get_current_context().parent
    return (
        parent.command.list_commands(parent) if parent is not None and isinstance(parent.command, click.Group) else []
    )


def _options(words: tuple[str, ...], options: Options, commands: list[str]) -> Options:
    """The options with the folder that ``words`` name. Raises UsageError when they name none."""
    if not words:
        return options
    first = words[0]
    if first in commands:
        raise UsageError(f"the options of `{first}` are written after its name", f"as in: cpec-tui {first} --help")
    if not _names_a_path(first):
        from cpec_tui.nearest import did_you_mean

        hint = did_you_mean(first, commands) or "cpec-tui --help lists the commands"
        raise UsageError(f"there is no command `{first}`, and no folder of that name", hint)
    if len(words) > 1:
        raise UsageError(
            f"one corpus at a time: `{words[1]}` is one word too many", "cpec-tui --help lists the commands"
        )
    if options.corpus is not None:
        raise UsageError(f"two corpora are named: {first} and {options.corpus}", "leave one out")
    return replace(options, corpus=Path(first))


def _names_a_path(word: str) -> bool:
    """Whether something of that name is there, or it can only be meant as a path."""
    separators = [os.sep, *([os.altsep] if os.altsep else [])]
    return os.path.lexists(word) or any(separator in word for separator in separators) or word in (".", "..")


def _run(corpus: Corpus, built_index: Path | None, *, fresh: bool, private: bool) -> int:
    explorer = importlib.import_module(_EXPLORER)
    return int(explorer.run(corpus, built_index, fresh=fresh, private=private))
