"""What was seen of each saved search, so that what is new since then can be told.

It is kept in the user's state folder, a file for each corpus, and never in the corpus. A paragraph is known by its
document and its text: renumbered, or in a document that was renamed, it is not new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cpec_tui import platform
from cpec_tui.answers import Answering, Order
from cpec_tui.corpus import Corpus
from cpec_tui.folding import lookup_key
from cpec_tui.library import Library
from cpec_tui.model import SavedSearch
from cpec_tui.repeating.keeping import read, stamp, write

_VERSION = 1
# Document, digest of the text, and which of those that are the same in both.
Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen ``at`` a time (UTC): the digests of paragraphs by document; before the first time nothing."""

    at: str | None = None
    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A saved search asked now: how much answers, and what of it is ``new`` since it was seen."""

    search: SavedSearch
    total: int
    entities_total: int
    documents: int
    seen: str | None
    new: tuple[Answering, ...]
    warnings: tuple[str, ...] = ()
    fatal: bool = False


def seen_file(corpus: Corpus) -> Path:
    """Where it is kept what was seen of the searches of a corpus."""
    return platform.state_home() / "seen" / f"{corpus.key}.json"


def ask(library: Library, search: SavedSearch) -> Found:
    """Ask a saved search, and compare with what was seen of it."""
    page = library.search(search.query, limit=0)
    order = Order(search.order) if search.order else Order.NEWEST
    answers = () if page.fatal else library.answering(search.query, order=order)
    before = recall(library.corpus).get(lookup_key(search.name), Seen())
    new = new_since(before, answers, library.former_ids)
    documents = len({one.doc for one in answers})
    totals = (page.total, page.entities_total, documents)
    return Found(search, *totals, before.at, new, page.warnings, page.fatal)


def recall(corpus: Corpus) -> dict[str, Seen]:
    """What was seen, by the ``lookup_key`` of the name of each search; what cannot be used counts as nothing."""
    kept = read(seen_file(corpus))
    searches = kept.get("searches") if kept.get("version") == _VERSION else None
    return dict(_usable(searches)) if isinstance(searches, dict) else {}


def mark(library: Library, searches: Iterable[SavedSearch], at: datetime) -> None:
    """Note that all that answers each of ``searches`` now was seen. Raises CurationError when it cannot be kept."""
    kept = recall(library.corpus)
    for search in searches:
        digests: dict[str, list[str]] = {}
        for one in library.answering(search.query):
            digests.setdefault(one.doc, []).append(one.digest)
        kept[lookup_key(search.name)] = Seen(stamp(at), {doc: tuple(sorted(found)) for doc, found in digests.items()})
    _keep(library.corpus, kept)


def renamed(corpus: Corpus, old: str, new: str) -> None:
    """What was seen of a search counts for its new name. Raises CurationError when it cannot be kept."""
    kept = recall(corpus)
    if lookup_key(old) in kept:
        kept[lookup_key(new)] = kept.pop(lookup_key(old))
        _keep(corpus, kept)


def forget(corpus: Corpus, name: str) -> None:
    """Nothing was seen of the search of that name. Raises CurationError when that cannot be kept."""
    kept = recall(corpus)
    if kept.pop(lookup_key(name), None) is not None:
        _keep(corpus, kept)


def new_since(before: Seen, answers: Iterable[Answering], former_ids: Mapping[str, str]) -> tuple[Answering, ...]:
    """Those of ``answers`` that were not among what was seen ``before``, in their order."""
    known = set(keys((former_ids.get(doc, doc), digest) for doc, of_doc in before.digests.items() for digest in of_doc))
    listed = list(answers)
    found = keys((one.doc, one.digest) for one in listed)
    return tuple(one for one, key in zip(listed, found, strict=True) if key not in known)


def keys(paragraphs: Iterable[tuple[str, str]]) -> Iterator[Key]:
    """What each paragraph (document, digest) is known by: the same text several times in a document is numbered."""
    times: Counter[tuple[str, str]] = Counter()
    for doc, digest in paragraphs:
        times[doc, digest] += 1
        yield doc, digest, times[doc, digest]


def _usable(searches: Mapping[str, object]) -> Iterator[tuple[str, Seen]]:
    for name, kept in searches.items():
        match kept:
            case {"at": str(at), "digests": dict(digests)}:
                lists = {doc: found for doc, found in digests.items() if isinstance(found, list)}
                yield str(name), Seen(at, {str(doc): tuple(map(str, found)) for doc, found in lists.items()})


def _keep(corpus: Corpus, seen: Mapping[str, Seen]) -> None:
    searches = {name: {"at": one.at, "digests": one.digests} for name, one in seen.items()}
    write(seen_file(corpus), {"version": _VERSION, "searches": searches})
