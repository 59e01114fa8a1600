"""What the shell offers while a command is typed."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def entity_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Entity ids of the corpus, from what is indexed; nothing is built for it."""
    from cpec_tui.cli.options import Options
    from cpec_tui.cli.session import named_library
    from cpec_tui.errors import CpecError

    try:
        library = named_library(Options(corpus=context.params.get("corpus")))
        if not library.open():
            return []
        return [CompletionItem(hit.id, help=hit.name) for hit in library.entities() if hit.id.startswith(incomplete)]
    except CpecError:
        return []
