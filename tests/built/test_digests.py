"""Digests of files in blocks."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from cpec_tui.built import digests

BLOCK = 1 << 20


def made(path: Path, size: int, seed: int = 0) -> bytes:
    content = random.Random(seed).randbytes(size)
    path.write_bytes(content)
    return content


@pytest.mark.parametrize("size", [0, 1, 5000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17])
def test_a_file_has_one_digest_however_it_is_come_by(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    made(path, size)
    digest = digests.of_path(path)
    blocks = digests.blocks_of(path)
    assert digests.of_blocks(blocks) == digest
    assert digests.split("".join(blocks)) == blocks
    descriptor = os.open(path, os.O_RDONLY)
    os.lseek(descriptor, min(size, 7), os.SEEK_SET)
    assert digests.of_descriptor(descriptor) == digest
    os.close(descriptor)


@pytest.mark.parametrize("at", [0, 3, BLOCK - 1, BLOCK, 2 * BLOCK + 40, 3 * BLOCK + 16])
def test_any_changed_byte_gives_another_digest(tmp_path: Path, at: int) -> None:
    path = tmp_path / "file"
    content = bytearray(made(path, 3 * BLOCK + 17))
    before = digests.of_path(path)
    content[at] ^= 1
    path.write_bytes(content)
    assert digests.of_path(path) != before


@pytest.mark.parametrize("size", [BLOCK, 2 * BLOCK, 2 * BLOCK + 9, 5 * BLOCK + 1])
@pytest.mark.parametrize("grown", [0, 1, 2 * BLOCK + 100, -BLOCK])
def test_what_grew_from_another_file_has_the_digests_that_it_would_have_alone(
    tmp_path: Path, size: int, grown: int
) -> None:
    base, path = tmp_path / "base", tmp_path / "file"
    content = bytearray(made(base, size)) + random.Random(1).randbytes(max(0, grown))
    content = content[: len(content) + min(0, grown)]
    for at in (5, BLOCK + 1):
        if at < len(content):
            content[at] ^= 255
    path.write_bytes(content)
    assert digests.blocks_of(path, base, digests.blocks_of(base)) == digests.blocks_of(path)


def test_only_what_differs_is_digested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base, path = tmp_path / "base", tmp_path / "file"
    content = bytearray(made(base, 5 * BLOCK))
    known = digests.blocks_of(base)
    content[2 * BLOCK + 1] ^= 1
    path.write_bytes(content)
    sizes: list[int] = []
    of_bytes = digests.of_bytes

    def noted(block: bytes | memoryview) -> str:
        sizes.append(len(block))
        return of_bytes(block)

    monkeypatch.setattr(digests, "of_bytes", noted)
    found = digests.blocks_of(path, base, known)
    assert sizes == [BLOCK]
    assert [number for number in range(5) if found[number] != known[number]] == [2]


def test_what_was_spoiled_before_it_was_copied_does_not_pass_for_whole(tmp_path: Path) -> None:
    base, path = tmp_path / "base", tmp_path / "file"
    content = bytearray(made(base, 3 * BLOCK))
    known = digests.blocks_of(base)
    content[BLOCK + 5] ^= 4
    base.write_bytes(content)
    path.write_bytes(content)
    assert digests.of_blocks(digests.blocks_of(path, base, known)) != digests.of_path(path)


def test_without_the_other_file_all_is_digested(tmp_path: Path) -> None:
    path = tmp_path / "file"
    made(path, 2 * BLOCK)
    assert digests.blocks_of(path, tmp_path / "gone", ["0" * 32] * 2) == digests.blocks_of(path)
    assert digests.blocks_of(path, path, ()) == digests.blocks_of(path)
