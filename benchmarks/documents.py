"""The documents that the benchmarks build corpora from."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def read_documents(path: Path) -> Iterator[dict[str, str]]:
    """The documents of a file with one JSON object (``id``, ``title``, ``date``, ``text``) a line, packed or not."""
    opener: Callable[..., Any] = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
