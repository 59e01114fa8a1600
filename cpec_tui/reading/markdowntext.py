"""The text of a stretch of Markdown without its marks: of a link its words, of a picture what stands for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

_BREAK = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text and what stands for each footnote that it calls."""

    text: str
    calls: tuple[str, ...] = ()


def plain(inline: Token) -> PlainText:
    """The text of an inline token."""
    pieces: list[str] = []
    calls: list[str] = []
    for token in inline.children or ():
        if token.type == "footnote_ref":
            calls.append(footnote_label(token))
            pieces.append(f"[{calls[-1]}]")
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content)):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(plain(token).text)
        elif token.type in ("text", "code_inline", "text_special"):
            pieces.append(token.content)
    return PlainText("".join(pieces), tuple(calls))


def footnote_label(token: Token) -> str:
    """What stands for a footnote: its label, or the number of one that is written where it is called."""
    return str(token.meta.get("label") or int(token.meta["id"]) + 1)
