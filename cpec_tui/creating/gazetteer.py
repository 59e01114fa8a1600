"""The entities of the shipped corpus as entities of another one.

Their quotations stand in a document that the other corpus does not have. A fact that is proved by one is copied as a
fact with a reference to that document; everything else stays as it is written, comments included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cpec_tui.corpus import Corpus, document_ids, scan_sources
from cpec_tui.entities import loading
from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata
from cpec_tui.reading import registry
from cpec_tui.reading.residue import ResidueFinder

Reference = dict[str, str]
_WIDTH = 110


def entity_files(corpus: Corpus) -> dict[str, str]:
    """The entity files of ``corpus`` by name, their quotations turned into references."""
    references = _references(corpus)
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in corpus.entity_files()}
    return {name: referring(text, references) for name, text in texts.items()}


def referring(text: str, references: Mapping[str, Reference]) -> str:
    """The text of an entity file with a reference in place of each piece of evidence.

    ``references`` gives the reference for a document id; a document it lacks is referred to by its id.
    """
    parts, position = [], 0
    for fact, in_flow in _quoting_facts(yaml.compose(text, Loader=yaml.BaseLoader)):
        start, end = fact.start_mark.index, fact.end_mark.index
        kept = text[start:end]
        parts += [text[position:start], _written(_rewritten(fact, references), fact.start_mark.column, in_flow=in_flow)]
        position = end if in_flow else start + len(_without_what_follows(kept))
    return "".join(parts) + text[position:]


def _references(corpus: Corpus) -> dict[str, Reference]:
    curated = loading.load(corpus)
    overrides = registry.Overrides(curated.documents)
    residue = ResidueFinder(curated.config.residue)
    sources, _ = scan_sources(corpus)
    ids = document_ids([source.path for source in sources])
    references: dict[str, Reference] = {}
    for source in sources:
        doc = ids[source.path]
        try:
            document = registry.read_source(registry.load(source.absolute), doc, source.path, residue)
        except ReadingError:
            continue
        references[doc] = _reference(overrides.apply(document).metadata, doc)
    references.update({old: references[doc] for old, doc in curated.former_ids.items() if doc in references})
    return references


def _reference(metadata: Metadata, doc: str) -> Reference:
    known = {"title": metadata.title or doc, "url": metadata.url, "date": metadata.date}
    return {key: value for key, value in known.items() if value}


def _quoting_facts(root: Node | None) -> Iterator[tuple[MappingNode, bool]]:
    """Every fact with evidence, and whether it stands in a flow collection (``[…]``, ``{…}``), in order."""
    for entity in root.value if isinstance(root, SequenceNode) else []:
        facts = _value(entity, "facts")
        listed = facts.value if isinstance(facts, SequenceNode) else [facts]
        for fact in listed:
            if isinstance(fact, MappingNode) and _value(fact, "evidence") is not None:
                yield fact, bool(fact.flow_style) or bool(entity.flow_style)


def _value(mapping: Node, key: str) -> Node | None:
    pairs = mapping.value if isinstance(mapping, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _rewritten(fact: MappingNode, references: Mapping[str, Reference]) -> dict[str, Any]:
    plain = _plain(fact)
    evidence, own = plain.pop("evidence"), plain.pop("references", [])
    found: list[Any] = own if isinstance(own, list) else [own]
    for item in evidence if isinstance(evidence, list) else [evidence]:
        doc = item["document"]
        reference = references.get(doc, {"title": doc})
        if reference not in found:
            found.append(reference)
    return {**plain, "references": found}


def _plain(node: Node) -> Any:
    """A node as dicts, lists and texts; keys without a value are left out."""
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value if not _is_empty(value)}
    return [_plain(item) for item in node.value] if isinstance(node, SequenceNode) else str(node.value)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style is None and node.value in ("", "~", "null")


def _written(fact: dict[str, Any], column: int, *, in_flow: bool) -> str:
    style: dict[str, Any] = {"allow_unicode": True, "sort_keys": False}
    if in_flow:
        return str(yaml.safe_dump(fact, **style, default_flow_style=True, width=float("inf"))).strip()
    dumped = str(yaml.safe_dump(fact, **style, width=max(40, _WIDTH - column)))
    return dumped.rstrip("\n").replace("\n", "\n" + " " * column)


def _without_what_follows(block: str) -> str:
    """A block without the blank lines and comments after it, which a parser counts to it."""
    lines = block.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "".join(lines).rstrip()
