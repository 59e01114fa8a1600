"""``cpec-tui search --rerun``: a recorded query asked again, and what differs."""

from __future__ import annotations

from pathlib import Path

from cpec_tui.cli import clock, output, search_json
from cpec_tui.cli.options import Options
from cpec_tui.errors import ExitCode
from cpec_tui.library import Library
from cpec_tui.repeating.recording import Difference, differs, read_run, rerun
from cpec_tui.visible import visible
from cpec_tui.wording import counted


def run_again(library: Library, path: Path, options: Options) -> int:
    """Print what came, changed and went since a run was recorded. Raises UsageError when ``path`` holds none."""
    found = rerun(library, read_run(path), clock.now())
    for warning in found.now.warnings:
        output.narrate(warning)
    if found.before.corpus != found.now.corpus:
        output.narrate(f"it was recorded on another corpus: {found.before.corpus}")
    if options.json:
        output.print_json(search_json.difference(found))
    else:
        _print(found)
    return ExitCode.FOUND if found.is_none else ExitCode.NOTHING


def _print(found: Difference) -> None:
    before, now = found.before, found.now
    print(f"{visible(now.explained)}: {counted(before.total, 'paragraph')} at {before.time}, {now.total:,} now")
    built = "the built index is the same" if found.same_built_index else "the built index is another one"
    print(f"{differs(found)}; {built}")
    for sign, answers in (("+", found.came), ("~", found.changed), ("-", found.went)):
        for one in answers:
            print(f"{sign} {visible(one.address)}")
