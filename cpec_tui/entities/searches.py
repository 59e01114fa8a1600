"""index/searches.yaml: the searches that are kept under a name, as far as they can be used.

A query that asks for one of them must not wait for schemas, so what is wrong with the file is told elsewhere
(``search_problems``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpec_tui.corpus import Corpus
from cpec_tui.errors import YamlError
from cpec_tui.folding import lookup_key
from cpec_tui.model import SavedSearch

FILE = "index/searches.yaml"
HEAD = "# yaml-language-server: $schema=schema/searches.schema.json\n"
ORDERS = ("rank", "newest", "oldest")
NAME = r"[^\W_][\w-]*"
_NAME = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class SavedSearches:
    """The searches in the order of the file; ``trouble`` says why none could be read, where that is so."""

    all: tuple[SavedSearch, ...] = ()
    trouble: str = ""

    def named(self, name: str) -> SavedSearch | None:
        """The search of that name, capitals or not."""
        wanted = lookup_key(name)
        return next((one for one in self.all if lookup_key(one.name) == wanted), None)


def load_searches(corpus: Corpus) -> SavedSearches:
    """The saved searches of ``corpus`` as the file is now."""
    path = corpus.searches_file
    if not os.path.lexists(path):
        return SavedSearches()
    from cpec_tui import yamlfile

    try:
        value, _ = yamlfile.read_keeping_first(path)
    except YamlError as error:
        return SavedSearches(trouble=f"{FILE}:{error.line}: {error}")
    except OSError as error:
        return SavedSearches(trouble=f"{FILE} cannot be read: {error.strerror or error}")
    return SavedSearches(tuple(searches_in(value)))


def searches_in(value: object) -> Iterator[SavedSearch]:
    """The searches in the ``value`` of the file that have a name and a query; of several of one name the first."""
    from cpec_tui.yamlfile import YamlList

    known: set[str] = set()
    for entry, line in zip(value, value.lines, strict=True) if isinstance(value, YamlList) else ():
        found = _search(entry, line) if isinstance(entry, dict) else None
        if found is not None and lookup_key(found.name) not in known:
            known.add(lookup_key(found.name))
            yield found


def is_name(text: object) -> bool:
    """Whether a search can be kept under ``text``."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None


def _search(entry: Mapping[str, object], line: int) -> SavedSearch | None:
    name, query = entry.get("name"), _text(entry.get("query"))
    if not (isinstance(name, str) and is_name(name) and query):
        return None
    order = entry.get("order")
    return SavedSearch(name, query, _text(entry.get("note")), str(order) if order in ORDERS else None, line)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
