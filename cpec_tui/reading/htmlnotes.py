"""The footnotes of a page: which element is the note that a link in the text calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from cpec_tui.reading.htmlelements import DIVIDES, HEADINGS, is_note

_CALL = re.compile(
    r"[\[({]?\s*(?:(?:note|fn\.?)\s*)?(?:\d{1,4}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§¶#]{1,4})\s*[\])}]?", re.IGNORECASE
)
_BACK = re.compile(r"[\s↩↵⏎↑^⇑⤴\u2b06\ufe0e\ufe0f]*")
_NO_NOTE = HEADINGS | {"html", "body", "main", "article", "table", "tbody", "tr", "td", "th", "ul", "ol", "dl"}
_LEVELS = 40
_LINKS = 40


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a page.

    ``note_of`` gives the note that a link calls, ``notes`` all of them, ``holders`` what they stand in; ``back`` has
    the links that only lead back to the call.
    """

    note_of: dict[HtmlElement, HtmlElement]
    notes: frozenset[HtmlElement]
    holders: frozenset[HtmlElement]
    back: frozenset[HtmlElement]


def find_notes(root: HtmlElement) -> Notes:
    """The notes below ``root``: a short link leads to each, and it says that it is one or leads back."""
    by_id = _by_id(root)
    note_of: dict[HtmlElement, HtmlElement] = {}
    notes: set[HtmlElement] = set()
    for link in root.iter("a"):
        target = by_id.get(_fragment(link))
        if target is None or not notes.isdisjoint(_upwards(link)) or not _CALL.fullmatch(_text(link)):
            continue
        note = next((element for element in islice(_upwards(target), 6) if element.tag in DIVIDES), None)
        if note is not None and (note in notes or _is_called(note, target, link, by_id)):
            note_of[link] = note
            notes.add(note)
    holders = {above for note in notes for above in _upwards(note)} - notes
    back = {
        link for note in notes for link in _links(note) if _fragment(link) in by_id and _BACK.fullmatch(_text(link))
    }
    return Notes(note_of, frozenset(notes), frozenset(holders), frozenset(back))


def _by_id(root: HtmlElement) -> dict[str, HtmlElement]:
    found: dict[str, HtmlElement] = {}
    for element in root.iter():
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name:
            found.setdefault(name, element)
    return found


def _is_called(note: HtmlElement, target: HtmlElement, link: HtmlElement, by_id: dict[str, HtmlElement]) -> bool:
    if note.tag in _NO_NOTE or note in _upwards(link) or any(above.tag == "table" for above in _upwards(note)):
        return False
    if any(is_note(element) for element in (target, note)):
        return True
    called_at = {link, *islice(link.iterancestors(), 3)}
    return any(by_id.get(_fragment(back)) in called_at for back in _links(note))


def _fragment(link: HtmlElement) -> str:
    """The place in a page that a link leads to; a saved page may write the address of the page before it."""
    return unquote(link.get("href", "").rpartition("#")[2]) if "#" in link.get("href", "") else ""


def _links(note: HtmlElement) -> Iterator[HtmlElement]:
    return islice(note.iter("a"), _LINKS)


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and what it stands in."""
    yield element
    yield from islice(element.iterancestors(), _LEVELS)


def _text(link: HtmlElement) -> str:
    return str(link.text_content()).strip()
