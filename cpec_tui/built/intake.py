"""Where the sources of a build are read: a little plain text here, everything else in reader processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built.parcels import Failure, Job, Parcel, Tools, read_one
from cpec_tui.built.reader import Limits, Setting
from cpec_tui.built.readers import ReaderPool
from cpec_tui.built.steps import Inputs
from cpec_tui.corpus import SourceFile
from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.errors import ReadingError
from cpec_tui.linking.linker import Linker
from cpec_tui.reading import registry
from cpec_tui.reading.recognising import Format, recognise

LIMITS = Limits()
# To read so many bytes of plain text takes little longer than to start a process for it; a file costs some by itself.
_LITTLE = 1 << 20
_FOR_EACH = 2_000
_CONTAINER = b"PK\x03\x04"

Take = Callable[[SourceFile, Callable[[], None]], Parcel | Failure]


@contextmanager
def reading(sources: Sequence[SourceFile], inputs: Inputs, *, link: bool) -> Iterator[Take]:
    """Gives a function by which the ``sources`` are taken one after the other, in their order.

    It calls what it is given again and again while it has to wait. Leaving the block ends what is still being read.
    """
    jobs = [Job(one.path, os.fspath(one.absolute), inputs.ids[one.path], one.size) for one in sources]
    little = sum(job.size + _FOR_EACH for job in jobs) <= _LITTLE
    here = {job.path: job for job in jobs if little and _is_plain(job)}
    elsewhere = [job for job in jobs if job.path not in here]
    tools = Tools(inputs.residue, Linker(inputs.gazetteer, Verdicts(inputs.curated.verdicts)) if link else None)
    pool = _pool(elsewhere, inputs, link=link) if elsewhere else None

    def take(source: SourceFile, waiting: Callable[[], None]) -> Parcel | Failure:
        if source.path in here:
            return read_one(here[source.path], tools)
        assert pool is not None
        while (outcome := pool.take()) is None:
            waiting()
        return outcome

    try:
        yield take
    finally:
        if pool is not None:
            pool.close()


def _pool(jobs: Sequence[Job], inputs: Inputs, *, link: bool) -> ReaderPool:
    entities = tuple(replace(entity, facts=(), lines={}) for entity in inputs.curated.entities)
    gazetteer = (entities, inputs.curated.config.kinds_by_name) if link else None
    setting = Setting(inputs.residue.patterns, gazetteer, LIMITS, inputs.curated.verdicts)
    return ReaderPool(setting, jobs, min(platform.processors(), len(jobs)))


def _is_plain(job: Job) -> bool:
    """Whether a small file is plain text, which no reader chokes on, or nothing that could be read at all."""
    try:
        content = registry.load(Path(job.absolute))
        # Not even its list of contents is read here.
        return not content.startswith(_CONTAINER) and recognise(content, job.path) is Format.TEXT
    except ReadingError:
        return True
