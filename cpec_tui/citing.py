"""Quotation and citation: what leaves the program with a reader."""

from __future__ import annotations

import re

from cpec_tui.model import Metadata, address_of

_MARKER = re.compile(r"\A\s*[•‣◦▪●○∙·*–—-]\s+")
NO_DATE = "n.d."


def citation(
    metadata: Metadata, doc: str, ordinal: int, page: int | None = None, to: tuple[int, int | None] | None = None
) -> str:
    """``Author. “Title”. Publisher, date, p. 3, ¶12. URL [DOC#p12]``; the unknown is left out, no date is n.d.

    ``to`` is the ordinal and page of the last paragraph, where there are several: ``pp. 3–4, ¶12–14.``
    """
    last, last_page = to or (ordinal, page)
    place = ", ".join(
        part
        for part in (
            metadata.publisher or "",
            metadata.date or NO_DATE,
            _range("p. ", "pp. ", page, last_page),
            _range("¶", "¶", ordinal, last),
        )
        if part
    )
    sentences = [metadata.author or "", f"“{metadata.title}”", place]
    said = [part if part.endswith(".") else f"{part}." for part in sentences if part]
    return " ".join([*said, *([metadata.url] if metadata.url else []), addresses(doc, ordinal, last)])


def addresses(doc: str, first: int, last: int) -> str:
    """``[DOC#p12]``, or ``[DOC#p12]–[DOC#p14]`` for several paragraphs."""
    return "–".join(f"[{address_of(doc, ordinal)}]" for ordinal in dict.fromkeys((first, last)))


def quotation(text: str, cited: str) -> str:
    """``text`` in quotation marks, then where it is from; a list bullet is no part of what is quoted."""
    quoted = _MARKER.sub("", text).strip()
    return f"“{quoted}”\n— {cited}"


def _range(one: str, several: str, first: int | None, last: int | None) -> str:
    """``p. 3`` or ``pp. 3–4``; nothing when no number is known."""
    known = [number for number in dict.fromkeys((first, last)) if number is not None]
    return f"{several if len(known) > 1 else one}{'–'.join(map(str, known))}" if known else ""
