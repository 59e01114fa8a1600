"""Fields of a document: which documents have what ``title:``, ``doc:`` and the like ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from cpec_tui.catalog.reading import Catalog
from cpec_tui.folding import fold, tokens
from cpec_tui.model import Metadata
from cpec_tui.nearest import did_you_mean
from cpec_tui.search.query import Field

# Fields that hold names, of which a word may be near; and those of which the values are told.
_NAMED = ("publisher", "author", "source")
_LISTED = ("publisher", "author", "lang", "tag")
_SHOWN = 4
_Test = Callable[[str, str, str, Metadata], bool]


def documents_with(catalog: Catalog, asked: Field) -> list[int]:
    """Numbers of the documents that have what is ``asked``."""
    has = _test(asked)
    return [number for number, doc, path, title, data in catalog.document_fields() if has(doc, path, title, data)]


def other_values(catalog: Catalog, asked: Field) -> str:
    """``did you mean …?`` with a value near to what is ``asked``, else what there is where it is told shortly."""
    known = Counter(
        value
        for _, doc, path, title, data in catalog.document_fields()
        for value in _values(asked.name, doc, path, title, data)
    )
    parts = {word for value in known for word in value.split()} if asked.name in _NAMED else ()
    near = did_you_mean(asked.value, known) or did_you_mean(asked.value, parts)
    if near or asked.name not in _LISTED:
        return near
    most = [f"`{value}`" for value, _ in sorted(known.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]]
    more = f" and {len(known) - _SHOWN:,} more" if len(known) > _SHOWN else ""
    return f"there are {', '.join(most)}{more}" if most else "no document has any"


def values_meant(asked: Field, values: Iterable[str]) -> list[str]:
    """Those of ``values`` (publishers, or languages) that a document may have to answer what is ``asked``."""
    has = _test(asked)
    return [value for value in values if has("", "", "", Metadata(publisher=value, language=value))]


def _test(asked: Field) -> _Test:
    """Whether a document (id, path, title, metadata) has what is ``asked``."""
    wanted, goes_on = fold(asked.value), asked.unfinished
    match asked.name:
        case "doc":
            return lambda doc, path, title, data: _is(fold(doc), wanted, goes_on=goes_on)
        case "title":
            words = tokens(asked.value)
            return lambda doc, path, title, data: _holds(tokens(title), words, goes_on=goes_on)
        case "source":
            return lambda doc, path, title, data: wanted in fold(path)
        case "lang":
            return lambda doc, path, title, data: _is_language(fold(data.language or ""), wanted, goes_on=goes_on)
        case "tag":
            return lambda doc, path, title, data: any(_is(fold(tag), wanted, goes_on=goes_on) for tag in data.tags)
        case "publisher":
            return lambda doc, path, title, data: data.publisher is not None and wanted in fold(data.publisher)
        case "author":
            return lambda doc, path, title, data: data.author is not None and wanted in fold(data.author)
    raise AssertionError(asked)


def _is(value: str, wanted: str, *, goes_on: bool) -> bool:
    return value == wanted or (goes_on and value.startswith(wanted))


def _is_language(language: str, wanted: str, *, goes_on: bool) -> bool:
    """Whether ``language`` is what is wanted or a variety of it (en, en-GB)."""
    return bool(language) and (_is(language, wanted, goes_on=goes_on) or language.startswith(f"{wanted}-"))


def _holds(words: list[str], wanted: list[str], *, goes_on: bool) -> bool:
    if not wanted:
        return goes_on and bool(words)
    last = any(word.startswith(wanted[-1]) for word in words) if goes_on else wanted[-1] in words
    return last and set(wanted[:-1]) <= set(words)


def _values(name: str, doc: str, path: str, title: str, data: Metadata) -> Iterator[str]:
    """What a document has under a field, to suggest from."""
    match name:
        case "doc":
            yield doc
        case "source":
            name = path.rpartition("/")[2]
            yield from (name, name.rpartition(".")[0])
        case "title":
            yield title
            yield from tokens(title)
        case "tag":
            yield from data.tags
        case _:
            value = {"lang": data.language, "publisher": data.publisher, "author": data.author}[name]
            if value:
                yield value
