"""A loss of power: when the pointer is swapped, all that it leads to was handed to the disk before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.built.attacks import names
from tests.built.states import in_force, write
from tests.corpora import ENTITIES, MINE
from tests.engines import each_engine

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders cannot be handed to the disk there")


class Disk:
    """Knows what the system was asked to write to disk, and how it was then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.swaps = 0
        self._on_disk: dict[int, tuple[int, int]] = {}
        self._fsync, self._replace = os.fsync, os.replace
        monkeypatch.setattr(os, "fsync", self.fsync)
        monkeypatch.setattr(os, "replace", self.replace)

    def fsync(self, descriptor: int) -> None:
        self._fsync(descriptor)
        status = os.fstat(descriptor)
        self._on_disk[status.st_ino] = status.st_size, status.st_mtime_ns

    def replace(self, source: Path, target: Path) -> None:
        if Path(target) == self.folder / manifests.POINTER:
            self.swaps += 1
            self.check(Path(source).read_text(encoding="ascii").split()[0])
        self._replace(source, target)

    def begin(self) -> None:
        """What was said to be in the folder is another matter from now on."""
        self._on_disk.pop(self.folder.stat().st_ino)

    def check(self, name: str) -> None:
        """Whatever the manifest of that name needs is on the disk as it is now, names included."""
        manifest = manifests._load(self.folder, name)
        needed = [self.folder / path for path in (name, *manifest.files)]
        for path in (*needed, *{path.parent for path in needed}):
            status = path.stat()
            # Behind the manifest only the temporary file of the pointer itself comes into the folder.
            now = status.st_size, status.st_mtime_ns
            assert status.st_ino in self._on_disk, f"{path} was not handed to the disk"
            assert path == self.folder or self._on_disk[status.st_ino] == now, f"{path} was changed since"


def _more_text(library: Library) -> None:
    write(library.corpus, "mine.txt", f"{MINE}\nMore of the copper.\n")


def _less_text(library: Library) -> None:
    (library.corpus.seeds / "mine.txt").unlink()


def _more_cards(library: Library) -> None:
    extra = "- {id: more, kind: place, name: More}\n"
    (library.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")


@each_engine
@pytest.mark.parametrize("edit", [_more_text, _less_text, _more_cards], ids=names)
def test_the_pointer_is_swapped_when_everything_else_is_on_the_disk(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Library], None]
) -> None:
    library = Library.at(corpus, tmp_path / "built")
    disk = Disk(monkeypatch, library.folder)
    library.build()
    edit(library)
    disk.begin()
    library.build()
    assert (disk.swaps, in_force(library).generation) == (2, 2)
    library.close()
