"""A process that reads sources, one after the other, for ``readers``; what a hostile file does to it ends with it.

Its memory is limited, and the system ends it when a file takes far too long. It ends with its input: then nobody waits
for it any more.
"""

from __future__ import annotations

import gc
import os
import pickle
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import BinaryIO

from cpec_tui import platform
from cpec_tui.built import processes
from cpec_tui.built.parcels import SMALLER, Failure, Job, Tools, read_one
from cpec_tui.entities.verdicts import Verdicts
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Entity, Kind, Verdict
from cpec_tui.reading.residue import ResidueFinder

READY = b"ready"
# What the parent does when time is over, the system does a little later: it is for a reader whose parent is gone.
_GRACE = 10.0
_SELDOM = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, more of them for each megabyte that it has, and bytes of memory."""

    seconds: float = 60.0
    seconds_for_megabyte: float = 1.0
    memory: int = 2 << 30

    def seconds_for(self, size: int) -> float:
        """How long a file of ``size`` bytes may take."""
        return self.seconds + self.seconds_for_megabyte * (size >> 20)

    def memory_said(self) -> str:
        """For people: ``2 GB``."""
        return f"{self.memory >> 30} GB" if self.memory >= 1 << 30 else f"{self.memory >> 20} MB"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader is told at its beginning; without entities and kinds nothing is linked."""

    patterns: tuple[str, ...]
    gazetteer: tuple[tuple[Entity, ...], dict[str, Kind]] | None
    limits: Limits
    verdicts: tuple[Verdict, ...] = ()


def main() -> None:
    """Read what is asked for on standard input, until it ends."""
    platform.deaf_to_interrupts()
    pipe = os.fdopen(processes.private_output(), "wb", buffering=0)
    asked: SimpleQueue[Job] = SimpleQueue()
    with open(0, "rb", closefd=False) as source:
        first = processes.receive(source)
        if first is None:
            return
        setting: Setting = pickle.loads(first)
        residue = ResidueFinder(setting.patterns)
        linker = Linker(Gazetteer(*setting.gazetteer), Verdicts(setting.verdicts)) if setting.gazetteer else None
        platform.limit_memory(setting.limits.memory)
        gc.freeze()
        gc.set_threshold(_SELDOM)
        threading.Thread(target=_listen, args=(source, asked), daemon=True).start()
        tools = Tools(residue, linker)
        try:
            processes.send(pipe, READY)
            while True:
                job = asked.get()
                platform.die_after(setting.limits.seconds_for(job.size) + _GRACE)
                processes.send(pipe, _answer(job, tools, setting.limits))
                platform.die_after(0)
        except OSError:
            os._exit(0)  # Nobody reads our answers.


def _answer(job: Job, tools: Tools, limits: Limits) -> bytes:
    said = f"reading needs more than {limits.memory_said()} of memory"
    outcome = read_one(job, tools, said)
    try:
        return processes.packed(outcome)
    except MemoryError:
        return processes.packed(Failure(outcome.digest, said, SMALLER))


def _listen(source: BinaryIO, asked: SimpleQueue[Job]) -> None:
    """Take what is asked for; when the input ends, so does this process, in the middle of a file, too."""
    try:
        while (message := processes.receive(source)) is not None:
            for job in pickle.loads(message):
                asked.put(job)
    finally:
        os._exit(0)
