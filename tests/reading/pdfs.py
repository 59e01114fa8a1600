"""Small PDFs written by hand, so that tests know what stands where in them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LEADING = 12.0
# All letters are 0.6 of the size wide, so a test can reckon where a line ends.
_FONTS = {"plain": "Courier", "bold": "Courier-Bold"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ``marks`` (operators of a content stream), with what may be odd about it."""

    marks: tuple[str, ...] = ()
    rotation: int = 0
    corner: tuple[int, int] = (0, 0)
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Extras:
    """What a PDF may have besides pages; ``catalog`` is raw PDF; the first packet of ``xmp`` is the PDF's own."""

    info: Mapping[str, str] = field(default_factory=dict)
    xmp: Sequence[str] = ()
    packed_xmp: bool = False
    catalog: str = ""
    trailer: str = ""


def put(x: float, y: float, text: str, size: float = 10, font: str = "plain") -> str:
    """``text`` with its baseline beginning at ``x``, ``y``."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"


def stack(x: float, y: float, *lines: str, size: float = 10, font: str = "plain") -> str:
    """``lines`` under each other, the first at ``y``."""
    return "\n".join(put(x, y - number * LEADING, line, size, font) for number, line in enumerate(lines))


def page(*marks: str, rotation: int = 0, corner: tuple[int, int] = (0, 0), picture: bool = False) -> Page:
    """A page of 600 by 800 points."""
    return Page(marks, rotation, corner, picture)


def pdf(*pages: Page, extras: Extras | None = None) -> bytes:
    """The bytes of a PDF with these pages."""
    extras = extras or Extras()
    objects: dict[int, bytes] = {}
    kids = " ".join(f"{100 + 2 * number} 0 R" for number in range(len(pages)))
    metadata = " /Metadata 20 0 R" if extras.xmp else ""
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R{metadata} {extras.catalog} >>".encode()
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    info = " ".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in extras.info.items())
    objects[3] = f"<< {info} >>".encode()
    encoding = "<< /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl /eacute] >>"
    for number, name in enumerate(_FONTS.values(), 4):
        objects[number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {encoding} >>".encode()
    picture = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects[6] = _stream(picture, b"\x00")
    for number, packet in enumerate(extras.xmp, 20):
        objects[number] = _packet(packet, packed=extras.packed_xmp)
    for number, one in enumerate(pages):
        objects[100 + 2 * number] = _page(one, 101 + 2 * number)
        marks = "\n".join((*one.marks, "q 500 0 0 500 50 50 cm /Im Do Q" if one.picture else ""))
        objects[101 + 2 * number] = _stream("", marks.encode("cp1252"))
    return _file(objects, extras.trailer)


def _page(one: Page, content: int) -> bytes:
    fonts = " ".join(f"/{name} {number} 0 R" for number, name in enumerate(_FONTS, 4))
    left, bottom = one.corner
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{left} {bottom} {left + 600} {bottom + 800}] /Rotate {one.rotation}"
        f" /Contents {content} 0 R /Resources << /Font << {fonts} >> /XObject << /Im 6 0 R >> >> >>"
    ).encode()


def _packet(packet: str, *, packed: bool) -> bytes:
    data = packet.encode()
    head = "/Type /Metadata /Subtype /XML" + (" /Filter /FlateDecode" if packed else "")
    return _stream(head, zlib.compress(data) if packed else data)


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Mapping[int, bytes], trailer: str) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(made), max(objects) + 1
    made += b"xref\n0 %d\n" % size
    for number in range(size):
        made += b"%010d %05d %s \n" % ((places[number], 0, b"n") if number in places else (0, 65535, b"f"))
    made += f"trailer\n<< /Size {size} /Root 1 0 R /Info 3 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)


def xmp(fields: str) -> str:
    """An XMP packet with ``fields`` as the children of its description."""
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    )
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names}>{fields}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
