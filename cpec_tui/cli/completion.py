"""What the shell offers while a command is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def entity_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Entity ids of the corpus, from what is indexed; nothing is built for it."""
    from click.shell_completion import CompletionItem

    from cpec_tui.cli.options import Options
    from cpec_tui.cli.session import named_library
    from cpec_tui.errors import CpecError

    found = Options(context.params.get("corpus"), context.params.get("built_index"))
    try:
        library = named_library(found)
        entities = library.entities() if library.open() else []
        library.close()
    except CpecError:
        return []
    return [CompletionItem(hit.id, help=hit.name) for hit in entities if hit.id.startswith(incomplete)]
