"""``cpec-tui discover``: the names in the corpus that no entity covers."""

from __future__ import annotations

import sys

import click

from cpec_tui.answers import Candidate, CandidatePlace, CandidateSort, Discovery
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.progress import ProgressLine, bar
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode
from cpec_tui.library import Library
from cpec_tui.library_discovery import Wanted
from cpec_tui.visible import visible
from cpec_tui.wording import counted

_CONTEXT = 40
_FORMS = 4
_NUMBER = click.IntRange(0, 100_000_000)


@click.command("discover")
@click.argument("query", nargs=-1)
@click.option("--limit", metavar="N", type=_NUMBER, default=50, help="How many names; 50 when not said.")
@click.option("--lines", metavar="N", type=_NUMBER, default=3, help="How many places of each; 3 when not said.")
@click.option("--min", "minimum", metavar="N", type=_NUMBER, default=1, help="Only what stands N times or more.")
@click.option(
    "--kind",
    type=click.Choice([sort.value for sort in CandidateSort]),
    help="Only acronyms and what they stand for, only other spellings of known names, or only the rest.",
)
@click.option("--doc", metavar="DOC", help="Only in the document DOC.")
@answering
def command(
    options: Options, query: tuple[str, ...], limit: int, lines: int, minimum: int, kind: str | None, doc: str | None
) -> int:
    """List names in the corpus that no entity covers, the most promising first, each with where it stands.

    With QUERY only names in the paragraphs that answer it are listed and counted.
    """
    library = ready_library(options)
    wanted = Wanted(CandidateSort(kind) if kind else None, minimum, limit, lines)
    found = _discovered(library, " ".join(query), doc, wanted)
    if options.json:
        output.print_json(jsonable.discovery(found))
    else:
        _print(found, options)
    if found.fatal:
        return ExitCode.USAGE
    return ExitCode.FOUND if found.total else ExitCode.NOTHING


def _discovered(library: Library, query: str, doc: str | None, wanted: Wanted) -> Discovery:
    """The answer, with a progress bar while the paragraphs are read; Ctrl+C ends that."""
    with ProgressLine(sys.stderr) as line:

        def listen(done: int, total: int) -> None:
            line.say(f"reading {done:,} of {total:,} paragraphs", bar(done * 100 // max(1, total)))

        return library.discover(query, doc=doc, wanted=wanted, listen=listen)


def _print(found: Discovery, options: Options) -> None:
    for warning in found.warnings:
        output.narrate(warning)
    for one in found.candidates:
        if output.is_plain(options):
            _print_plain(one)
        else:
            _print_rich(one)
    shown = f"the first {len(found.candidates):,} of " if len(found.candidates) < found.total else ""
    where = f" in the paragraphs of {found.explained}" if found.explained else ""
    output.narrate(f"{shown}{counted(found.total, 'name')} without an entity{where}")


def _print_plain(one: Candidate) -> None:
    cells = (one.name, f"{one.occurrences}", f"{one.documents}", one.sort.value, _said(one))
    print("\t".join(visible(cell) for cell in cells))
    for place in one.places:
        before, after = place.before[-_CONTEXT:], place.after[:_CONTEXT]
        print(f"\t{visible(place.address)}\t{visible(before)}«{visible(place.surface)}»{visible(after)}")


def _said(one: Candidate) -> str:
    """What is known of a candidate besides its counts."""
    parts = []
    if one.long:
        parts.append(f"{one.short} = {one.long}")
    if one.suggestion is not None:
        parts.append(f"@{one.suggestion.entity}? {one.suggestion.why}")
    if one.known:
        parts.append(f"a name of {', '.join(f'@{entity}' for entity in one.known)} that did not link")
    others = [form.text for form in one.forms if form.text not in (one.name, one.long, one.short)]
    if others:
        parts.append("also " + ", ".join(others[:_FORMS]))
    return " · ".join(parts)


def _print_rich(one: Candidate) -> None:
    """The name with its counts, and below it its concordance."""
    from rich.text import Text

    console = output.console()
    counts = f"{one.occurrences:,} in {counted(one.documents, 'document')}"
    said = " · ".join(part for part in (counts, _said(one)) if part)
    console.print(Text.assemble((visible(one.name), "bold"), "  ", (visible(said), "dim")))
    for place in one.places:
        _print_place(place, console.width)


def _print_place(place: CandidatePlace, width: int) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    left = max(0, min(_CONTEXT, (width - 24) // 3))
    before = visible(place.before[-left:]) if left else ""
    named = Text.assemble((visible(place.surface), "bold underline"), visible(place.after))
    address = Text(visible(place.address), style="cyan")
    named.truncate(max(1, width - left - 4 - min(cell_len(address.plain), width // 3)), overflow="ellipsis", pad=True)
    address.truncate(width // 3, overflow="ellipsis")
    line = Text("  " + " " * (left - cell_len(before)) + before)
    output.console().print(line.append_text(named), address, sep="  ", soft_wrap=True)
