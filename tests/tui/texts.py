"""Hostile texts, and paragraphs and documents to put them in."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from cpec_tui.answers import DocumentView, ParagraphInDocument
from cpec_tui.model import Mention, Metadata, Role, Span, Status, address_of

HOSTILE = (
    "[/red] [sic] [Pakistan] [bold]x[/] [link=http://x]y",
    "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 \x9b2J",
    "نص عربي \u202eevil\u202c סוף",
    "e\u0301\u0301\u0301 n\u0303 \u0301",
    "中国－巴基斯坦经济走廊",
    "❤\ufe0f 👩\u200d🔬 🇵🇰 \ufe0f\ufe0f",
    "tab\tnew\nline\x00",
    "\ud800 \udfff",
    "\u00ad\u200b\u2060\ufeff\u200c",
)


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts of words, spaces, hostile pieces and any code points at all."""
    piece = st.one_of(
        st.sampled_from(["a", "word", "longerword", " ", "  ", ". ", "中", "e\u0301", "❤\ufe0f", "\u0301", "\ufe0f"]),
        st.sampled_from(HOSTILE),
        st.characters(),
    )
    return st.lists(piece, max_size=max_size).map("".join)


def spans(length: int) -> st.SearchStrategy[Span]:
    """Spans that lie somewhere about a text of ``length``, inside or not."""
    edge = st.integers(-2, length + 2)
    return st.tuples(edge, edge)


def paragraph(
    text: str,
    ordinal: int = 1,
    *,
    role: Role = Role.BODY,
    mentions: Sequence[Mention] = (),
    residue: Sequence[Span] = (),
) -> ParagraphInDocument:
    """A paragraph of the document ``doc``."""
    return ParagraphInDocument(address_of("doc", ordinal), ordinal, role, None, text, tuple(mentions), tuple(residue))


def document(*paragraphs: str | ParagraphInDocument, title: str = "A document") -> DocumentView:
    """A document of these paragraphs, numbered from 1."""
    made = [one if isinstance(one, ParagraphInDocument) else paragraph(one, n) for n, one in enumerate(paragraphs, 1)]
    return DocumentView("doc", "doc.txt", title, Metadata(title), "utf-8", (), len(made), tuple(made))


def mention(
    start: int,
    end: int,
    entity: str | None = "china",
    *,
    kind: str | None = "place",
    candidates: Sequence[str] = (),
    status: Status | None = None,
    nested: bool = False,
) -> Mention:
    """A mention, ambiguous when it has candidates and no entity."""
    known = status or (Status.LINKED if entity else Status.AMBIGUOUS)
    return Mention(start, end, "x" * (end - start), known, entity, tuple(candidates), kind, "", nested)
