"""The XMP packet of a PDF (ISO 16684-1): who made it, what it is called, when it was published.

PDFium gives no access to it. It mostly stands in the file as plain XML, and the catalog says which of several packets
is that of the document; pictures bring packets of their own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from cpec_tui.dates import day_range
from cpec_tui.reading.canonical import canonicalize

_MOST_BYTES = 1_000_000
_REFERENCE = re.compile(rb"/Metadata\s+(\d{1,9})\s+(\d{1,5})\s+R")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_NEAR = 5_000  # bytes of a catalog that are looked at on each side of its name
_STREAM = re.compile(rb"stream\r?\n")
_PACKET = re.compile(rb"<x:xmpmeta\b")
_PACKET_END = b"</x:xmpmeta>"
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XAP = "{http://ns.adobe.com/xap/1.0/}"
_PRISM = re.compile(r"\{http://prismstandard\.org/namespaces/basic/[\d.]+/\}publicationDate")
_DEFAULT = "x-default"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Xmp:
    """The fields of an XMP packet that are used; empty when it does not have them."""

    title: str = ""
    creators: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    published: str = ""
    created: str = ""


def read_xmp(content: bytes) -> Xmp:
    """The fields of the document's packet; none when there is no packet, or it cannot be told which one it is."""
    packet = _referenced(content) or _only_one(content)
    if not packet:
        return Xmp()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Xmp()
    return _fields(root)


def _referenced(content: bytes) -> bytes:
    """The packet that the catalog names, if the catalog can be read without unpacking."""
    catalogs = list(_CATALOG.finditer(content))
    if not catalogs:
        return b""
    at = catalogs[-1].start()
    begin = content.rfind(b" obj", max(0, at - _NEAR), at)
    end = content.find(b"endobj", at, at + _NEAR)
    found = _REFERENCE.search(content, max(begin, 0), end if end > 0 else at + _NEAR)
    if found is None:
        return b""
    number = re.compile(rb"(?<!\d)%s\s+%s\s+obj\b" % found.groups())
    places = list(number.finditer(content))
    return _stream_at(content, places[-1].end()) if places else b""


def _stream_at(content: bytes, at: int) -> bytes:
    """The packet in the stream object whose dictionary begins at ``at``."""
    begin = _STREAM.search(content, at, at + _NEAR)
    if begin is None:
        return b""
    end = content.find(b"endstream", begin.end())
    data = content[begin.end() : end if end >= 0 else begin.end() + _MOST_BYTES]
    head = content[at : begin.start()]
    if b"/FlateDecode" in head:
        try:
            data = zlib.decompressobj().decompress(data, _MOST_BYTES + 1)
        except zlib.error:
            return b""
    elif b"/Filter" in head:
        return b""
    start = _PACKET.search(data)
    return _cut(data, start.start()) if start else b""


def _only_one(content: bytes) -> bytes:
    places = list(_PACKET.finditer(content))
    return _cut(content, places[0].start()) if len(places) == 1 else b""


def _cut(data: bytes, start: int) -> bytes:
    end = data.find(_PACKET_END, start, start + _MOST_BYTES)
    return data[start : end + len(_PACKET_END)] if end >= 0 else b""


def _fields(root: etree._Element) -> Xmp:
    """The fields of a parsed packet. Simple ones may stand as attributes, too."""
    published = [_values(root, tag) for tag in _publication_tags(root)]
    dates = dict.fromkeys(date for values in published for date in map(_date, values) if date)
    creators, languages = _values(root, f"{_DC}creator"), _values(root, f"{_DC}language")
    publishers, created = _values(root, f"{_DC}publisher"), _values(root, f"{_XAP}CreateDate")
    return Xmp(
        title=_title(root),
        creators=creators,
        subjects=_values(root, f"{_DC}subject"),
        publisher="; ".join(publishers),
        language=languages[0] if len(languages) == 1 else "",
        # Of several different dates it cannot be told which one is that of publication.
        published=next(iter(dates)) if len(dates) == 1 else "",
        created=created[0] if created else "",
    )


def _publication_tags(root: etree._Element) -> Sequence[str]:
    """The names under which the date of publication may stand: PRISM's, else Dublin Core's."""
    names = {str(name) for element in root.iter(etree.Element) for name in (element.tag, *element.attrib)}
    return [name for name in names if _PRISM.fullmatch(name)] or [f"{_DC}date"]


def _title(root: etree._Element) -> str:
    """The title in the default language, else the first."""
    items = [item for element in root.iter(f"{_DC}title") for item in element.iter(f"{_RDF}li")]
    chosen = next((item for item in items if item.get(_LANG) == _DEFAULT), items[0] if items else None)
    if chosen is not None:
        return _text(chosen)
    plain = _values(root, f"{_DC}title")
    return plain[0] if plain else ""


def _values(root: etree._Element, tag: str) -> tuple[str, ...]:
    """The texts of a field, each once: of its list items, else its own, else those of attributes of that name."""
    texts: list[str] = []
    for element in root.iter(tag):
        items = list(element.iter(f"{_RDF}li"))
        texts.extend(_text(item) for item in items or [element])
    attributes = (str(description.get(tag, "")) for description in root.iter(f"{_RDF}Description"))
    texts.extend(canonicalize(value).text for value in attributes)
    return tuple(dict.fromkeys(text for text in texts if text))


def _text(element: etree._Element) -> str:
    return canonicalize("".join(str(piece) for piece in element.itertext())).text


def _date(text: str) -> str:
    """The date in ``text``, as precise as it is there; empty when it is none."""
    match = _DATE.fullmatch(text)
    return match[1] if match and day_range(match[1]) else ""
