"""What is curated, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cpec_tui.errors import Problem
from cpec_tui.model import Entity, Kind, Metadata, Verdict

WantedEngine = Literal["auto", "whoosh", "tantivy"]


@dataclass(frozen=True, slots=True)
class CorpusConfig:
    """What corpus.yaml says. ``inverses`` gives for each relation type its name seen from the other end.

    ``engine_line`` is where the text engine is named, 0 when it is not.
    """

    title: str
    short_title: str
    languages: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    inverses: Mapping[str, str | None] = field(default_factory=dict)
    residue: tuple[str, ...] = ()
    engine: WantedEngine = "auto"
    engine_line: int = 0

    @property
    def kinds_by_name(self) -> dict[str, Kind]:
        """The kinds by their name."""
        return {kind.name: kind for kind in self.kinds}


@dataclass(frozen=True, slots=True)
class Curated:
    """Everything curated that is sound, and every problem with the rest.

    ``document_lines`` and ``former_ids`` are by document id; ``digest`` changes with any byte of the files. ``merged``
    gives for the id of each entity that was merged the id of the one it is now.
    """

    config: CorpusConfig
    documents: dict[str, Metadata]
    document_lines: dict[str, int]
    former_ids: dict[str, str]
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]
    digest: str
    verdicts: tuple[Verdict, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
