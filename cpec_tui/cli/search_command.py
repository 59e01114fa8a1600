"""``cpec-tui search``: paragraphs and entities for a query, and what else is done with queries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cpec_tui.answers import Facets, Order
from cpec_tui.cli import jsonable, output, search_json
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import named_library, ready_library
from cpec_tui.errors import CurationError, ExitCode, UsageError
from cpec_tui.library import Library
from cpec_tui.model import ResultPage, SavedSearch
from cpec_tui.search.grammar import SECTIONS

EPILOG = "\n".join(
    f"\b\n{title}:\n" + "".join(f"  {how:<22} {what}\n" for how, what in section.items())
    for title, section in SECTIONS.items()
)

_PARAGRAPHS = click.IntRange(0, 100_000_000)
_FILE = click.Path(path_type=Path, allow_dash=True)
# Stands before a word that begins with a dash while click tells options from words.
_EXCLUSION = "\x00"
_OF_A_QUERY = ("save", "note", "record", "seen", "order")


class QueryCommand(click.Command):
    """Takes ``-gold`` for the word that it excludes, and not for options -g, -o, -l, -d."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide words with one dash from the parser, except those that are an option or its value."""
        known = {name: option for option in self.get_params(ctx) for name in option.opts}
        hidden, is_value = [], False
        for position, word in enumerate(args):
            if word == "--":
                hidden += args[position:]
                break
            excludes = word.startswith("-") and not word.startswith("--") and word not in ("-", *known)
            hidden.append(_EXCLUSION + word if excludes and not is_value else word)
            option = known.get(word)
            is_value = isinstance(option, click.Option) and not option.is_flag
        return super().parse_args(ctx, hidden)


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked for on the command line."""

    query: tuple[str, ...]
    limit: int
    offset: int
    order: str | None
    facets: bool
    like: str | None
    save: str | None
    note: str | None
    unsave: str | None
    seen: bool
    batch: Path | None
    record: Path | None
    rerun: Path | None
    private: bool

    @property
    def text(self) -> str:
        """The query."""
        return " ".join(word.removeprefix(_EXCLUSION) for word in self.query)

    def check(self) -> None:
        """Raises UsageError when it is not one thing that is asked for."""
        ways = [f"--{name}" for name in ("like", "batch", "rerun", "unsave") if getattr(self, name) is not None]
        if not self.query and not ways:
            raise UsageError("there is no query", "see: cpec-tui search --help")
        if len(ways) + bool(self.query) > 1:
            raise UsageError(
                f"{' and '.join([*ways, *['a query'] * bool(self.query)])}: one at a time", "leave one out"
            )
        # Facets are also counted of what is like a paragraph.
        of_a_query = _OF_A_QUERY if self.like is not None else ("facets", *_OF_A_QUERY)
        odd = next((name for name in of_a_query if getattr(self, name)), None) if ways else None
        if odd is not None:
            raise UsageError(f"--{odd} belongs to a query, not to {ways[0]}", "leave one out")
        if self.note and not self.save:
            raise UsageError("--note belongs to --save", "give a name, too: --save NAME")


@click.command("search", cls=QueryCommand, epilog=EPILOG)
@click.argument("query", nargs=-1)
@click.option("--limit", metavar="N", type=_PARAGRAPHS, default=20, help="How many paragraphs; 20 when not said.")
@click.option("--offset", metavar="N", type=_PARAGRAPHS, default=0, help="How many to pass over before.")
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    help="The best first (when not said), or by the date of the document.",
)
@click.option("--facets", is_flag=True, help="Count what stands in all that answers, too, by field.")
@click.option("--like", metavar="ADDRESS", help="Find the paragraphs that are most like this one, in place of QUERY.")
@click.option("--save", metavar="NAME", help="Keep the query as :NAME in index/searches.yaml.")
@click.option("--note", metavar="TEXT", help="What the saved search is for.")
@click.option("--unsave", metavar="NAME", help="Take a saved search away, in place of asking.")
@click.option("--seen", is_flag=True, help="Note that all that answers :NAME was seen.")
@click.option("--batch", metavar="FILE", type=_FILE, help="Ask the queries in a file (or -), and print their counts.")
@click.option("--record", metavar="FILE", type=_FILE, help="Keep the query and all that answers it in a file.")
@click.option("--rerun", metavar="FILE", type=_FILE, help="Ask a recorded query again, and print the difference.")
@click.option("--private", is_flag=True, help="Keep the query out of the history.")
@answering
def command(options: Options, **given: Any) -> int:
    """Find paragraphs and entities for QUERY; words side by side must all be there.

    :NAME in it stands for a saved search (`cpec-tui searches` lists them). With --rerun the exit code is 1 when the
    answer differs, with --batch when none of the queries found anything and 2 when one could not be understood.
    """
    wanted = Given(**given)
    wanted.check()
    if wanted.unsave is not None:
        return _unsave(named_library(options), wanted.unsave, options)
    library = ready_library(options)
    if wanted.like is not None:
        page = library.more_like(wanted.like, limit=wanted.limit, offset=wanted.offset)
        return _with_facets(page, library.facets_like(wanted.like) if wanted.facets else None, options)
    if wanted.batch is not None:
        from cpec_tui.cli.search_batch import run_batch

        return run_batch(library, wanted.batch, options)
    if wanted.rerun is not None:
        from cpec_tui.cli.search_rerun import run_again

        return run_again(library, wanted.rerun, options)
    return _search(library, wanted, options)


def _search(library: Library, wanted: Given, options: Options) -> int:
    text, alone = wanted.text, library.asked(wanted.text).alone
    order = Order(wanted.order or (alone.order if alone is not None and alone.order else Order.RANK))
    page = library.search(text, limit=wanted.limit, offset=wanted.offset, order=order)
    if not _is_understood(page):
        return _printed(page, options)
    # What changes something comes first, and its mistakes are told before anything is printed.
    if wanted.seen and alone is None:
        raise UsageError("--seen belongs to a saved search alone", "as in: cpec-tui search :NAME --seen")
    if wanted.save is not None:
        _save(library, SavedSearch(wanted.save, text, wanted.note, wanted.order))
    if wanted.record is not None:
        _record(library, text, order, wanted.record)
    if wanted.seen and alone is not None:
        _mark(library, alone)
    if not wanted.private:
        _note(library, page)
    return _with_facets(page, library.facets(text) if wanted.facets else None, options)


def _with_facets(page: ResultPage, facets: Facets | None, options: Options) -> int:
    if facets is None:
        return _printed(page, options)
    if options.json:
        output.print_json({**jsonable.result_page(page), "facets": search_json.facets(facets)})
        return _code(page)
    from cpec_tui.cli.search_printing import print_facets

    code = _printed(page, options)
    print_facets(facets, options)
    return code


def _printed(page: ResultPage, options: Options) -> int:
    if options.json:
        output.print_json(jsonable.result_page(page))
    else:
        from cpec_tui.cli.search_printing import print_page

        print_page(page, options)
    return _code(page)


def _is_understood(page: ResultPage) -> bool:
    return bool(page.explained) and not page.fatal


def _code(page: ResultPage) -> int:
    if not _is_understood(page):
        return ExitCode.USAGE
    return ExitCode.FOUND if page.total or page.entities_total else ExitCode.NOTHING


def _save(library: Library, search: SavedSearch) -> None:
    from cpec_tui.curating import Curator
    from cpec_tui.repeating.saving import save

    output.narrate(save(Curator(library.corpus), library.corpus, search).description)


def _unsave(library: Library, name: str, options: Options) -> int:
    from cpec_tui.curating import Curator
    from cpec_tui.repeating.saving import unsave

    done = unsave(Curator(library.corpus), library.corpus, name)
    if options.json:
        output.print_json({"unsaved": name.removeprefix(":")})
    output.narrate(done.description)
    return ExitCode.FOUND


def _record(library: Library, text: str, order: Order, path: Path) -> None:
    from cpec_tui.cli import clock
    from cpec_tui.repeating.recording import as_json, record

    run = record(library, text, clock.now(), order)
    output.write_json(path, as_json(run))
    output.narrate(f"recorded in {path}: {len(run.answers):,} addresses")


def _mark(library: Library, search: SavedSearch) -> None:
    from cpec_tui.cli import clock
    from cpec_tui.repeating.seen import mark

    mark(library, [search], clock.now())
    output.narrate(f":{search.name} is seen")


def _note(library: Library, page: ResultPage) -> None:
    """Put the query into the history, unless the config file says that there is none."""
    from cpec_tui import config
    from cpec_tui.cli import clock
    from cpec_tui.repeating.history import note

    if config.load().history:
        try:
            note(library.corpus, page, clock.now())
        except CurationError as error:
            output.narrate(str(error))
