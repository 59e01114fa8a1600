"""Questions that wait for an answer until a test says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest


def _always(*args: Any, **options: Any) -> bool:
    return True


class Gate:
    """Lets what ``owner`` does under that name wait until it is opened, if its arguments say that it ``is_meant``."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, is_meant: Callable[..., bool] = _always
    ) -> None:
        self.opened, self.reached = threading.Event(), threading.Event()
        do = getattr(owner, name)

        def gated(*args: Any, **options: Any) -> Any:
            if is_meant(*args, **options):
                self.reached.set()
                self.opened.wait()
            return do(*args, **options)

        monkeypatch.setattr(owner, name, gated)
