"""Any documents of the dialect, written in any style, for edits to be tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from cpec_tui.yamledit import Path, Value

PLAIN = [
    "a",
    "word",
    "two words",
    "12:30",
    "NO",
    "it's",
    'say "x"',
    "é",
    "中国",
    "سی پیک",
    "a#b",
    "x & y",
    "http://a/b#p2",
]
QUOTED = ["'null'", "'~'", "''", '"a: b"', "'it''s # x'", '"\\u200f\\n"', '"[x]"', "'- y'", '"two\\\n   lines"']
KEYS = ["id", "name", "text", "'odd key'", '"b: c"', "facts", "long-key", "中"]
TEXTS = ["new", "null", "~", "", "a: b", " # x", "x #y", "-", "- a", "[b]", "{c", "*d", "&e", "!f", "%g", "@h", "`i"]
TEXTS += [
    "?",
    ": j",
    "k:",
    "'l",
    '"m',
    "n\no",
    "p ",
    " q",
    "\t",
    "\u200f\u202er",
    "\x07",
    "\ufeff",
    "\u2028",
    "\x85",
    "…",
]
TEXTS += [
    "---",
    "...",
    "<<",
    "=",
    "a\\b",
    "s, t",
    "😀",
    "\ud7ff\ue000\uffff",
    "[/bold]",
    "word " * 40,
    "word " * 40 + "end",
    "|",
    ">",
]


class Writer:
    """Writes one document by what ``draw`` chooses; every comment in it is another."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._comments = 0
        self._dash = self.pick([2, 2, 4])
        self._step = self.pick([2, 2, 3])
        self._under = self.pick([0, 2, 2])

    def pick(self, choices: list[Any]) -> Any:
        return self._draw(st.sampled_from(choices))

    def document(self) -> str:
        lines = [*self.above(0)]
        kind = self.pick(["list", "list", "map", "flow", "nothing"])
        if kind == "list":
            lines += self.items(0, 0)
        elif kind == "map":
            lines += self.entries(0, 0)
        elif kind == "flow":
            lines += [self.pick(["[", "{"]) and self.flow(0) + self.beside()]
        lines += self.above(0)
        end: str = self.pick(["\n", "\n", "\r\n", "\r"])
        return end.join(lines) + (end if lines and self.pick([True, True, False]) else "")

    def comment(self) -> str:
        self._comments += 1
        return f"# c{self._comments};\tx: [y"

    def beside(self) -> str:
        gap: str = self.pick([" ", "  "])
        return gap + self.comment() if self.pick([False, False, False, True]) else ""

    def above(self, left: int) -> Iterator[str]:
        for kind in self.pick([[], [], [], ["blank"], ["comment"], ["comment", "blank"], ["deep"]]):
            yield "" if kind == "blank" else " " * (left + (4 if kind == "deep" else 0)) + self.comment()

    def items(self, left: int, depth: int) -> list[str]:
        lines: list[str] = []
        for number in range(self.pick([1, 2, 3])):
            lines += self.above(left) if number else []
            lines += self.node(" " * left + "-" + " " * (self._dash - 1), left + self._dash, left, depth)
        return lines

    def entries(self, left: int, depth: int) -> list[str]:
        lines: list[str] = []
        keys = self._draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
        for number, key in enumerate(keys):
            lines += self.above(left) if number else []
            lines += self.node(f"{' ' * left}{key}:", None, left, depth)
        return lines

    def node(self, head: str, inside: int | None, left: int, depth: int) -> list[str]:
        """A value behind ``head``: a dash, when ``inside`` says where what follows it stands, or a key."""
        kinds = ["plain", "quoted", "flow", "block text", "nothing", *(["map", "list"] if depth < 3 else [])]
        kind = self.pick(kinds)
        key = head if inside is not None else f"{head} "
        if kind == "nothing":
            return [(f"{key}{self.pick(['~', 'null'])}" if self.pick([True, False]) else head.rstrip()) + self.beside()]
        if kind == "block text":
            return self.block_text(key, left)
        if kind in ("map", "list"):
            return self.below(kind, head, inside, left, depth)
        if kind == "flow":
            return [key + self.flow(depth) + self.beside()]
        return [key + self.pick(PLAIN if kind == "plain" else QUOTED).replace("\n", " ") + self.beside()]

    def below(self, kind: str, head: str, inside: int | None, left: int, depth: int) -> list[str]:
        write = self.entries if kind == "map" else self.items
        if inside is None:
            column = left + (self._step if kind == "map" else self._under)
            return [head + self.beside(), *self.above(column), *write(column, depth + 1)]
        first, *others = write(inside, depth + 1)
        return [head + first.lstrip(" "), *others]

    def block_text(self, key: str, left: int) -> list[str]:
        sign = self.pick(["|", ">", "|-", ">-", "|+", ">+"])
        body = self.pick([["x"], ["x", "", "  y"], ["# no comment", "z: [", ""], ["x", "   ", ""]])
        inner = " " * (left + self.pick([2, 3]))
        return [key + sign + self.beside(), *(inner + line if line else line for line in body)]

    def flow(self, depth: int) -> str:
        kind: str = self.pick(["[", "{"])
        parts = []
        for number in range(self.pick([0, 1, 2, 3])):
            inner = (
                self.flow(depth + 1)
                if depth < 2 and self.pick([False, False, True])
                else self.pick(["a", "b c", *QUOTED[:4]])
            )
            parts.append(inner if kind == "[" else f"k{number}: {inner}")
        gap: str = self.pick([", ", ",", " , "])
        trailing = "," if parts and self.pick([False, False, True]) else ""
        space: str = self.pick(["", " "])
        return kind + space + gap.join(parts) + trailing + space + ("]" if kind == "[" else "}")


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """The text of a document."""
    return Writer(draw).document()


def texts() -> st.SearchStrategy[str]:
    """Any text that YAML can hold, hostile ones above all."""
    characters = st.characters(exclude_categories=["Cs"])
    return st.one_of(st.sampled_from(TEXTS), st.text(characters, max_size=30))


def values() -> st.SearchStrategy[Value]:
    """What may be put into a document."""
    lists = st.lists(texts(), min_size=1, max_size=3)
    entries = st.dictionaries(texts(), st.one_of(texts(), lists), min_size=1, max_size=3)
    nested = st.dictionaries(
        texts(), st.one_of(entries, st.lists(entries, min_size=1, max_size=2)), min_size=1, max_size=2
    )
    return st.one_of(texts(), entries, lists, nested)


def paths(value: Any, here: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place in a value with what is there."""
    yield here, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from paths(one, (*here, step))
