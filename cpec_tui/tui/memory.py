"""What is kept from one session to the next: where one was in each corpus, and the looks.

Both are files in the state folder. A private session writes no place; a file that cannot be used counts as none.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cpec_tui import platform

if TYPE_CHECKING:
    from pathlib import Path

    from cpec_tui.corpus import Corpus
    from cpec_tui.model import Span

PANES = ("box", "results", "source", "card", "facets")
_KINDS: Mapping[str, Any] = {
    "query": str, "doc": str | None, "ordinal": int, "card": str | None, "pane": str,
    "span": list | None, "followed": bool, "order": str, "theme": str | None,
}  # fmt: skip
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastPlace:
    """Where a session ended: the query and the order of its results, the place in a text, the card, the pane.

    ``followed`` tells whether n and N went through the mentions of the entity on the card, ``theme`` which looks were
    chosen on this corpus.
    """

    query: str = ""
    doc: str | None = None
    ordinal: int = 1
    card: str | None = None
    pane: str = "box"
    span: Span | None = None
    followed: bool = False
    order: str = "rank"
    theme: str | None = None


def place_file(corpus: Corpus) -> Path:
    """Where the last place of a corpus is kept."""
    return platform.state_home() / "places" / f"{corpus.key}.json"


def looks_file() -> Path:
    """Where the chosen theme is kept."""
    return platform.state_home() / "looks.json"


def recall(corpus: Corpus) -> LastPlace | None:
    """Where the last session on ``corpus`` ended."""
    found = _read(place_file(corpus))
    if set(found) != set(_KINDS) or not all(isinstance(found[name], kind) for name, kind in _KINDS.items()):
        return None
    if found["pane"] not in PANES:
        return None
    known: dict[str, Any] = {**found, "span": _span(found["span"])}
    return LastPlace(**known)


def remember(corpus: Corpus, place: LastPlace) -> None:
    """Keep where this session ended."""
    _write(place_file(corpus), asdict(place))


def forget(corpus: Corpus) -> None:
    """Begin anew next time."""
    try:
        place_file(corpus).unlink(missing_ok=True)
    except OSError as error:
        _LOGGER.warning("%s cannot be removed: %s", place_file(corpus), error)


def recalled_theme() -> str | None:
    """The theme chosen last."""
    theme = _read(looks_file()).get("theme")
    return theme if isinstance(theme, str) else None


def remember_theme(theme: str) -> None:
    """Keep the chosen theme."""
    _write(looks_file(), {"theme": theme})


def _span(found: object) -> Span | None:
    match found:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
        case _:
            return None


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, value: dict[str, object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        platform.write_atomically(path, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except OSError as error:
        _LOGGER.warning("%s cannot be written: %s", path, error)
