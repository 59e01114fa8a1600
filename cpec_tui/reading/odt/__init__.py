"""The reader of OpenDocument texts (.odt).

It walks over the XML of the container itself: odfpy would build a tree several times as large of all parts, without
limits, and glue notes and comments into the sentences they hang on.
"""

from __future__ import annotations

from lxml import etree

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.container import Container, opened
from cpec_tui.reading.odt.styles import Styles
from cpec_tui.reading.odt.walking import Walk
from cpec_tui.reading.officemeta import Properties, titled
from cpec_tui.reading.officexml import child, children, name_of, parse, text_of
from cpec_tui.reading.parts import Part, Parts
from cpec_tui.vocabulary import Role
from cpec_tui.wording import counted

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_PROPERTIES = Properties(
    origin="odt properties",
    fields={"title": "title", "initial-creator": "author", "creator": "author", "language": "language"},
    tags=("keyword", "subject"),
    other={"creation-date": "created", "date": "modified", "description": "description"},
)


def read(content: bytes, path: str) -> Parts:
    """The parts of an OpenDocument text. Raises ReadingError for what is damaged, encrypted or made to hurt."""
    container = opened(content)
    if b"encryption-data" in (container.get(_MANIFEST) or b""):
        raise ReadingError("the file is encrypted", "save it without a password")
    document = parse(container.read(_CONTENT), _CONTENT)
    notes: list[str] = []
    styles = Styles()
    styles.take(document)
    styles.take(_optional(container, "styles.xml", notes))
    walk = Walk(styles)
    try:
        for body in children(child(document, "body"), "text"):
            walk.blocks(body)
    except RecursionError as error:
        raise ReadingError("the document is nested too deeply", "save its text as plain text") from error
    changes = child(document, "body", "text", "tracked-changes")
    notes.extend(_left_out(walk.comments, changes))
    parts = tuple(walk.parts)
    return Parts(parts, _metadata(_optional(container, "meta.xml", notes), parts), notes=tuple(notes))


def _optional(container: Container, name: str, notes: list[str]) -> etree._Element | None:
    """The root of a member that a text can be read without."""
    try:
        content = container.get(name)
        return None if content is None else parse(content, name)
    except ReadingError as error:
        notes.append(f"read without {name}: {error.message}")
        return None


def _metadata(root: etree._Element | None, parts: tuple[Part, ...]) -> Metadata:
    meta = child(root, "meta")
    pairs = [(name_of(one), text_of(one)) for one in meta] if meta is not None else []
    # The first author is the author; who saved the file last is one only where no other is named.
    pairs.sort(key=lambda pair: pair[0] == "creator")
    title = next((part.text for part in parts if part.role is Role.TITLE), "")
    return titled(_PROPERTIES.metadata(pairs), title, "odt title style")


def _left_out(comments: int, changes: etree._Element | None) -> list[str]:
    notes = [f"{counted(comments, 'comment')} left out"] if comments else []
    if any(name_of(change) == "deletion" for region in children(changes, "changed-region") for change in region):
        notes.append("text deleted under tracked changes is left out")
    return notes
