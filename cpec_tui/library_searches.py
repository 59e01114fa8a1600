"""Saved searches of a corpus: what is wrong with them, also what shows only when they are asked."""

from __future__ import annotations

from collections.abc import Iterator

from cpec_tui.built.generation import Generation
from cpec_tui.corpus import Corpus
from cpec_tui.entities.searches import FILE, SavedSearches, load_searches
from cpec_tui.errors import Problem, Severity
from cpec_tui.search.parser import parse
from cpec_tui.search.resolve import Resolver
from cpec_tui.search.saved import put_in


def problems_of_searches(corpus: Corpus, generation: Generation) -> list[Problem]:
    """Every problem of the saved searches, by line; none when there is no such file."""
    if not corpus.searches_file.exists():
        return []
    from cpec_tui.entities.search_problems import search_problems

    saved = load_searches(corpus)
    found = [*search_problems(corpus), *_not_understood(saved, generation)]
    return sorted(found, key=lambda problem: problem.line)


def _not_understood(saved: SavedSearches, generation: Generation) -> Iterator[Problem]:
    """An error for every search that cannot be asked as it is."""
    for search in saved.all:
        reasons = why_not(search.query, saved, generation)
        if reasons:
            message = f"search {search.name} cannot be asked: {'; '.join(reasons)}"
            yield Problem("bad-query", Severity.ERROR, FILE, search.line, message, "mend its query")


def why_not(query: str, saved: SavedSearches, generation: Generation) -> tuple[str, ...]:
    """Why ``query`` cannot be asked; nothing when it can."""
    asked = put_in(query, lambda: saved)
    if asked.fatal:
        return asked.notes
    root = parse(asked.text).root
    if root is None:
        return ("it asks for nothing",)
    resolver = Resolver(generation.catalog, generation.engine, generation.lexicon)
    resolver.resolve(root)
    return tuple(resolver.warnings) if resolver.fatal else ()
