"""What the shell offers while a command is typed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


def complete(shell: Shell, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """What is offered for the last of ``words``, as fish asks for it."""
    with monkeypatch.context() as patch:
        patch.setenv("_CPEC_TUI_COMPLETE", "zsh_complete")
        patch.setenv("COMP_WORDS", " ".join(["cpec-tui", *words]))
        patch.setenv("COMP_CWORD", str(len(words)))
        answer = shell()
    assert answer.code == 0
    lines = answer.out.splitlines()
    return [f"{kind} {value}".strip() for kind, value in zip(lines[::3], lines[1::3], strict=False)]


def test_commands_and_folders_are_offered(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = complete(shell, monkeypatch, "s")
    assert offered == ["plain search", "plain searches", "plain show", "plain scan", "dir s"]
    assert "plain keys" in complete(shell, monkeypatch, "")


def test_options_are_offered(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert complete(shell, monkeypatch, "search", "--of") == ["plain --offset"]
    assert complete(shell, monkeypatch, "--v") == ["plain --version"]
    assert complete(shell, monkeypatch, "app", "--f") == ["plain --fresh"]


def test_entity_ids_are_offered_from_what_is_indexed(ask: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert complete(ask, monkeypatch, "entity", "re") == ["plain redhill"]


def test_without_a_built_index_no_id_is_offered(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert complete(shell, monkeypatch, "entity", "re") == []
    monkeypatch.setenv("CPEC_TUI_CORPUS", "/nowhere")
    assert complete(shell, monkeypatch, "mentions", "re") == []


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_lines_for_each_shell_are_printed(shell: Shell, name: str) -> None:
    answer = shell("completion", name)
    assert answer.code == 0
    assert f"_CPEC_TUI_COMPLETE={name}_complete" in answer.out


def test_an_unknown_shell_is_wrong_usage(shell: Shell) -> None:
    assert shell("completion", "tcsh").code == 2
