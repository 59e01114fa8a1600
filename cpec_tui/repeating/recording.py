"""Recorded runs: a query with all that answered it then, to be asked again and compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cpec_tui import __version__
from cpec_tui.answers import Answering, BuiltState, Order
from cpec_tui.errors import UsageError
from cpec_tui.library import Library
from cpec_tui.repeating.keeping import stamp
from cpec_tui.repeating.seen import keys

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a query: as typed, as ``asked`` with its saved searches put in, as ``explained``, and its answer."""

    query: str
    asked: str
    explained: str
    order: Order
    corpus: str
    title: str
    built: BuiltState
    time: str
    total: int
    entities_total: int
    warnings: tuple[str, ...]
    answers: tuple[Answering, ...]
    program: str = __version__


@dataclass(frozen=True, slots=True)
class Difference:
    """A run and the same query now, told by the texts: what ``came``, what ``went``, and what is the ``same``.

    Where something went and something came in its place, the paragraph ``changed``: it has another text, and answers
    still. Of what went the addresses are those of then, of the rest those of now.
    """

    before: Run
    now: Run
    came: tuple[Answering, ...]
    changed: tuple[Answering, ...]
    went: tuple[Answering, ...]
    same: tuple[Answering, ...]
    former_ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_none(self) -> bool:
        """Whether the answer is the same, whatever its addresses."""
        return not (self.came or self.changed or self.went)

    @property
    def same_built_index(self) -> bool:
        """Whether what answers was made of the same files by the same version of the program."""
        return self.before.built.digest == self.now.built.digest


def record(library: Library, query: str, at: datetime, order: Order = Order.RANK) -> Run:
    """Run ``query`` and keep all that answers."""
    page, overview, asked = library.search(query, limit=0), library.overview(), library.asked(query)
    return Run(
        asked.query,
        asked.text.strip(),
        page.explained,
        order,
        str(library.corpus.root),
        overview.title,
        library.built_state,
        stamp(at),
        page.total,
        page.entities_total,
        page.warnings,
        library.answering(query, order=order),
    )


def rerun(library: Library, before: Run, at: datetime) -> Difference:
    """Ask again what was asked then, whatever is saved under its names now, and compare."""
    now = record(library, before.asked, at, before.order)
    former = library.former_ids
    then = list(keys((former.get(one.doc, one.doc), one.digest) for one in before.answers))
    found = list(keys((one.doc, one.digest) for one in now.answers))
    known, present = frozenset(then), frozenset(found)
    gone = [one for key, one in zip(then, before.answers, strict=True) if key not in present]
    new = [one for key, one in zip(found, now.answers, strict=True) if key not in known]
    left = {(former.get(one.doc, one.doc), one.paragraph) for one in gone}
    changed = tuple(one for one in new if (one.doc, one.paragraph) in left)
    taken = {(one.doc, one.paragraph) for one in changed}
    return Difference(
        before,
        now,
        tuple(one for one in new if (one.doc, one.paragraph) not in taken),
        changed,
        tuple(one for one in gone if (former.get(one.doc, one.doc), one.paragraph) not in taken),
        tuple(one for key, one in zip(found, now.answers, strict=True) if key in known),
        former,
    )


def differs(found: Difference) -> str:
    """How many came, changed and went, and how many are the same."""
    came, changed, went = len(found.came), len(found.changed), len(found.went)
    return f"{came:,} came, {changed:,} changed, {went:,} went, {len(found.same):,} the same"


def as_json(run: Run) -> dict[str, Any]:
    """A run as its file has it; the keys are an interface."""
    return {
        "format": FORMAT,
        "program": run.program,
        "query": run.query,
        "asked": run.asked,
        "explained": run.explained,
        "order": run.order.value,
        "corpus": {"folder": run.corpus, "title": run.title},
        "built_index": asdict(run.built),
        "time": run.time,
        "total": run.total,
        "entities_total": run.entities_total,
        "warnings": list(run.warnings),
        "addresses": [{"address": one.address, "digest": one.digest} for one in run.answers],
    }


def read_run(path: Path) -> Run:
    """The run in a file. Raises UsageError when it is none that this version can read."""
    try:
        kept = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}", "check the path") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no recorded run: it is not JSON", _HINT) from error
    if isinstance(kept, dict) and isinstance(kept.get("format"), int) and kept["format"] > FORMAT:
        raise UsageError(f"{path} was recorded by a newer cpec-tui", "install a newer one")
    try:
        return _run(kept)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path} is no recorded run", _HINT) from error


_HINT = "record one with: cpec-tui search QUERY --record FILE"


def _run(kept: Mapping[str, Any]) -> Run:
    texts = {key: _as(str, kept[key]) for key in ("query", "asked", "explained", "time", "program")}
    numbers = {key: _as(int, kept[key]) for key in ("total", "entities_total")}
    built = kept["built_index"]
    return Run(
        **texts,
        **numbers,
        order=Order(kept["order"]),
        corpus=_as(str, kept["corpus"]["folder"]),
        title=_as(str, kept["corpus"]["title"]),
        built=BuiltState(_as(int, built["generation"]), _as(str, built["digest"]), _as(bool, built["partial"])),
        warnings=tuple(_as(str, warning) for warning in kept["warnings"]),
        answers=tuple(_answering(one) for one in kept["addresses"]),
    )


def _answering(kept: Mapping[str, Any]) -> Answering:
    doc, mark, number = _as(str, kept["address"]).rpartition("#p")
    if not mark:
        raise ValueError(kept)
    return Answering(doc, int(number), _as(str, kept["digest"]))


def _as(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value
