"""The curated files that a new corpus begins with, as text."""

from __future__ import annotations

import yaml

from cpec_tui import yamlfile
from cpec_tui.corpus import CORPUS_FILE, shipped_root
from cpec_tui.entities.json_schema import rendered
from cpec_tui.entities.schema import json_schemas
from cpec_tui.errors import CorpusError

_GENERAL_KEYS = ("kinds", "relation_types")

_CORPUS = """\
# yaml-language-server: $schema=schema/corpus.schema.json
# What this corpus is about, and the sorts of entities it knows. Check it with: cpec-tui check
format: 1
title: {title}

# Patterns (regular expressions) of texts that are no content, such as "(opens in a new tab)". They are dimmed.
# residue: ['\\(opens in a new tab\\)']
"""

DOCUMENTS = """\
# yaml-language-server: $schema=schema/documents.schema.json
# What is known about the sources and does not stand in them; it overrules what they say of themselves.
# A document's id is its path under seeds/ without the extension. Take away the # to use this:
#
# letters/1924-05-11:
#   title: Letter to the harbour master
#   date: 1924-05-11
#   author: A. Brook
#   publisher: Harbour Gazette
#   url: https://example.org/letter
#   licence: public domain
"""

_ENTITIES = """\
# yaml-language-server: $schema=../schema/entities.schema.json
# Entities: one card each. The name and the aliases are found wherever the sources name them; acronyms exactly as
# written, names when capitalised. There may be any number of files in this folder. Take away the # to use this:
#
# - id: brook-mining            # a-z, 0-9 and -; never changed, for other cards and notes refer to it
#   kind: {kind}
#   name: Brook Mining Company
#   aliases: [Brook Mining, BMC]
#   summary: A firm that digs copper.
#   facts:
#     - text: It was founded by Ada Brook.
#       date: 1921
#       references: {{title: "A history of mining", url: "https://example.org/history", date: 1950}}
#   ids: {{wikidata: Q1}}
"""

_ONE_KIND = "kinds:\n  - {name: thing}\n"


def corpus_yaml(title: str) -> str:
    """corpus.yaml for a new corpus: the kinds and relation types of the shipped one, under another title."""
    return _CORPUS.format(title=_scalar(title)) + "\n" + _general_part(_shipped_text())


def entities_yaml() -> str:
    """An entity file with one example, commented out, of a kind that ``corpus_yaml`` declares."""
    parsed = yamlfile.parse(_general_part(_shipped_text()))
    kinds = parsed["kinds"] if isinstance(parsed, yamlfile.YamlMap) else None
    first = kinds[0] if isinstance(kinds, yamlfile.YamlList) else None
    kind = first["name"] if isinstance(first, yamlfile.YamlMap) else "thing"
    return _ENTITIES.format(kind=kind)


def schema_files() -> dict[str, str]:
    """The JSON Schema of each curated file as text, by file name; editors complete and validate with them."""
    return {name: rendered(schema) for name, schema in json_schemas().items()}


def _shipped_text() -> str:
    path = shipped_root() / CORPUS_FILE
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CorpusError(
            f"the shipped corpus cannot be read: {path} ({error.strerror or error})", "install cpec-tui again"
        ) from error


def _general_part(text: str) -> str:
    """The keys of the shipped corpus.yaml that fit any subject, with the comments right above them."""
    parsed = yamlfile.parse(text)
    if not isinstance(parsed, yamlfile.YamlMap) or "kinds" not in parsed:
        return _ONE_KIND
    lines = text.splitlines(keepends=True)
    begins = {key: _with_comments(lines, line - 1) for key, line in parsed.lines.items()}
    blocks = []
    for key in _GENERAL_KEYS:
        if key in begins:
            ends = [start for start in begins.values() if start > begins[key]]
            block = "".join(lines[begins[key] : min(ends, default=len(lines))])
            blocks.append(block.strip("\n") + "\n")
    return "\n".join(blocks)


def _with_comments(lines: list[str], first: int) -> int:
    while first and lines[first - 1].startswith("#") and "yaml-language-server" not in lines[first - 1]:
        first -= 1
    return first


def _scalar(text: str) -> str:
    """``text`` as a YAML scalar on one line."""
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style='"')
    return dumped.strip()
