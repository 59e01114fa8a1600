"""The package document of an e-book (OPF 2 and 3): its metadata, and its chapters in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.bookfiles import resolved
from cpec_tui.reading.declaring import Claim, metadata_of

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_ORIGIN = "OPF"
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document", ""})
_WRITERS = frozenset({"", "aut", "author", "cre"})


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says: ``chapters`` are names of files in the book."""

    metadata: Metadata
    chapters: tuple[str, ...]
    notes: tuple[str, ...] = ()


def xml_root(content: bytes, name: str) -> etree._Element:
    """The root of an XML file of the book. Raises ReadingError when it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"`{name[:60]}` in the book is damaged", "get the file once more") from error
    # A parser that goes on after errors gives nothing when nothing was left.
    if root is None or not isinstance(root.tag, str):
        raise ReadingError(f"`{name[:60]}` in the book is damaged", "get the file once more")
    return root


def read_package(root: etree._Element, name: str) -> Package:
    """What the package document ``name`` says."""
    metadata = metadata_of(_claims(root))
    notes: list[str] = []
    chapters: list[str] = []
    items = {item.get("id"): item for item in root.iter("{*}item")}
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        chapter = resolved(name, item.get("href", ""))
        if chapter is None:
            notes.append(f"the chapter `{item.get('href', '')[:60]}` lies outside the book: left out")
        elif item.get("media-type", "").lower() in _CHAPTER_TYPES and chapter not in chapters:
            chapters.append(chapter)
    return Package(metadata, tuple(chapters), tuple(notes))


def _claims(root: etree._Element) -> Iterator[Claim]:
    refined = _refinements(root)
    yield from _title(root, refined)
    for element, role in _creators(root, refined):
        yield Claim("author" if role in _WRITERS else f"contributor ({role[:20]})", _text(element), _ORIGIN)
    yield from (Claim("date", date, _ORIGIN) for date in _dates(root))
    for name, field in (
        ("publisher", "publisher"), ("language", "language"), ("rights", "rights"), ("subject", "tags"),
        ("description", "description"),
    ):  # fmt: skip
        yield from (Claim(field, _text(element), _ORIGIN) for element in root.iter(_DC + name))
    for element in root.iter(_DC + "identifier"):
        is_address = _text(element).lower().startswith(("http://", "https://"))
        yield Claim("url" if is_address else "identifier", _text(element), _ORIGIN)


def _refinements(root: etree._Element) -> dict[tuple[str, str], str]:
    """What OPF 3 says of other elements: by their id and the property."""
    return {
        (meta.get("refines", "").removeprefix("#"), meta.get("property", "")): _text(meta)
        for meta in root.iter("{*}meta")
        if meta.get("refines")
    }


def _title(root: etree._Element, refined: dict[tuple[str, str], str]) -> Iterator[Claim]:
    """The main title, else the first; a subtitle apart."""
    titles = list(root.iter(_DC + "title"))
    sorts = [refined.get((title.get("id", ""), "title-type"), "") for title in titles]
    main = sorts.index("main") if "main" in sorts else 0
    for number, title in enumerate(titles):
        if number == main:
            yield Claim("title", _text(title), _ORIGIN)
        elif sorts[number] == "subtitle":
            yield Claim("subtitle", _text(title), _ORIGIN)


def _creators(root: etree._Element, refined: dict[tuple[str, str], str]) -> Iterator[tuple[etree._Element, str]]:
    for creator in root.iter(_DC + "creator"):
        role = creator.get(_OPF + "role") or refined.get((creator.get("id", ""), "role"), "")
        yield creator, role.lower()


def _dates(root: etree._Element) -> Iterator[str]:
    """The date of publication if one is told to be that, else the first; a year before 1000 stands for none."""
    dates = [date for date in root.iter(_DC + "date") if not _text(date).startswith("0")]
    told = [date for date in dates if date.get(_OPF + "event", "").lower() == "publication"]
    untold = [date for date in dates if not date.get(_OPF + "event")]
    yield from (_text(date) for date in (told or untold or dates)[:1])


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
