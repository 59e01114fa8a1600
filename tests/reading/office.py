"""Small office files, made in memory from the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st

from cpec_tui.reading.parts import Parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for short, name in (
        ("office", "office:1.0"),
        ("text", "text:1.0"),
        ("style", "style:1.0"),
        ("table", "table:1.0"),
        ("draw", "drawing:1.0"),
        ("meta", "meta:1.0"),
        ("svg", "svg-compatible:1.0"),
    )
) + (' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"')


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP container with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def docx_members(body: str, core: str = "", **parts: str) -> dict[str, str | bytes]:
    """The members of a Word file with this body; ``parts`` are the insides of others ("styles", "footnotes")."""
    relations = "".join(f'<Relationship Id="r{name}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for name in parts)
    roots = {name: f"<w:{name} {_NAMESPACES}>{inside}</w:{name}>" for name, inside in parts.items()}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>' for name in parts)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}'
        "</cp:coreProperties>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": root for name, root in roots.items()},
    }


def word_paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of a Word file."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt_members(body: str, *, styles: str = "", meta: str = "", manifest: str = "") -> dict[str, str | bytes]:
    """The members of an OpenDocument text with this body and these automatic styles."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }


def shown(found: Parts) -> list[tuple[str, str]]:
    """Role and text of all parts, white space as it will be shown."""
    return [(part.role.value, " ".join(part.text.split())) for part in found.parts]


@st.composite
def mutations(draw: st.DrawFn, content: bytes) -> bytes:
    """``content`` with some stretches overwritten, cut out or repeated."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(changed)))
        end = min(len(changed), at + draw(st.integers(0, 12)))
        changed[at:end] = draw(st.one_of(st.binary(max_size=12), st.just(bytes(changed[at:end]) * 2)))
    return bytes(changed)
