"""The one YAML dialect of the program, read with line numbers.

Safe and plain: every scalar is read as text and converted by a schema (``NO`` and ``12:30`` stay what they are), an
empty scalar is None, duplicate keys, anchors and aliases are errors with their line, nesting is bounded.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cpec_tui.errors import YamlError

MAX_DEPTH = 40
MAX_BYTES = 64 * 1024 * 1024

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = "str | YamlMap | YamlList | None"


class YamlMap(dict[str, object]):
    """A mapping that knows its line and the line of each key (counted from 1)."""

    def __init__(self, line: int) -> None:
        """``line`` is where the mapping begins."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlList(list[object]):
    """A sequence that knows its line and the line of each item (counted from 1)."""

    def __init__(self, line: int) -> None:
        """``line`` is where the sequence begins."""
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def parse(text: str, first_line: int = 1) -> object:
    """Text of one YAML document as str, None, ``YamlMap`` and ``YamlList``.

    ``first_line`` is added to for text that stands inside another file (front matter).
    Raises YamlError for anything outside the dialect, with its line.
    """
    try:
        _check_events(text, first_line)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise YamlError(f"this is not YAML: {error.problem or error}", line + first_line) from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(f"this is not YAML: {_one_line(error)}", first_line) from error
    return None if node is None else _convert(node, first_line)


def read(path: Path) -> object:
    """The YAML document in a UTF-8 file; see ``parse``. Raises YamlError, and OSError when it cannot be opened."""
    if path.stat().st_size > MAX_BYTES:
        raise YamlError(f"the file is larger than {MAX_BYTES >> 20} MB", 1, "split it into several files")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise YamlError("the file is not UTF-8 text", line, "save it as UTF-8") from error
    return parse(text)


def line_at(value: object, path: tuple[str | int, ...], default: int = 1) -> int:
    """The line of the node that ``path`` (keys and item numbers) leads to, or of the nearest one on the way."""
    line = getattr(value, "line", default)
    for step in path:
        if isinstance(value, YamlMap) and isinstance(step, str) and step in value:
            line, value = value.lines[step], value[step]
        elif isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
            line, value = value.lines[step], value[step]
        else:
            break
    return line


def _check_events(text: str, first_line: int) -> None:
    """Refuse aliases, more than one document and deep nesting before anything is composed."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("anchors and aliases (& and *) are not allowed", line, "write the value out, or quote it")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlError(f"nested more than {MAX_DEPTH} levels deep", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlError("a second YAML document begins here", line, "remove the line ---")


def _convert(node: Node, first_line: int) -> object:
    line = node.start_mark.line + first_line
    if isinstance(node, ScalarNode):
        plain_empty = node.style is None and node.value in ("", "~", "null")
        return None if plain_empty else str(node.value)
    if isinstance(node, SequenceNode):
        items = YamlList(line)
        for item in node.value:
            items.append(_convert(item, first_line))
            items.lines.append(item.start_mark.line + first_line)
        return items
    assert isinstance(node, MappingNode)
    mapping = YamlMap(line)
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + first_line
        if not isinstance(key_node, ScalarNode):
            raise YamlError("a key must be plain text", key_line)
        key = str(key_node.value)
        if key in mapping:
            raise YamlError(f"the key `{key}` stands twice (first in line {mapping.lines[key]})", key_line)
        mapping[key] = _convert(value_node, first_line)
        mapping.lines[key] = key_line
    return mapping


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
