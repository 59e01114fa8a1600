r"""RTF made ready for striprtf, which drops notes, keeps deleted text and reads pictures letter by letter.

One pass over the tokens: what is no text is left out, notes are put after their paragraph, paragraphs inside a table
cell are joined, and the properties of the document (``\info``) are set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cpec_tui.errors import ReadingError

MOST_NESTED = 400
CELL = "\x1f"
_TOKEN = re.compile(
    r"\\bin(\d{1,9}) ?|\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'[0-9A-Fa-f]{2}|\\.|[{}]|[^\\{}]+|\\", re.DOTALL
)
_DROPPED = frozenset(
    "pict objdata themedata colorschememapping datastore latentstyles stylesheet listtable listoverridetable "
    "rsidtbl revtbl filetbl xmlnstbl generator header headerl headerr headerf footer footerl footerr footerf "
    "annotation atnid atnauthor nonshppict shpinst".split()
)
_NOTES = frozenset({"footnote", "shptxt"})
_LISTED = frozenset({"listtext", "pntext"})
_DESTINATIONS = _DROPPED | _NOTES | _LISTED | {"info", "fonttbl"}
# striprtf looks through a table of fonts in a time that grows with the square of its size.
_LARGEST_FONTS = 50_000
# Character sets of the old Macintosh that Python does not know, and those of Windows for the same languages.
_NEAREST = {
    "78": "128",
    "79": "136",
    "80": "129",
    "82": "177",
    "85": "134",
    "86": "238",
    "87": "204",
    "88": "222",
    "89": "238",
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page"})
_BULLETS = re.compile(r"\\'(?:b7|a7|95|d8|fc|76|a8)|\\u-?\d+|\\bullet|[·•o*-]", re.IGNORECASE)
_CONTROLS = re.compile(r"\\[A-Za-z]+-?\d* ?")
_OF_NOTES = re.compile(r"\\(?:footnote|ftnalt|shptxt|\*) ?")
_NUMBER = re.compile(r"\(?[0-9A-Za-z]{1,6}(?:\.[0-9]{1,3})*[.)]?")


@dataclass(slots=True)
class _Group:
    """An open group: where its tokens begin, its destination, and the state to go back to."""

    begin: int
    in_table: bool
    kind: str = ""
    fresh: bool = True


@dataclass(slots=True)
class Cleaning:
    """Goes over the tokens of an RTF text; ``info`` is the group of its properties."""

    info: str = ""
    comments: int = 0
    deletes: bool = False
    _out: list[str] = field(default_factory=list)
    _groups: list[_Group] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _in_table: bool = False

    def clean(self, raw: str) -> str:
        """``raw`` with only what striprtf reads well. Raises ReadingError for groups nested without end."""
        position = 0
        while match := _TOKEN.match(raw, position):
            position = match.end()
            if match[1] is not None:
                position += int(match[1])
            else:
                self._take(match[0], match[2], match[3] or "")
            if not self._groups:
                break
        while self._groups:
            self._close()
        return "".join(self._out)

    def _take(self, token: str, word: str | None, argument: str) -> None:
        if token == "{":
            if len(self._groups) >= MOST_NESTED:
                raise ReadingError(f"groups are nested more than {MOST_NESTED} deep", "save its text as plain text")
            self._groups.append(_Group(len(self._out), self._in_table))
            self._out.append(token)
        elif token == "}":
            self._close()
        elif word is None:
            self._groups[-1].fresh = self._groups[-1].fresh and (token == "\\*" or token.isspace())
            self._out.append(_plain(token))
        else:
            self._destination(word, argument)
            self._control(word, argument)

    def _destination(self, word: str, argument: str) -> None:
        """Note what the group is for: told by its first word, but for deleted text."""
        group = self._groups[-1]
        if len(self._groups) > 1 and not group.kind:
            if group.fresh and word in _DESTINATIONS:
                group.kind = word
            elif word == "deleted" and argument != "0":
                group.kind = word
        group.fresh = False

    def _control(self, word: str, argument: str) -> None:
        if word in ("intbl", "pard"):
            self._in_table = word == "intbl"
        if word in ("line", "softline", "lbr"):
            self._out.append(" ")
        elif word in ("cell", "nestcell"):
            self._out.append(CELL)
        elif word in _PARAGRAPH_ENDS and self._in_table:
            self._out.append(" ")
        elif word in (*_PARAGRAPH_ENDS, "row", "nestrow"):
            self._out.append("\\par ")
            self._put_notes()
        else:
            self._out.append(_control_word(word, argument, fonts=self._groups[-1].kind == "fonttbl"))

    def _close(self) -> None:
        group = self._groups.pop()
        self._in_table = group.in_table
        if not self._groups and self._notes:
            self._out.append("\\par ")
            self._put_notes()
        if not group.kind or (group.kind == "fonttbl" and self._size(group.begin) <= _LARGEST_FONTS):
            self._out.append("}")
            return
        inside = "".join(self._out[group.begin + 1 :])
        del self._out[group.begin :]
        if group.kind == "info":
            self.info = self.info or inside
        elif group.kind in _NOTES:
            self._notes.append(inside)
        elif group.kind in _LISTED:
            self._out.append(_marker(inside))
        self.comments += group.kind == "annotation"
        self.deletes = self.deletes or group.kind == "deleted"

    def _size(self, begin: int) -> int:
        return sum(len(token) for token in self._out[begin:])

    def _put_notes(self) -> None:
        """The notes of the paragraph that ended, each as a paragraph."""
        if any(group.kind for group in self._groups):
            return
        for note in self._notes:
            self._out.append("{\\pard " + _OF_NOTES.sub("", note) + "}\\par ")
        self._notes = []


def _control_word(word: str, argument: str, *, fonts: bool) -> str:
    """A control word as striprtf understands it; empty for one that it stumbles over."""
    if word.startswith("bin") or (word == "fonttbl" and not fonts):
        return ""
    if word == "uc":
        argument = argument if argument.isdecimal() else "1"
    if word == "u" and not (argument and -0x8000 <= int(argument) <= 0xFFFF):
        return ""
    if word == "fcharset":
        argument = _NEAREST.get(argument, argument)
    return f"\\{word}{argument} "


def _plain(token: str) -> str:
    """A token that is no control word; line ends mean nothing in RTF, but for one after a backslash."""
    if token in ("\\\n", "\\\r"):
        return "\\par\n"
    return (
        token
        if token.startswith("\\") and len(token) > 1
        else token.replace("\\", "").replace("\r", "").replace("\n", "")
    )


def _marker(inside: str) -> str:
    """The marker of a list item as it was written beside it: its number, or a bullet."""
    plain = _CONTROLS.sub("", inside).strip("{} \t\\*")
    if _NUMBER.fullmatch(plain) and not _BULLETS.fullmatch(plain):
        return f"{plain} "
    return "\\bullet  "
