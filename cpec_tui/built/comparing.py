"""What is to do: the sources as they are, compared with what a generation was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpec_tui.built.freshness import SourceState, seems_changed
from cpec_tui.catalog.reading import Catalog
from cpec_tui.corpus import SourceFile, Unreadable
from cpec_tui.errors import ReadingError
from cpec_tui.reading import registry


@dataclass(frozen=True, slots=True)
class Work:
    """What to do with the sources: read these, forget those paths, note new times, remember refusals.

    A path to be read anew is among those to forget, too.
    """

    add: tuple[SourceFile, ...] = ()
    remove: tuple[str, ...] = ()
    touch: tuple[SourceFile, ...] = ()
    refuse: tuple[Unreadable, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the sources are as they were."""
        return not (self.add or self.remove or self.touch or self.refuse)


def everything(sources: list[SourceFile], refused: list[Unreadable]) -> Work:
    """The work of a build from nothing."""
    return Work(tuple(sources), refuse=tuple(refused), added=len(sources))


def differences(
    catalog: Catalog,
    sources: list[SourceFile],
    refused: list[Unreadable],
    ids: dict[str, str],
    looked_at: Callable[[int], None],
) -> Work:
    """What differs from ``catalog``; ``looked_at`` hears how many sources were compared, when one was read for it."""
    known = catalog.sources()
    known_ids = catalog.ids_by_path()
    add: list[SourceFile] = []
    touch: list[SourceFile] = []
    changed: list[str] = []
    for number, source in enumerate(sources, 1):
        before = known.get(source.path)
        if before is None:
            add.append(source)
        elif known_ids.get(source.path, ids[source.path]) != ids[source.path] or _differs(source, before):
            add.append(source)
            changed.append(source.path)
        elif before[:2] != (source.size, source.mtime_ns):
            touch.append(source)
        else:
            continue
        looked_at(number)
    reasons = {path.removeprefix("seeds/"): reason for path, reason, _ in catalog.failures()}
    refuse = [one for one in refused if reasons.get(one.path) != one.reason]
    again = [one.path for one in refuse if one.path in known]
    gone = sorted(set(known) - {source.path for source in sources} - {one.path for one in refused})
    return Work(
        tuple(add),
        (*changed, *again, *gone),
        tuple(touch),
        tuple(refuse),
        len(add) - len(changed),
        len(changed),
        len(gone),
    )


def _differs(source: SourceFile, before: SourceState) -> bool:
    """Whether the content changed, which only reading the file tells when its size or time did."""
    if not seems_changed(source, before):
        return False
    try:
        return registry.digest(registry.load(source.absolute)) != before[2]
    except ReadingError:
        return True
