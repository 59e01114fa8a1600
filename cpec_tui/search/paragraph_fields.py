"""``has:`` and ``is:``: which paragraphs have, or are, what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.rowset import RowSet
from cpec_tui.dates import FIRST_DAY, LAST_DAY
from cpec_tui.folding import lookup_key
from cpec_tui.model import Metadata, Role, Status
from cpec_tui.nearest import did_you_mean
from cpec_tui.search.grammar import HAS, HAS_TOO, IS
from cpec_tui.search.query import Field

_LAST_PAGE = 1 << 40
_ROLES = {"title": Role.TITLE, "heading": Role.HEADING, "list": Role.LIST_ITEM, "body": Role.BODY}
_ROLES |= {"quote": Role.QUOTE, "table": Role.TABLE_ROW}
_OF_METADATA: Mapping[str, Callable[[Metadata], object]] = {
    "author": lambda data: data.author,
    "publisher": lambda data: data.publisher,
    "lang": lambda data: data.language,
    "tag": lambda data: data.tags,
    "url": lambda data: data.url,
}


def values_meant(asked: Field) -> list[str]:
    """What of the values of its field a ``has:`` or ``is:`` means; while it is typed, all that begin so."""
    known = {**dict.fromkeys(HAS), **dict.fromkeys(HAS_TOO)} if asked.name == "has" else dict.fromkeys(IS)
    wanted = lookup_key(asked.value)
    found = (name for name in known if name == wanted or (asked.unfinished and name.startswith(wanted)))
    return list(dict.fromkeys(HAS_TOO.get(name, name) if asked.name == "has" else name for name in found))


def not_known(asked: Field) -> str:
    """What there is to ask for in place of a value that is none."""
    known = HAS if asked.name == "has" else IS
    return did_you_mean(asked.value, known) or f"there are {', '.join(known)}"


def no_paragraph(name: str, value: str) -> str:
    """That no paragraph has, or is, ``value``."""
    one = {"ambiguous": value, "list": "an item of a list", "body": "running text", "table": "a row of a table"}
    one |= {"entity": "an entity", "author": "an author", "tag": "a tag", "lang": "a language"}
    return f"no paragraph {name} {one.get(value, f'a {value}')}"


def rows_that(catalog: Catalog, name: str, value: str) -> Mapping[int, int] | AbstractSet[int]:
    """The rows that have (``name`` is has), or are, ``value``; with how often where it can be counted."""
    if name == "is":
        return _rows_that_are(catalog, value)
    if value == "entity":
        return catalog.rows_with_mentions(Status.LINKED)
    if value == "page":
        return catalog.rows_of_pages(0, _LAST_PAGE)
    if value == "date":
        return catalog.rows_of_documents(catalog.documents_between(FIRST_DAY, LAST_DAY))
    has = _OF_METADATA[value]
    return catalog.rows_of_documents(number for number, *_, data in catalog.document_fields() if has(data))


def _rows_that_are(catalog: Catalog, value: str) -> Mapping[int, int] | AbstractSet[int]:
    if value == "ambiguous":
        return catalog.rows_with_mentions(Status.AMBIGUOUS)
    return RowSet.of(catalog.copies) if value == "copy" else catalog.rows_of_role(_ROLES[value].value)
