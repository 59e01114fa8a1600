"""``cpec-tui init``: a new corpus."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.creating import Created, create, loose_files
from cpec_tui.errors import ExitCode, UsageError
from cpec_tui.visible import visible
from cpec_tui.wording import counted


@click.command("init")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "documents",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Copy the files of FOLDER as sources.",
)
@click.option(
    "--gazetteer", metavar="cpec", type=click.Choice(["cpec"]), help="Copy the entities of the shipped corpus on CPEC."
)
@click.option("--title", metavar="TITLE", default="", help="What the corpus is about; else the folder's name.")
@common
def command(options: Options, folder: Path | None, documents: Path | None, gazetteer: str | None, title: str) -> int:
    """Make a corpus in DIR (or --corpus DIR): seeds/ for the documents, index/ for what is known about them.

    DIR may exist, and nothing in it is overwritten. Links are not followed, hidden files are left out.
    """
    place = _place(folder, options.corpus)
    if documents is None and not options.json:
        documents = offer_what_is_there(place)
    created = create(place, title=title, documents=documents, shipped_entities=gazetteer is not None)
    if options.json:
        output.print_json(jsonable.created(created))
    else:
        _print(created, place)
    return ExitCode.NOTHING if any(one.failed for one in created.skipped) else ExitCode.FOUND


def _place(folder: Path | None, named: Path | None) -> Path:
    if folder is not None and named is not None:
        raise UsageError(f"two folders are named: {folder} and {named}", "leave one out")
    place = folder or named
    if place is None:
        raise UsageError(
            "the folder for the corpus is missing", "as in: cpec-tui init my-corpus --from ~/Documents/letters"
        )
    return place


def offer_what_is_there(place: Path) -> Path | None:
    """The folder itself as the place of the documents, when it holds some and the user wants them copied."""
    loose = 0 if (place / "seeds").exists() else loose_files(place)
    if not loose:
        return None
    found = f"{visible(str(place))} holds {counted(loose, 'file')} that no corpus would read outside seeds/"
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        output.narrate(f"{found}: move them there, or say --from {shlex.quote(str(place))} to have them copied")
        return None
    return place if click.confirm(f"{found}. Copy them into it?", default=True, err=True) else None


def _print(created: Created, place: Path) -> None:
    print(f"{visible(str(created.corpus.root))}: {visible(created.title)}")
    for path in created.made:
        print(f"  made {visible(path)}")
    for path in created.kept:
        print(f"  kept {visible(path)}, which was there")
    print(f"  {counted(created.copied, 'source')} copied to seeds/ · {output.size(created.bytes)}")
    if created.entities:
        print(f"  {counted(created.entities, 'entity', 'entities')} from the shipped corpus")
    for one in created.skipped:
        output.narrate(f"left out {one.path}: {one.reason}")
    named = shlex.quote(str(place))
    output.narrate(f"open it with: cpec-tui {named if '/' in named else f'./{named}'}")
