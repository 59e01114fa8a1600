"""Built indexes that were damaged, planted or made unusable: never a traceback, always a way on."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.generation import open_current
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, DamagedError
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.built.attacks import DAMAGES, Damage, files_of, names, remove
from tests.built.states import answers, in_force
from tests.engines import each_engine


@each_engine
@pytest.mark.parametrize("damage", DAMAGES, ids=names)
def test_any_damaged_file_is_noticed_and_mended_by_a_build(
    library: Library, damage: Damage, engine: EngineName
) -> None:
    assert library.overview().engine == engine
    said = answers(library)
    library.close()
    whole = library.folder.with_name("whole")
    shutil.copytree(library.folder, whole)
    for number, name in enumerate(files_of(whole)):
        shutil.rmtree(library.folder)
        shutil.copytree(whole, library.folder)
        damage(library.folder / name, random.Random(number))
        if name.name == manifests.POINTER and damage is remove:
            assert not library.open()
        else:
            with pytest.raises(BuiltIndexError, match="damaged"):
                library.open()
        library.build()
        assert answers(library) == said, name
        library.close()


@pytest.mark.parametrize(
    "pointer",
    ["../../x", "/etc/passwd", "..", "", ".", "manifest-1.json", "manifest-00000²", "a/manifest-000001.json", "\0"],
)
def test_a_pointer_leads_to_a_manifest_of_the_folder_and_nowhere_else(library: Library, pointer: str) -> None:
    (library.folder / manifests.POINTER).write_text(pointer, encoding="utf-8")
    with pytest.raises(BuiltIndexError, match="names no manifest"):
        manifests.current(library.folder)
    library.build()
    assert library.search("copper").total == 2


@pytest.mark.parametrize(
    "change",
    [
        {"layout": 1},
        {"generation": 7},
        {"generation": "1"},
        {"text": "../text-000001"},
        {"catalog": "/etc/passwd"},
        {"cards": None},
        {"stamps": {}},
        {"stamps": []},
        {"files": {"../../secret": [1, 1, "x"]}},
        {"files": {"text-000001/../../secret": [1, 1, "x"]}},
        {"files": {"catalog-000001.sqlite": [1, 1]}},
        {"files": 3},
        {"partial": "no"},
        {"covered": 1.5},
        {"unknown": None},
    ],
)
def test_a_manifest_that_we_did_not_write_is_not_believed(library: Library, change: dict[str, object]) -> None:
    path = library.folder / in_force(library).name
    publish_text(path, json.dumps(json.loads(path.read_bytes()) | change))
    if "unknown" in change:
        assert manifests.current(library.folder) is not None
    else:
        with pytest.raises(BuiltIndexError):
            manifests.current(library.folder)
        library.close()
        library.build()
        assert library.search("copper").total == 2


@pytest.mark.parametrize("content", ["[" * 100_000, "null", "[]", "1", '{"layout": 2}', "{}"])
def test_a_manifest_of_any_json_is_survived(library: Library, content: str) -> None:
    publish_text(library.folder / in_force(library).name, content)
    with pytest.raises(BuiltIndexError):
        open_current(library.folder)


def publish_text(path: Path, content: str) -> None:
    """A manifest of that content, which the pointer names with its digest."""
    path.write_text(content, encoding="utf-8")
    digest = hashlib.blake2b(content.encode("utf-8"), digest_size=16).hexdigest()
    (path.parent / manifests.POINTER).write_text(f"{path.name} {digest}", encoding="utf-8")


@pytest.mark.parametrize("number", range(40))
def test_a_manifest_with_one_other_letter_is_not_believed(library: Library, number: int) -> None:
    library.close()
    path = library.folder / in_force(library).name
    content = bytearray(path.read_bytes())
    at = random.Random(number).randrange(len(content))
    content[at] = ord("1") if content[at] != ord("1") else ord("2")
    path.write_bytes(content)
    with pytest.raises(BuiltIndexError):
        library.open()


def test_a_pointer_that_leads_back_to_the_generation_before_is_not_followed(library: Library) -> None:
    before = in_force(library).name
    library.build(rebuild=True)
    pointer = library.folder / manifests.POINTER
    pointer.write_text(pointer.read_text(encoding="utf-8").replace(in_force(library).name, before), encoding="utf-8")
    with pytest.raises(DamagedError, match="the manifest was changed"):
        library.open()


class Planted:
    """What runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("planted",)


def plant(folder: Path) -> Path:
    """A text index whose schema runs code, and a manifest that fits it."""
    manifest = manifests.current(folder)
    assert manifest is not None
    toc = next((folder / manifest.text).glob("*.toc"))
    toc.write_bytes(pickle.dumps(Planted()))
    manifests.publish(folder, manifest, None)
    return toc


@pytest.mark.parametrize("how", ["foreign", "writable", "link"])
def test_a_folder_that_others_may_have_written_is_not_opened_but_built_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch, how: str, home: Path
) -> None:
    library.close()
    plant(library.folder)
    if how == "foreign":
        monkeypatch.setattr(os, "getuid", lambda: 12345)
    elif how == "writable":
        library.folder.chmod(0o777)
    else:
        moved = library.folder.with_name("elsewhere")
        library.folder.rename(moved)
        library.folder.symlink_to(moved)
    with pytest.raises(BuiltIndexError, match="cannot be trusted"):
        library.open()
    if how == "writable":
        library.build()
        assert library.search("copper").total == 2
        assert library.folder.stat().st_mode & 0o077 == 0
    else:
        with pytest.raises(BuiltIndexError, match=r"another user|not a folder"):
            library.build()
    assert not (home / "planted").exists()


def test_a_file_where_the_folder_must_be_is_said_so(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    for folder in (tmp_path / "cache", tmp_path / "cache" / "built"):
        library = Library(corpus, folder)
        with pytest.raises(BuiltIndexError, match="folder") as caught:
            library.build()
        assert "--built-index" in caught.value.hint
    assert not Library(corpus, tmp_path / "cache" / "built").open()


def test_a_folder_where_a_file_must_be_is_mended_or_said_so(library: Library) -> None:
    said = answers(library)
    library.close()
    for name in ("work", "lock", "current", "text-000002", "catalog-000002.sqlite"):
        path = library.folder / name
        path.unlink(missing_ok=True)
        path.mkdir(exist_ok=True)
        (path / "rubbish").write_text("rubbish")
        if name == "lock":
            with pytest.raises(BuiltIndexError, match="cannot be written"):
                library.build()
            shutil.rmtree(path)
        library.build(rebuild=True)
        assert answers(library) == said
        library.close()


def test_names_like_those_of_generations_do_not_confuse_a_build(library: Library) -> None:
    for name in ("manifest-²³.json", "manifest-.json", "manifest-99999999999999999999999.json", "manifest-abc.json"):
        (library.folder / name).write_text("{}")
    library.build(rebuild=True)
    assert in_force(library).generation == 2


def test_an_older_layout_is_built_anew(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(manifests, "LAYOUT", manifests.LAYOUT + 1)
        patch.setattr(manifests.Manifest, "__init__", _with_layout(manifests.LAYOUT + 1))
        build(corpus, tmp_path / "built")
    with pytest.raises(BuiltIndexError, match="another version"):
        open_current(tmp_path / "built")
    assert build(corpus, tmp_path / "built").added == 2


def _with_layout(layout: int) -> Callable[..., None]:
    original = manifests.Manifest.__init__

    def init(self: manifests.Manifest, *args: object, **options: object) -> None:
        original(self, *args, **{"layout": layout, **options})  # type: ignore[arg-type]

    return init
