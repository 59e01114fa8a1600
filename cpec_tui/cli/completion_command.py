"""``cpec-tui completion``: what makes the shell complete commands, options and entity ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cpec_tui.cli.boundary import COMPLETION_VARIABLE, PROGRAM
from cpec_tui.cli.main import cli
from cpec_tui.errors import UsageError

EPILOG = """\b
Put this into the file that your shell reads at its start:
  bash   eval "$(cpec-tui completion bash)"      in ~/.bashrc
  zsh    eval "$(cpec-tui completion zsh)"       in ~/.zshrc
  fish   cpec-tui completion fish | source       in ~/.config/fish/config.fish
"""


@click.command("completion", epilog=EPILOG)
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the lines that make SHELL complete commands, options, entity ids and folders: bash, zsh or fish."""
    completer = get_completion_class(shell)
    if completer is None:
        raise UsageError(f"no completion for {shell}", "there is one for bash, zsh and fish")
    print(completer(cli, {}, PROGRAM, COMPLETION_VARIABLE).source())
    return 0
