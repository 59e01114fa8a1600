"""The options that every command takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """Where to look and how to print."""

    corpus: Path | None = None
    built_index: Path | None = None
    json: bool = False
    plain: bool = False
    update: bool = True


def common(function: F) -> F:
    """Give a command the common options; it gets them as its first argument ``options``."""

    @click.option("--corpus", type=click.Path(path_type=Path), help="The folder of the corpus.")
    @click.option("--built-index", type=click.Path(path_type=Path), help="Keep built indexes in this folder.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
    @click.option("--plain", is_flag=True, help="No boxes, no colour.")
    @click.option("--no-update", is_flag=True, help="Answer from what is indexed, even if files changed.")
    @wraps(function)
    def wrapper(
        corpus: Path | None, built_index: Path | None, as_json: bool, plain: bool, no_update: bool, **rest: Any
    ) -> Any:
        return function(Options(corpus, built_index, as_json, plain, not no_update), **rest)

    return wrapper  # type: ignore[return-value]
