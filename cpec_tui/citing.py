"""Quotation and citation: what leaves the program with a reader."""

from __future__ import annotations

import re

from cpec_tui.model import Metadata, address_of

_MARKER = re.compile(r"\A\s*[•‣◦▪●○∙·*–—-]\s+")
NO_DATE = "n.d."


def citation(metadata: Metadata, doc: str, ordinal: int, page: int | None = None) -> str:
    """``Author. “Title”. Publisher, date, p. 3, ¶12. URL [DOC#p12]``; the unknown is left out, no date is n.d."""
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
    sentences = [metadata.author or "", f"“{metadata.title}”", place]
    said = [part if part.endswith(".") else f"{part}." for part in sentences if part]
    return " ".join([*said, *([metadata.url] if metadata.url else []), f"[{address_of(doc, ordinal)}]"])


def quotation(text: str, cited: str) -> str:
    """``text`` in quotation marks, then where it is from; a list bullet is no part of what is quoted."""
    quoted = _MARKER.sub("", text).strip()
    return f"“{quoted}”\n— {cited}"
