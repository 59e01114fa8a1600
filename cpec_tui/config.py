"""The user's config file: keys and looks. It is read when the app starts and never written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpec_tui import platform
from cpec_tui.errors import YamlError

KNOWN = ("theme", "keys", "history", "ascii")


@dataclass(frozen=True, slots=True)
class Config:
    """What the config file says; ``problems`` is what in it cannot be used.

    Where it says nothing of ``ascii``, the terminal decides.
    """

    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    history: bool = True
    ascii: bool | None = None
    problems: tuple[str, ...] = ()


def path() -> Path:
    """Where the config file is looked for."""
    return platform.config_home() / "config.yaml"


def load() -> Config:
    """The config file, or what holds without one. Never raises: ``problems`` tell what is wrong."""
    file = path()
    if not os.path.lexists(file):
        return Config()
    from cpec_tui import yamlfile

    try:
        found = yamlfile.read(file)
    except YamlError as error:
        return Config(problems=(f"{file}:{error.line}: {error}",))
    except OSError as error:
        return Config(problems=(f"{file} cannot be read: {error.strerror or error}",))
    if found is None:
        return Config()
    if not isinstance(found, yamlfile.YamlMap):
        return Config(problems=(f"{file}:1: this is no mapping of keys",))
    return _config(found, found.lines, file)


def _config(found: Mapping[str, object], lines: Mapping[str, int], file: Path) -> Config:
    from cpec_tui.nearest import did_you_mean

    problems = [
        f"{file}:{lines[key]}: unknown key `{key}`: {did_you_mean(key, KNOWN) or 'known are ' + ', '.join(KNOWN)}"
        for key in found
        if key not in KNOWN
    ]
    theme = found.get("theme")
    if theme is not None and not isinstance(theme, str):
        problems.append(f"{file}:{lines['theme']}: theme is the name of a theme")
    given = found.get("keys")
    keys = _keys(given, problems) if isinstance(given, dict) else {}
    if given is not None and not isinstance(given, dict):
        problems.append(f"{file}:{lines['keys']}: keys is a mapping of command ids to keys")
    history = _flag(found, "history", problems)
    plain = _flag(found, "ascii", problems)
    return Config(theme if isinstance(theme, str) else None, keys, history is not False, plain, tuple(problems))


def _keys(given: Mapping[str, object], problems: list[str]) -> dict[str, tuple[str, ...]]:
    """The keys of each command that has a key, or a list of keys."""
    keys: dict[str, tuple[str, ...]] = {}
    for command, value in given.items():
        wanted = value if isinstance(value, list) else [value]
        known = tuple(key for key in wanted if isinstance(key, str))
        if len(known) == len(wanted):
            keys[command] = known
        else:
            problems.append(f"{command} in the config file is a key, a list of keys, or [] for none")
    return keys


def _flag(found: Mapping[str, object], name: str, problems: list[str]) -> bool | None:
    """Whether it is on or off; None when that is not said."""
    value = found.get(name)
    if value is None:
        return None
    if value in ("on", "true", "yes"):
        return True
    if value in ("off", "false", "no"):
        return False
    problems.append(f"{name} in the config file is on or off")
    return None
