"""``cpec-tui eval``: the links against texts that were annotated by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cpec_tui.cli import output
from cpec_tui.cli.eval_lines import print_comparison, print_run
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode, UsageError
from cpec_tui.library import Library
from cpec_tui.measuring.comparing import compare
from cpec_tui.measuring.gold import GoldDocument, read_gold
from cpec_tui.measuring.judging import Judges
from cpec_tui.measuring.report import Measure, Run
from cpec_tui.measuring.run import measure
from cpec_tui.measuring.saving import as_json, read_run
from cpec_tui.nearest import did_you_mean

_HUGE = 100_000_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options that only this command has."""

    kinds: tuple[str, ...]
    ids: Path | None
    by_entity: bool
    limit: int
    save: Path | None
    earlier: Path | None
    min_f1: float | None


@click.command("eval")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--only-kind", "kinds", metavar="KIND", multiple=True, help="Judge entities of this kind; repeatable.")
@click.option(
    "--only-ids", "ids", metavar="FILE", type=click.Path(path_type=Path), help="Judge only the ids in FILE, one a line."
)
@click.option("--by-entity", is_flag=True, help="Print the scores of every entity, too.")
@click.option(
    "--limit", metavar="N", default=20, type=click.IntRange(0, _HUGE), help="How much of each list; 20 when not said."
)
@click.option("--save", metavar="FILE", type=click.Path(path_type=Path), help="Keep the measurement in FILE, as JSON.")
@click.option(
    "--compare", "earlier", metavar="FILE", type=click.Path(path_type=Path), help="Compare with one that was saved."
)
@click.option("--min-f1", metavar="X", type=click.FloatRange(0, 1), help="Exit with 1 when strict F1 is below X.")
@answering
def command(options: Options, gold: str, **asked: Any) -> int:
    """Measure how well names are linked: what is linked in the texts of GOLD.jsonl against what is annotated there.

    A line of GOLD.jsonl (or of standard input, for -) is {"doc_id", "text", "mentions": [{"start", "end", "surface",
    "entity_id"}]}; spans count code points. Links of all entities are judged; where only some were annotated, say
    which with --only-kind or --only-ids. docs/measuring.md tells how to read what is printed.
    """
    wanted = _Asked(**asked)
    documents = read_gold(_content(gold, standard_input=True), gold)
    earlier = None if wanted.earlier is None else read_run(_content(str(wanted.earlier)), str(wanted.earlier))
    library = ready_library(options)
    run = measure(gold, documents, library.scanner().scan, _judges(library, documents, wanted))
    comparison = None if earlier is None else compare(earlier, run)
    if wanted.save is not None:
        output.write_json(wanted.save, as_json(run))
    if options.json:
        output.print_json(as_json(run) | ({} if comparison is None else {"comparison": as_json(comparison)}))
    else:
        print_run(options, run, limit=wanted.limit, by_entity=wanted.by_entity)
        if comparison is not None:
            print_comparison(options, comparison, limit=wanted.limit)
    return _exit_code(run, wanted.min_f1)


def _exit_code(run: Run, min_f1: float | None) -> ExitCode:
    if min_f1 is None:
        return ExitCode.FOUND
    found = run.measures[Measure.STRICT.value].f1.value
    if found is not None and found >= min_f1:
        return ExitCode.FOUND
    said = "nothing was judged" if found is None else f"strict F1 is {found:.4f}"
    output.narrate(f"{said}, and {min_f1:g} was asked for")
    return ExitCode.NOTHING


def _judges(library: Library, documents: Iterable[GoldDocument], wanted: _Asked) -> Judges:
    """Whose mentions are judged. Raises UsageError."""
    known = [kind.name for kind in library.kinds()]
    for kind in wanted.kinds:
        if kind not in known:
            hint = did_you_mean(kind, known) or f"the kinds are {', '.join(known)}"
            raise UsageError(f"there is no kind `{kind}`", hint)
    listed = set() if wanted.ids is None else _ids(wanted.ids)
    named = {one.entity for document in documents for one in document.mentions if one.entity is not None}
    resolved = library.ids_now(named | listed)
    only_ids = None if wanted.ids is None else frozenset(resolved.get(entity, entity) for entity in listed)
    entities = {hit.id: hit.kind for hit in library.entities()}
    unknown = sorted((only_ids or set()) - entities.keys())
    if unknown:
        said = f"{unknown[0]} and {len(unknown) - 1:,} more" if len(unknown) > 1 else unknown[0]
        output.narrate(f"not in the gazetteer, but in {wanted.ids}: {said}")
    return Judges(entities, resolved, frozenset(wanted.kinds) or None, only_ids)


def _ids(file: Path) -> set[str]:
    lines = (line.partition("#")[0].strip() for line in _text(_content(str(file)), str(file)).splitlines())
    ids = {line for line in lines if line}
    if not ids:
        raise UsageError(f"{file} has no id in it", "write one id a line")
    return ids


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8", "save the file as UTF-8") from error


def _content(file: str, *, standard_input: bool = False) -> bytes:
    if standard_input and file == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input", "name a file, or pipe one in")
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {file}", "look at how its name is written") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", "name a file that can be read") from error
