"""What the commands print for programs and for pipes, byte for byte but for times and scores.

The keys are an interface. After a change that is meant: ``WRITE_GOLDEN=1 pytest tests/cli/test_golden.py``, then look
at the difference.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cpec_tui.corpus import Corpus
from tests.cli.conftest import Shell
from tests.measuring.making import gold_file, marked

GOLDEN = Path(__file__).parent / "golden"
SAID = "Ada Brook saw COPPER at the harbour of Aldport; Brook left.\n"
CASES = {
    "search.json": ("search", "copper", "--json"),
    "search-empty.json": ("search", "copper kind:persn", "--json"),
    "search.txt": ("search", "copper"),
    "search-facets.json": ("search", "copper", "--facets", "--limit", "0", "--json"),
    "search-facets.txt": ("search", "copper", "--facets", "--limit", "0"),
    "search-like.json": ("search", "--like", "mine#p1", "--json"),
    "search-like.txt": ("search", "--like", "mine#p1"),
    "search-batch.jsonl": ("search", "--batch", "-", "--json"),
    "search-batch.txt": ("search", "--batch", "-"),
    "search-rerun.json": ("search", "--rerun", "run.json", "--json"),
    "search-rerun.txt": ("search", "--rerun", "run.json"),
    "searches.json": ("searches", "--json"),
    "searches.txt": ("searches", "ores"),
    "entity.json": ("entity", "SAS", "--json"),
    "entity.txt": ("entity", "sas"),
    "mentions.jsonl": ("mentions", "Ada Brook", "--json"),
    "mentions.txt": ("mentions", "brook"),
    "show.json": ("show", "harbour", "--json"),
    "show.txt": ("show", "harbour#p2"),
    "show-list.jsonl": ("show", "--json"),
    "show-list.txt": ("show",),
    "scan.jsonl": ("scan", "-", "--json"),
    "scan.txt": ("scan", "-"),
    "eval.json": ("eval", "-", "--json"),
    "eval.txt": ("eval", "-"),
    "check.json": ("check", "--json"),
}
GOLD = gold_file(
    marked("a", "[Ada Brook:brook] saw [COPPER:copper] at the [harbour:sas] of [Aldport:aldport] in [Zedland:]."),
    marked("b", "[Stone:sas] and Redhill"),
)
QUERIES = b"# ours\ncopper OR gold\n\nkind:persn\nzebra\n"
SEARCHES = """\
- {name: ores, query: copper OR gold, note: for the report, order: newest}
- {name: quays, query: "harbour :ores"}
"""
_VARYING = re.compile(
    r'(?<="ms": )[\d.]+|(?<="score": )[\d.]+|(?<="seconds": )[\d.]+|\d+(?= ms$)'
    r'|(?<="generation": 1,\n      "digest": ")\w+',
    re.MULTILINE,
)


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was(ask: Shell, corpus: Corpus, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    corpus.searches_file.write_text(SEARCHES, encoding="utf-8")
    given = {"eval": GOLD, "search": QUERIES}.get(CASES[name][0], SAID.encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given), isatty=lambda: False))
    if "run.json" in CASES[name]:
        record_another_answer(ask)
    printed = _VARYING.sub("0", ask(*CASES[name]).out)
    path = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def record_another_answer(ask: Shell) -> None:
    """A recorded run from a time when one paragraph had another text, one did not answer, and one did that is gone."""
    file = Path("run.json")
    assert ask("search", "copper OR gold OR mine", "--record", file).code == 0
    run = json.loads(file.read_text(encoding="utf-8"))
    first, _, *others = run["addresses"]
    run["addresses"] = [first | {"digest": "of then"}, *others, {"address": "gone#p4", "digest": "of then"}]
    file.write_text(json.dumps(run), encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)
