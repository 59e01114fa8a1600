"""The text engines by name, each loaded when it is used: Tantivy is optional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from cpec_tui import panics
from cpec_tui.errors import BuiltIndexError, DamagedError
from cpec_tui.model import Role
from cpec_tui.search.plan import Engine
from cpec_tui.search.wear import Segment
from cpec_tui.search.weighing import ANALYSIS_VERSION

if TYPE_CHECKING:
    from cpec_tui.catalog.reading import Catalog

EngineName = Literal["whoosh", "tantivy"]
# A changed format of a Whoosh index means a new number: older indexes are built anew.
_WHOOSH_SHAPE = 2
NAMES: tuple[EngineName, ...] = get_args(EngineName)
ANEW = "build it anew: index --rebuild"


class TextWriter(Protocol):
    """Adds and removes documents of one text index; nothing is seen by readers before ``commit``."""

    def add(self, number: int, first_row: int, paragraphs: Iterable[tuple[Role, list[str]]]) -> None:
        """Add the paragraphs (role, words) of document ``number``, whose first has row ``first_row``."""
        ...

    def remove(self, number: int) -> None:
        """Remove all paragraphs of document ``number``."""
        ...

    def begin_commit(self) -> None:
        """Nothing is added or removed until ``commit``: what can be done in the background may begin."""
        ...

    def commit(self, expected: int, written: Callable[[float], None] = lambda share: None) -> None:
        """Make the changes visible; ``written`` hears what share of them is written.

        Raises BuiltIndexError when not exactly ``expected`` paragraphs are in it then.
        """
        ...

    def rows_in(self, segments: Sequence[int]) -> list[int]:
        """The rows of the paragraphs in these segments, by their places in what ``segments_in`` gives."""
        ...

    def cancel(self) -> None:
        """Give up what was not committed."""
        ...


def is_installed(name: EngineName) -> bool:
    """Whether this program can use the engine: one that is installed for another Python, or half, it cannot."""
    return name == "whoosh" or (find_spec("tantivy") is not None and _can_be_loaded())


def _can_be_loaded() -> bool:
    try:
        stamp("tantivy")
    except ImportError:
        return False
    return True


def stamp(name: EngineName) -> str:
    """What the text index of an engine is made by. Raises ImportError when the engine is not installed."""
    if name == "whoosh":
        return f"analysis {ANALYSIS_VERSION}, whoosh {_WHOOSH_SHAPE}"
    from cpec_tui.search.tantivy_schema import version

    return f"analysis {ANALYSIS_VERSION}, {version()}"


def named_in(stamp_of_text: str) -> EngineName | None:
    """The engine that reads the text index with that stamp; None when none that is installed does."""
    return next((name for name in NAMES if _reads(name, stamp_of_text)), None)


def _reads(name: EngineName, stamp_of_text: str) -> bool:
    # Another engine need not be loaded to know that.
    return f", {name}" in stamp_of_text and is_installed(name) and stamp(name) == stamp_of_text


def open_engine(name: EngineName, folder: Path, catalog: Catalog) -> Engine:
    """The engine over the text index in ``folder``, beside ``catalog``. Raises BuiltIndexError when it is damaged."""
    if name == "whoosh":
        from cpec_tui.search.whoosh_loading import load_whoosh

        load_whoosh()
        from cpec_tui.search.whoosh_engine import WhooshEngine

        return WhooshEngine(folder)
    try:
        from cpec_tui.search.tantivy_engine import TantivyEngine
    except ImportError as error:
        raise BuiltIndexError(f"the text index in {folder} needs Tantivy: {error}", "build anew: index") from error
    with panics.told_as(lambda why: text_damage(folder, why)):
        return TantivyEngine(folder, catalog)


def open_writer(name: EngineName, folder: Path, *, create: bool) -> TextWriter:
    """The writer of the text index in ``folder``; with ``create`` of a new one."""
    if name == "whoosh":
        from cpec_tui.search.whoosh_writer import WhooshWriter

        return WhooshWriter(folder, create=create)
    from cpec_tui.search.tantivy_writer import TantivyWriter

    return TantivyWriter(folder, create=create)


def segments_in(name: EngineName, folder: Path) -> list[Segment]:
    """The segments of the text index in ``folder``. Raises BuiltIndexError when it is damaged."""
    if name == "whoosh":
        from cpec_tui.search import whoosh_writer

        return whoosh_writer.segments_in(folder)
    from cpec_tui.search import tantivy_meta

    return [one.size for one in tantivy_meta.segments(folder)]


def check_count(found: int, expected: int) -> None:
    """Raises BuiltIndexError when a text index has another number of paragraphs than were to be in it."""
    if found != expected:
        raise BuiltIndexError(f"the text index has {found:,} paragraphs instead of {expected:,}", ANEW)


def text_damage(folder: Path, why: str = "") -> DamagedError:
    """What to raise when the text index in ``folder`` is damaged."""
    return DamagedError(f"the text index in {folder} is damaged{f': {why}' if why else ''}", ANEW)
