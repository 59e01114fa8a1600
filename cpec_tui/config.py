"""The user's config file: keys and looks. It is read when the app starts and never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpec_tui import platform
from cpec_tui.errors import YamlError

KNOWN = ("theme", "keys", "history", "ascii")


@dataclass(frozen=True, slots=True)
class Config:
    """What the config file says; ``problems`` is what in it cannot be used."""

    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    history: bool = True
    ascii: bool = False
    problems: tuple[str, ...] = ()


def path() -> Path:
    """Where the config file is looked for."""
    return platform.config_home() / "config.yaml"


def load() -> Config:
    """The config file, or what holds without one. Never raises: ``problems`` tell what is wrong."""
    file = path()
    if not file.exists():
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
    keys: dict[str, tuple[str, ...]] = {}
    given = found.get("keys")
    if isinstance(given, dict):
        for command, value in given.items():
            wanted = value if isinstance(value, list) else [value]
            keys[command] = tuple(str(key) for key in wanted if isinstance(key, str))
    elif given is not None:
        problems.append(f"{file}:{lines['keys']}: keys is a mapping of command ids to keys")
    theme = found.get("theme")
    history = _flag(found, "history", True, problems)
    plain = _flag(found, "ascii", False, problems)
    return Config(theme if isinstance(theme, str) else None, keys, history, plain, tuple(problems))


def _flag(found: Mapping[str, object], name: str, default: bool, problems: list[str]) -> bool:
    value = found.get(name)
    if value is None:
        return default
    if value in ("on", "true", "yes"):
        return True
    if value in ("off", "false", "no"):
        return False
    problems.append(f"{name} in the config file is on or off")
    return default
