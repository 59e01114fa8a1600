"""The program's own looks, dark and light."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="cpec-dark",
    primary="#7aa2c8",
    secondary="#8fb573",
    accent="#e0b15e",
    warning="#e0b15e",
    error="#e07a6b",
    success="#8fb573",
    foreground="#d8d6d0",
    background="#16181b",
    surface="#16181b",
    panel="#24282d",
    dark=True,
)
LIGHT = Theme(
    name="cpec-light",
    primary="#2f5d8a",
    secondary="#4c7a34",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a83c2d",
    success="#3f6f2a",
    foreground="#26282b",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#e9e5da",
    dark=False,
)
OWN = (DARK, LIGHT)
