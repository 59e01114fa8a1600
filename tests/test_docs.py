"""The generated pages are those that the program would generate."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cpec_tui.cli.main import COMMANDS
from cpec_tui.tui import commands as keys

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """``docs/generate.py``, which is a script and no part of a package."""
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_no_page_and_no_schema_is_out_of_date(generate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert (generate.main(["--check"]), capsys.readouterr().out) == (0, "")


def test_what_is_out_of_date_is_told_and_mended(
    generate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main([], tmp_path) == 0
    capsys.readouterr()
    page = tmp_path / "docs" / "keys.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Search", "Seek"), encoding="utf-8")
    (tmp_path / "index" / "schema" / "corpus.schema.json").unlink()
    assert generate.main(["--check"], tmp_path) == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"{path} is out of date: run `make docs`" for path in ("docs/keys.md", "index/schema/corpus.schema.json")
    ]
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0


def test_an_unknown_option_is_wrong_usage(generate: ModuleType) -> None:
    assert generate.main(["--chek"]) == 2


def test_every_command_and_every_key_has_its_place(generate: ModuleType) -> None:
    pages = generate.pages()
    for name in COMMANDS:
        assert f"\n## cpec-tui {name}\n" in pages["docs/commands.md"]
    for command in keys.COMMANDS:
        assert f"| `{command.id}` |" in pages["docs/keys.md"]


@pytest.mark.parametrize("columns", ["40", "200"])
def test_pages_do_not_depend_on_the_terminal(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert generate.outdated(ROOT, generate.pages()) == []


def test_the_schemas_are_json(generate: ModuleType) -> None:
    schemas = [text for path, text in generate.pages().items() if path.endswith(".json")]
    assert len(schemas) == 5
    assert all(json.loads(text)["$schema"] for text in schemas)
