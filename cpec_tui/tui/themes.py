"""The program's own looks, dark and light.

Terminals of 16 colours show the nearest of theirs: accent, success and text must come to differ there, and so
must background and panel.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="cpec-dark",
    primary="#7aa2c8",
    secondary="#8fb573",
    accent="#ecb955",
    warning="#ecb955",
    error="#e07a6b",
    success="#7ec15c",
    foreground="#d8d6d0",
    background="#16181b",
    surface="#16181b",
    panel="#2a2f37",
    dark=True,
)
LIGHT = Theme(
    name="cpec-light",
    primary="#2f5d8a",
    secondary="#4c7a34",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a83c2d",
    success="#31770d",
    foreground="#26282b",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#d8d5ca",
    dark=False,
)
OWN = (DARK, LIGHT)

# The colours that corpus.yaml may give a kind, legible on either ground.
_ON_DARK = {
    "black": "#8a8f98", "red": "#e07a6b", "green": "#8fc46f", "yellow": "#d9a441", "blue": "#7aa2f0",
    "magenta": "#d787c8", "cyan": "#5fc0c0", "white": "#d8d6d0", "bright_black": "#9aa0a8", "bright_red": "#f09a8a",
    "bright_green": "#b4dc8c", "bright_yellow": "#f0d080", "bright_blue": "#a9b8ff", "bright_magenta": "#f0a8e0",
    "bright_cyan": "#90e0e0", "bright_white": "#ffffff",
}  # fmt: skip
_ON_LIGHT = {
    "black": "#26282b", "red": "#a83c2d", "green": "#3f6f2a", "yellow": "#8a5a00", "blue": "#2a4fb0",
    "magenta": "#8a2f7a", "cyan": "#0f6a6a", "white": "#4a4d52", "bright_black": "#5f646b", "bright_red": "#c0402c",
    "bright_green": "#4c7f1f", "bright_yellow": "#8a6a00", "bright_blue": "#4a48c0", "bright_magenta": "#a0308a",
    "bright_cyan": "#007a80", "bright_white": "#000000",
}  # fmt: skip


def kind_colour(name: str, *, dark: bool) -> str | None:
    """The colour of a kind on a dark or light ground; None for a name that is none."""
    return (_ON_DARK if dark else _ON_LIGHT).get(name)
