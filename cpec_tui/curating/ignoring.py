"""Discovered names that are not to be offered again: a file for each corpus in the user's state folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CurationError

_VERSION = 1


def ignored_file(corpus: Corpus) -> Path:
    """Where the ignored names of a corpus are kept."""
    return platform.state_home() / "ignored" / f"{corpus.key}.json"


@dataclass(frozen=True, slots=True)
class Ignored:
    """The file that keeps names by their keys; one that cannot be used counts as empty."""

    file: Path

    def names(self) -> dict[str, str]:
        """Name by key, in the order in which they were put there."""
        try:
            kept = json.loads(self.file.read_bytes())
            if kept["version"] != _VERSION:
                return {}
            return {str(key): str(name) for key, name in kept["names"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}

    def put(self, key: str, name: str) -> dict[str, str]:
        """Ignore one more; returns all. Raises CurationError when that cannot be kept."""
        return self._write({**self.names(), key: name})

    def take_back(self, key: str) -> dict[str, str]:
        """Ignore it no longer; returns the others. Raises CurationError when that cannot be kept."""
        return self._write({one: name for one, name in self.names().items() if one != key})

    def _write(self, names: Mapping[str, str]) -> dict[str, str]:
        content = json.dumps({"version": _VERSION, "names": names}, ensure_ascii=False).encode("utf-8", "replace")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            platform.write_atomically(self.file, content, 0o600)
        except OSError as error:
            message = f"{self.file} cannot be written: {error.strerror or error}"
            raise CurationError(message, "check space and permissions") from error
        return dict(names)
