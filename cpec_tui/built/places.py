"""Where the built index of a corpus lives."""

from __future__ import annotations

import os
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus

VARIABLE = "CPEC_TUI_BUILT_INDEX"


def built_index_home(named: Path | None = None) -> Path:
    """The folder of all built indexes: the one named, else ``$CPEC_TUI_BUILT_INDEX``, else in the user's cache."""
    if named is not None:
        return named.absolute()
    variable = os.environ.get(VARIABLE)
    return Path(variable).absolute() if variable else platform.cache_home() / "built"


def built_index_folder(corpus: Corpus, named: Path | None = None) -> Path:
    """The private folder of one corpus' built index; it may not exist yet."""
    return built_index_home(named) / corpus.key
