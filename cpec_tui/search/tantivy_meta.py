"""What a Tantivy index says of its segments, in ``meta.json``, and what their files are called."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cpec_tui.search.engines import text_damage
from cpec_tui.search.wear import Segment

_REMOVALS = "del"


@dataclass(frozen=True, slots=True)
class NamedSegment:
    """A segment: how its files' names begin, its size, and the file of what was removed from it, if any was."""

    name: str
    size: Segment
    removals: str = ""

    def has(self, file: str) -> bool:
        """Whether a file of this name is one of its own that is in use."""
        name, _, kind = file.partition(".")
        return name == self.name and (not kind.endswith(_REMOVALS) or file == self.removals)


def segments(folder: Path) -> list[NamedSegment]:
    """The segments of the index in ``folder``, as searchers number them. Raises DamagedError when that is unknown."""
    try:
        told = json.loads((folder / "meta.json").read_bytes())["segments"]
        return [_segment(one["segment_id"].replace("-", ""), one["max_doc"], one["deletes"]) for one in told]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise text_damage(folder, "meta.json cannot be read") from error


def _segment(name: str, paragraphs: int, deletes: dict[str, int] | None) -> NamedSegment:
    if deletes is None:
        return NamedSegment(name, Segment(paragraphs, 0))
    removed = deletes["num_deleted_docs"]
    return NamedSegment(name, Segment(paragraphs - removed, removed), f"{name}.{deletes['opstamp']}.{_REMOVALS}")


def has_garbage(folder: Path, known: Iterable[NamedSegment]) -> bool:
    """Whether there are files of segments that are not in use any more."""
    by_name = {one.name: one for one in known}
    for path in folder.iterdir():
        name = path.name.partition(".")[0]
        if len(name) == _NAME_LENGTH and not (name in by_name and by_name[name].has(path.name)):
            return True
    return False


# Segments have random names of hexadecimal digits.
_NAME_LENGTH = 32
