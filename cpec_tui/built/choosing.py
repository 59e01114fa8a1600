"""Which text engine a corpus gets: the one that corpus.yaml names, or the one that suits its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpec_tui.corpus import CORPUS_FILE
from cpec_tui.entities.curated import Curated, WantedEngine
from cpec_tui.errors import Problem, Severity
from cpec_tui.search.engines import EngineName, is_installed

# From so many paragraphs on Tantivy is worth its installation; a corpus that has it keeps it down to the lower number,
# so that a few documents more or less do not have everything indexed anew.
LARGE = 20_000
_STILL_LARGE = 15_000
LETTERS_IN_A_PARAGRAPH = 340
INSTALLING = "pip install 'cpec-tui[tantivy]'"
NOT_INSTALLED = "`engine: tantivy` asks for Tantivy, which is not installed: Whoosh answers"
HOW_TO_INSTALL = f"install it: {INSTALLING}, then index again"


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine chosen, and what is to be said of that: why it is this one, or what would be better."""

    name: EngineName
    said: str = ""


def chosen(
    wanted: WantedEngine,
    paragraphs: int,
    in_force: EngineName | None,
    has: Callable[[EngineName], bool] = is_installed,
) -> Choice:
    """The engine for a corpus of about so many ``paragraphs``, whose index was made by the engine ``in_force``."""
    if wanted == "whoosh":
        return Choice("whoosh")
    if wanted == "tantivy":
        return Choice("tantivy") if has("tantivy") else Choice("whoosh", f"{NOT_INSTALLED}; {HOW_TO_INSTALL}")
    if paragraphs < (_STILL_LARGE if in_force == "tantivy" else LARGE):
        return Choice("whoosh")
    if has("tantivy"):
        return Choice("tantivy", "Tantivy answers, as the corpus is large (engine: auto)")
    return Choice("whoosh", f"so large a corpus is searched faster with Tantivy: {INSTALLING}, then index again")


def with_problems(curated: Curated, choice: Choice) -> tuple[Problem, ...]:
    """All problems of what is curated, by file and line; one more when another engine answers than was asked for."""
    if curated.config.engine != "tantivy" or choice.name == "tantivy":
        return curated.problems
    file, line = CORPUS_FILE.as_posix(), curated.config.engine_line
    found = Problem("engine-not-installed", Severity.WARNING, file, line, NOT_INSTALLED, HOW_TO_INSTALL)
    return tuple(sorted((*curated.problems, found), key=lambda problem: (problem.path, problem.line)))


def estimated(size: int) -> int:
    """About how many paragraphs stand in sources of ``size`` bytes."""
    return size // LETTERS_IN_A_PARAGRAPH
