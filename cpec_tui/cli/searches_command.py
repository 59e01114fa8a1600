"""``cpec-tui searches``: the saved searches, what each finds, and what is new since it was seen."""

from __future__ import annotations

import click

from cpec_tui.cli import clock, output, search_json
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import named_library, ready_library
from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.entities.searches import load_searches
from cpec_tui.errors import CorpusError, ExitCode
from cpec_tui.model import SavedSearch
from cpec_tui.repeating import saving, seen
from cpec_tui.visible import visible

_TITLES = ("search", "paragraphs", "new", "seen", "query")


@click.command("searches")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--seen", "is_seen", is_flag=True, help="Note that all that answers them now was seen.")
@click.option("--rename", metavar="OLD NEW", nargs=2, help="Give a saved search another name, in place of asking.")
@answering
def command(options: Options, names: tuple[str, ...], is_seen: bool, rename: tuple[str, str] | None) -> int:
    """List the saved searches, how many paragraphs answer each, and how many of them are new since --seen.

    With NAME only those, and the addresses of what is new. A paragraph is not new when it was only renumbered, or its
    document renamed. `cpec-tui search :NAME` shows all that answers, `search QUERY --save NAME` saves one.
    """
    if rename is not None:
        return _rename(named_library(options).corpus, *rename, options)
    library = ready_library(options)
    chosen = _chosen(library.corpus, names)
    found = [seen.ask(library, search) for search in chosen]
    if options.json:
        output.print_json({"searches": [search_json.found(one) for one in found]})
    else:
        _print(found, options, addresses=bool(names))
    if is_seen:
        seen.mark(library, [one.search for one in found if not one.fatal], clock.now())
    if any(one.fatal for one in found):
        return ExitCode.USAGE
    return ExitCode.FOUND if found else ExitCode.NOTHING


def _chosen(corpus: Corpus, names: tuple[str, ...]) -> list[SavedSearch]:
    """The searches of these names, or all. Raises NotFoundError, and CorpusError when their file cannot be read."""
    saved = load_searches(corpus)
    if saved.trouble:
        raise CorpusError(saved.trouble, "see: cpec-tui check")
    return [saving.the_one_named(saved, name) for name in names] if names else list(saved.all)


def _rename(corpus: Corpus, old: str, new: str, options: Options) -> int:
    done = saving.rename(Curator(corpus), corpus, old, new)
    seen.renamed(corpus, old.removeprefix(":"), new.removeprefix(":"))
    if options.json:
        output.print_json({"from": old.removeprefix(":"), "to": new.removeprefix(":")})
    output.narrate(done.description)
    return ExitCode.FOUND


def _print(found: list[seen.Found], options: Options, *, addresses: bool) -> None:
    if not found:
        output.narrate("no search is saved yet: cpec-tui search QUERY --save NAME")
        return
    for one in found:
        for warning in one.warnings:
            output.narrate(f":{one.search.name}: {warning}")
    rows = [
        (
            f":{one.search.name}",
            *(("-", "-") if one.fatal else (f"{one.total:,}", f"{len(one.new):,}")),
            one.seen or "never",
            one.search.query + (f"  # {one.search.note}" if one.search.note else ""),
        )
        for one in found
    ]
    output.print_table(options, _TITLES, rows, right=("paragraphs", "new"))
    for one in found if addresses else ():
        for answer in one.new:
            print(f":{one.search.name} + {visible(answer.address)}")
