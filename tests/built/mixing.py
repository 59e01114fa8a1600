"""A catalog, a text index and cards of different generations, put together by hand so that every digest fits."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpec_tui.built import manifest as manifests
from cpec_tui.built.manifest import Manifest

PARTS = ("catalog", "text", "cards")


def name_another(folder: Path, now: Manifest, before: Manifest, part: str) -> None:
    """The generation in force names a part of the one before."""
    changed: dict[str, Any] = {part: getattr(before, part)}
    manifests.publish(folder, replace(now, files={}, **changed), None)


def put_another(folder: Path, now: Manifest, before: Manifest, part: str) -> None:
    """A part of the one before stands under the name of the one in force."""
    old, new = folder / getattr(before, part), folder / getattr(now, part)
    if old.is_dir():
        shutil.rmtree(new)
        shutil.copytree(old, new)
    else:
        shutil.copyfile(old, new)
    manifests.publish(folder, replace(now, files={}), None)
