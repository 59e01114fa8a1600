"""``cpec-tui history``: what was asked of a corpus."""

from __future__ import annotations

import click

from cpec_tui.cli import output, search_json
from cpec_tui.cli.options import Options, common
from cpec_tui.corpus import find_corpus
from cpec_tui.errors import ExitCode
from cpec_tui.repeating.history import forget, past_queries


@click.command("history")
@click.option("--limit", metavar="N", type=click.IntRange(0), default=50, help="How many; 50 when not said.")
@click.option("--clear", is_flag=True, help="Forget all of them, in place of listing them.")
@common
def command(options: Options, limit: int, clear: bool) -> int:
    """List past queries, the newest first, with what they found then.

    They are kept in the state folder (`cpec-tui doctor` says where), the last 500 of each corpus; not those of `search
    --private`, and none with `history: off` in the config file.
    """
    corpus = find_corpus(options.corpus)
    if clear:
        there_were_some = forget(corpus)
        if options.json:
            output.print_json({"cleared": there_were_some})
        output.narrate("all past queries are forgotten" if there_were_some else "there were no past queries")
        return ExitCode.FOUND
    found = past_queries(corpus)
    if options.json:
        output.print_json({"total": len(found), "queries": [search_json.past_query(one) for one in found[:limit]]})
    else:
        rows = [(one.at, f"{one.total:,}", f"{one.entities_total:,}", one.query) for one in found[:limit]]
        output.print_table(options, ("when", "paragraphs", "entities", "query"), rows, right=("paragraphs", "entities"))
    return ExitCode.FOUND if found else ExitCode.NOTHING
