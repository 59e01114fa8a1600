"""``cpec-tui show``: a document, a paragraph, or the list of documents."""

from __future__ import annotations

import click

from cpec_tui.answers import DocumentView
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.library import Library
from cpec_tui.model import Role, Status
from cpec_tui.visible import visible


@click.command("show")
@click.argument("address", required=False)
@answering
def command(options: Options, address: str | None) -> int:
    """Show the document or paragraph ADDRESS (DOC or DOC#p12); without one, list the documents."""
    library = ready_library(options)
    if address is None:
        return _list(library, options)
    view = library.document(address)
    if options.json:
        output.print_json(jsonable.document(view))
    elif output.is_plain(options):
        _print_plain(view)
    else:
        _print_rich(view)
    if not options.json and len(view.paragraphs) == 1:
        print(f"\n{visible(library.citation(view.paragraphs[0].address))}")
    return 0


def _list(library: Library, options: Options) -> int:
    documents = library.documents()
    if options.json:
        for one in documents:
            data = jsonable.metadata(one.metadata, one.path, one.encoding)
            output.print_json_line({"doc": one.id, "title": one.title, "paragraphs": one.paragraphs, "metadata": data})
    else:
        rows = [(one.id, one.date or "n.d.", f"{one.paragraphs:,}", one.title) for one in documents]
        output.print_table(options, ("document", "date", "paragraphs", "title"), rows, right=("paragraphs",))
    return 0 if documents else 1


def _head(view: DocumentView) -> list[str]:
    data = view.metadata
    known = [data.author, data.publisher, data.date or "n.d.", data.language, data.url]
    lines = [f"{view.doc} · {view.title}", " · ".join(part for part in known if part)]
    if len(view.paragraphs) == view.total:
        said = ", ".join(f"{name} by {origin}" for name, origin in data.origins.items())
        lines.append(f"known: {said or 'nothing'}; index/documents.yaml corrects it")
    return [*lines, *view.notes]


def _print_plain(view: DocumentView) -> None:
    for line in _head(view):
        print(visible(line))
    for one in view.paragraphs:
        print(f"\n¶{one.ordinal}\t{visible(one.text)}")


def _print_rich(view: DocumentView) -> None:
    from rich.table import Table
    from rich.text import Text

    console = output.console()
    for number, line in enumerate(_head(view)):
        console.print(Text(visible(line), style="dim" if number else "bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 1, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for one in view.paragraphs:
        spans = [(m.start, m.end, "underline") for m in one.mentions if m.status is Status.LINKED]
        text = output.styled(one.text, [*spans, *((s, e, "dim") for s, e in one.residue)])
        if one.role in (Role.TITLE, Role.HEADING):
            text.stylize("bold")
        table.add_row(f"¶{one.ordinal}", text)
    console.print(table)
