"""The options that the commands share."""

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
    """Where to look and how to print; ``update`` is off when only what is indexed may answer."""

    corpus: Path | None = None
    built_index: Path | None = None
    json: bool = False
    plain: bool = False
    update: bool = True


def places(function: F) -> F:
    """Give a command the options ``corpus`` and ``built_index``."""
    corpus = click.option("--corpus", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the corpus.")
    built_index = click.option(
        "--built-index", metavar="DIR", type=click.Path(path_type=Path), help="Keep built indexes in this folder."
    )
    return corpus(built_index(function))


def common(function: F) -> F:
    """Give a command the options that every one takes; it gets them as its first argument, an ``Options``."""

    @places
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
    @click.option("--plain", is_flag=True, help="No boxes, no colour.")
    @wraps(function)
    def wrapper(corpus: Path | None, built_index: Path | None, as_json: bool, plain: bool, **rest: Any) -> Any:
        update = not rest.pop("no_update", False)
        return function(Options(corpus, built_index, as_json, plain, update), **rest)

    return wrapper  # type: ignore[return-value]


def answering(function: F) -> F:
    """``common``, for a command that answers from the built index."""
    return click.option("--no-update", is_flag=True, help="Answer from what is indexed, even if files changed.")(
        common(function)
    )
