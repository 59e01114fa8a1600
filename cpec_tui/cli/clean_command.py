"""``cpec-tui clean``: the built indexes on this machine, and their removal."""

from __future__ import annotations

import sys

import click

from cpec_tui.built.places import built_index_folder, built_index_home
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.corpus import find_corpus
from cpec_tui.errors import ExitCode, UsageError
from cpec_tui.housekeeping import BuiltIndex, Removal, built_indexes, remove
from cpec_tui.visible import visible
from cpec_tui.wording import counted


@click.command("clean")
@click.option("--orphans", is_flag=True, help="Remove those whose corpus is gone, instead.")
@click.option("--all", "everything", is_flag=True, help="Remove all of them, instead.")
@click.option("--yes", is_flag=True, help="Remove without asking.")
@common
def command(options: Options, orphans: bool, everything: bool, yes: bool) -> int:
    """List the built indexes, and remove that of the corpus, those of corpora that are gone, or all.

    Sources and curated files are never touched: a built index costs nothing but the time to make it again. One that
    another program is writing is left. Without --yes it asks first, and where nobody can answer nothing is removed.
    """
    if orphans and everything:
        raise UsageError("--orphans and --all exclude each other", "leave one out")
    found = built_indexes(built_index_home(options.built_index))
    chosen = _chosen(found, options, orphans=orphans, everything=everything)
    if not options.json:
        _print(found, chosen, options)
    agreed = yes or (bool(chosen) and not options.json and _asked(chosen))
    removals = [remove(one) for one in chosen] if agreed else []
    left = [one for one in removals if one.reason]
    if options.json:
        output.print_json(_jsonable(options, found, removals))
    else:
        _tell(chosen, removals, agreed=agreed)
    return ExitCode.NOTHING if left else ExitCode.FOUND


def _chosen(found: list[BuiltIndex], options: Options, *, orphans: bool, everything: bool) -> list[BuiltIndex]:
    if everything:
        return found
    if orphans:
        return [one for one in found if one.orphan]
    folder = built_index_folder(find_corpus(options.corpus), options.built_index)
    return [one for one in found if one.folder == folder]


def _print(found: list[BuiltIndex], chosen: list[BuiltIndex], options: Options) -> None:
    home = visible(str(built_index_home(options.built_index)))
    print(f"built indexes in {home}:" if found else f"no built indexes in {home}")
    if not found:
        return
    rows = [
        (
            "remove" if one in chosen else "",
            one.corpus or "(unknown)",
            output.size(one.usage.bytes),
            one.built or "never finished",
            ", ".join(word for word, holds in (("corpus gone", one.orphan), ("partial", one.partial)) if holds),
            one.folder.name,
        )
        for one in found
    ]
    output.print_table(options, ("", "corpus", "size", "last built", "remarks", "folder"), rows, right=("size",))


def _asked(chosen: list[BuiltIndex]) -> bool:
    """Whether the user wants ``chosen`` removed; False where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    total = output.size(sum(one.usage.bytes for one in chosen))
    return click.confirm(f"Remove {counted(len(chosen), 'built index', 'built indexes')} ({total})?", err=True)


def _tell(chosen: list[BuiltIndex], removals: list[Removal], *, agreed: bool) -> None:
    if chosen and not agreed:
        output.narrate("nothing was removed: say --yes to remove what is marked")
    for one in removals:
        folder = one.index.folder
        output.narrate(f"left {folder}: {one.reason}" if one.reason else f"removed {folder}")


def _jsonable(options: Options, found: list[BuiltIndex], removals: list[Removal]) -> dict[str, object]:
    return {
        "home": str(built_index_home(options.built_index)),
        "built_indexes": [jsonable.built_index(one) for one in found],
        "removed": [str(one.index.folder) for one in removals if not one.reason],
        "left": [jsonable.removal(one) for one in removals if one.reason],
    }
