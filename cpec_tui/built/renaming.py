"""Documents that have a new id because their file was renamed: recognised by content, told until it is settled.

Addresses and quotations name a document by its id, so whoever curates is told which ``former_ids`` keep them working.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cpec_tui.built.progress import Rename
from cpec_tui.catalog.reading import Catalog
from cpec_tui.entities.curated import Curated
from cpec_tui.errors import Problem, Severity

FILE = "index/documents.yaml"
# What YAML takes for text without quotation marks, in a list between brackets, too.
_PLAIN = re.compile(r"[^\W_][\w./]*(?:[ -]+[\w./]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the generation before knew: (path, digest) by document id, and the renames that are not settled."""

    documents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, catalog: Catalog) -> Known:
        """What ``catalog`` knows."""
        return cls(catalog.digests(), json.loads(catalog.meta.get("renamed", "{}")))


def found_anew(before: Known, now: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Old id to new id of every document that has another one ``now``.

    Where several documents of one content vanished or appeared, it cannot be told which became which.
    """
    vanished, appeared = _by_digest(before.documents, now), _by_digest(now, before.documents)
    pairs = ((old, appeared.get(digest, [])) for digest, old in vanished.items())
    return {old[0]: new[0] for old, new in pairs if len(old) == len(new) == 1}


def not_settled(
    before: Known, anew: Mapping[str, str], now: Mapping[str, tuple[str, str]], former_ids: Mapping[str, str]
) -> dict[str, str]:
    """Old id to new id of every rename that documents.yaml does not name yet, those found ``anew`` included."""
    earlier = {old: anew.get(new, new) for old, new in before.renamed.items()}
    return {
        old: new for old, new in {**earlier, **anew}.items() if old not in now and new in now and old not in former_ids
    }


def renames(before: Known, now: Mapping[str, tuple[str, str]], curated: Curated) -> tuple[Rename, ...]:
    """The renames found anew that are not settled, with the files and what to do."""
    anew = found_anew(before, now)
    pending = not_settled(before, anew, now, curated.former_ids)
    return tuple(
        Rename(old, new, before.documents[old][0], now[new][0], _advice(new, pending, curated))
        for old, new in sorted(anew.items())
        if old in pending
    )


def problems(pending: Mapping[str, str], curated: Curated) -> Iterator[Problem]:
    """A warning for every rename that is not settled."""
    for old, new in sorted(pending.items()):
        yield Problem("renamed-document", Severity.WARNING, FILE, 0, said(old, new), _advice(new, pending, curated))


def said(old: str, new: str) -> str:
    """How the warning tells that the document ``old`` is now ``new``."""
    return f"document `{old}` is now `{new}`"


def pending_in(catalog: Catalog) -> dict[str, str]:
    """Old id to new id of every rename that is not settled in ``catalog``."""
    return dict(Known.to(catalog).renamed)


def _by_digest(
    documents: Mapping[str, tuple[str, str]], others: Mapping[str, tuple[str, str]]
) -> Mapping[str, list[str]]:
    """The ids of ``documents`` that are not among ``others``, by the digest of their content."""
    found: dict[str, list[str]] = defaultdict(list)
    for doc, (_, digest) in documents.items():
        if doc not in others:
            found[digest].append(doc)
    return found


def _advice(new: str, pending: Mapping[str, str], curated: Curated) -> str:
    """What to write into documents.yaml, so that every id that the document ``new`` ever had is known."""
    before = [old for old, doc in sorted(pending.items()) if doc == new]
    former = [old for old, doc in curated.former_ids.items() if doc in (new, *before)]
    lines = curated.document_lines
    entry = next((lines[doc] for doc in (new, *before) if doc in lines), 0)
    if new in lines:
        do = f"put into its entry in {FILE} (line {entry})"
    elif entry:
        do = f"rename its entry in {FILE} (line {entry}) and put into it"
    else:
        do = f"add to {FILE}"
    ids = ", ".join(map(_scalar, dict.fromkeys((*former, *before))))
    return f"to keep its addresses working {do}:\n{_scalar(new)}:\n  former_ids: [{ids}]"


def _scalar(text: str) -> str:
    """``text`` as one YAML scalar on one line."""
    return text if _PLAIN.fullmatch(text) else f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
