"""Quotation and citation: what leaves the program with a reader."""

from __future__ import annotations

from cpec_tui.model import Metadata, address_of

_MARKERS = "•‣◦▪●○∙· "
NO_DATE = "n.d."


def citation(metadata: Metadata, doc: str, ordinal: int, page: int | None = None) -> str:
    """``Author. “Title”. Publisher, date, p. 3, ¶12. [DOC#p12]``; the unknown is left out, a missing date is n.d."""
    place = ", ".join(
        part
        for part in (
            metadata.publisher or "",
            metadata.date or NO_DATE,
            f"p. {page}" if page is not None else "",
            f"¶{ordinal}",
        )
        if part
    )
    parts = [metadata.author or "", f"“{metadata.title}”", place, metadata.url or ""]
    said = " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
    return f"{said} [{address_of(doc, ordinal)}]"


def quotation(text: str, cited: str) -> str:
    """``text`` in quotation marks, then where it is from; a list bullet is no part of what is quoted."""
    return f"“{text.lstrip(_MARKERS).strip()}”\n— {cited}"
