"""The reader of RTF. What its paragraphs are cannot be relied on, so they are judged like those of plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cpec_tui.dates import day_range
from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.reading.parts import Part, Parts
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.reading.rtf.cleaning import CELL, Cleaning
from cpec_tui.reading.structure import paragraphs
from cpec_tui.reading.tables import row_part
from cpec_tui.wording import counted

_ORIGIN = "rtf info"
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_FIELD = re.compile(r"\{\s*(?:\\\*\s*)?\\(title|author|subject|keywords|creatim|revtim)\b ?")
_TIME = re.compile(r"\\yr(\d{4})\s*\\mo(\d{1,2})\s*\\dy(\d{1,2})")
_TIMES = {"creatim": "created", "revtim": "modified"}


def read(content: bytes, path: str) -> Parts:
    """The parts of an RTF text. Raises ReadingError for what is no RTF, or nested without end."""
    if not content.startswith(b"{\\rtf"):
        raise ReadingError("this is no RTF file, or a damaged one", "get it once more, or correct its name")
    cleaning = Cleaning()
    cleaned = cleaning.clean(content.decode("latin-1"))
    lines = _text(cleaned).split("\n")
    notes = [f"{counted(cleaning.comments, 'comment')} left out"] if cleaning.comments else []
    if cleaning.deletes:
        notes.append("text deleted under tracked changes is left out")
    return Parts(_parts(lines), _metadata(cleaning.info, cleaned), notes=tuple(notes))


def _parts(lines: list[str]) -> tuple[Part, ...]:
    """A part for each line with text; rows of tables are told by their cells, all else is judged."""
    shown = [(line, canonicalize(line.replace(CELL, " | ")).text) for line in lines]
    shown = [(line, text) for line, text in shown if text]
    found: list[Part] = []
    judged = paragraphs("\n\n".join(text for _, text in shown), 0, ResidueFinder(), first_is_title=True)
    for (line, _), paragraph in zip(shown, judged, strict=True):
        if CELL in line:
            found.extend(row_part(line.split(CELL)))
        else:
            found.append(Part(paragraph.text, paragraph.role))
    return tuple(found)


def _text(cleaned: str) -> str:
    """What striprtf makes of it, with letters beyond U+FFFF whole again."""
    from striprtf import striprtf

    # With a space, which means nothing, striprtf lets links alone: it looks for them for a time without bound.
    harmless = cleaned.replace("\\field{", "\\field {")
    convert: Callable[..., str] = striprtf.rtf_to_text
    try:
        text = convert(harmless, encoding="cp1252", errors="replace")
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise ReadingError(f"the RTF is damaged ({error})", "open it in a word processor and save it anew") from error
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r", "\n").replace("\0", "")


def _metadata(info: str, document: str) -> Metadata:
    fields = {match[1]: _group(info, match.end()) for match in _FIELD.finditer(info)}
    page = _CODE_PAGE.search(document)
    head = f"{{\\rtf1\\ansi\\ansicpg{page[1] if page else 1252} "
    texts = {name: canonicalize(_text(f"{head}{value}}}")).text for name, value in fields.items() if name not in _TIMES}
    times = {_TIMES[name]: day for name, value in fields.items() if name in _TIMES and (day := _day(value))}
    tags = tuple(
        dict.fromkeys(
            tag.strip()
            for name in ("subject", "keywords")
            for tag in re.split("[,;]", texts.get(name, ""))
            if tag.strip()
        )
    )
    plain = Metadata(texts.get("title", ""), author=texts.get("author") or None, tags=tags, other=times)
    given = [name for name in ("title", "author", "tags") if getattr(plain, name)]
    return replace(plain, origins=dict.fromkeys(given, _ORIGIN))


def _group(info: str, begin: int) -> str:
    """The rest of the group that is open at ``begin``."""
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(info, begin):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return info[begin : match.start()]
    return info[begin:]


def _day(group: str) -> str:
    """A day as RTF writes it; empty when it is none."""
    found = _TIME.search(group)
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return day if day_range(day) else ""
