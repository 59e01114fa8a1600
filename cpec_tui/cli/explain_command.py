"""``cpec-tui explain``: why a span of a paragraph links, or does not."""

from __future__ import annotations

import re

import click

from cpec_tui.answers import CandidateTold, Explanation
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode, UsageError
from cpec_tui.model import Span, Status
from cpec_tui.visible import visible

_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")


@click.command("explain")
@click.argument("address")
@click.argument("text", required=False)
@click.option("--span", metavar="START:END", help="Only what touches these code points of the paragraph.")
@answering
def command(options: Options, address: str, text: str | None, span: str | None) -> int:
    """Say which alias and rule linked what stands in the paragraph ADDRESS (DOC#p12), and why the rest did not link.

    With TEXT (words that stand there) or --span only what touches them is explained.
    """
    if text is not None and span is not None:
        raise UsageError("both TEXT and --span are given", "give one of them")
    library = ready_library(options)
    found = library.explain(address, span=_span(span), text=text)
    if options.json:
        for one in found:
            output.print_json_line(jsonable.explanation(one))
    else:
        for one in found:
            for line in told(one):
                print(visible(line))
    if not found:
        _say_nothing(text)
    return ExitCode.FOUND if found else ExitCode.NOTHING


def _span(text: str | None) -> Span | None:
    if text is None:
        return None
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"`{text}` is no span", "write --span START:END, as in --span 12:16")
    return int(match.group(1)), int(match.group(2))


def _say_nothing(text: str | None) -> None:
    what = f"`{text}`" if text else "what stands there"
    output.narrate(f"no form of any entity is spelled like {what}; an alias in index/entities/ would make it one")


def told(one: Explanation) -> list[str]:
    """The lines that tell of a span: what it is, and below it what became of every form."""
    what = {
        Status.LINKED: f"is @{one.entity}",
        Status.AMBIGUOUS: "is ambiguous",
        Status.REJECTED: "is rejected by a verdict",
    }
    head = f"{one.start}-{one.end}  {one.surface}  {what[one.status] if one.status else 'does not link'}"
    return [head, *(line for candidate in one.candidates for line in _candidate(candidate))]


def _candidate(one: CandidateTold) -> list[str]:
    objection = f" — no: {one.objection}" if one.objection else ""
    points = f" [{sum(reason.points for reason in one.evidence):g} points]" if one.evidence else ""
    lines = [f"    @{one.entity} ({one.name}): {one.rule}{points}{objection}"]
    return [*lines, *(f"        {reason.points:+g} {reason.text}" for reason in one.evidence)]
