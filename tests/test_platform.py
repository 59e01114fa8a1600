"""Everything that differs between operating systems."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpec_tui import platform
from cpec_tui.errors import BuiltIndexError
from cpec_tui.platform import (
    Busy,
    exclusive_lock,
    link_or_copy,
    lock_holder,
    make_private_folder,
    remove_tree,
    sync_folder,
    write_atomically,
)

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
FORBIDDEN = PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("CPEC_TUI_CACHE", platform.cache_home),
        ("CPEC_TUI_DATA", platform.data_home),
        ("CPEC_TUI_STATE", platform.state_home),
        ("CPEC_TUI_CONFIG", platform.config_home),
    ],
)
def test_every_place_can_be_moved(
    home: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: Callable[[], Path]
) -> None:
    monkeypatch.setenv(variable, "here")
    assert place() == home / "here"
    monkeypatch.delenv(variable)
    assert place().name == "cpec-tui"
    assert place().is_absolute()


# The private folder


def test_a_private_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_private_folder(folder)
    assert mode(folder) == 0o700
    make_private_folder(folder)


@pytest.mark.parametrize("open_to", [0o755, 0o777, 0o770])
def test_a_folder_open_to_others_is_closed(tmp_path: Path, open_to: int) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    folder.chmod(open_to)
    make_private_folder(folder)
    assert mode(folder) == 0o700


def test_a_folder_that_cannot_be_closed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a"
    folder.mkdir(mode=0o755)
    monkeypatch.setattr(os, "chmod", failing(FORBIDDEN))
    with pytest.raises(BuiltIndexError, match="others may write to") as caught:
        make_private_folder(folder)
    assert "--built-index" in caught.value.hint


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(BuiltIndexError, match="is not a folder"):
        make_private_folder(tmp_path / "link")


@pytest.mark.parametrize("inside", ["file", "file/deeper"])
def test_a_file_in_the_way_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuiltIndexError, match="cannot be made") as caught:
        make_private_folder(tmp_path / inside)
    assert caught.value.hint


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(BuiltIndexError, match="belongs to another user"):
        make_private_folder(tmp_path / "a")


def test_where_there_are_no_owners_a_folder_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getuid")
    make_private_folder(tmp_path / "a")
    assert (tmp_path / "a").is_dir()


# Files


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"one", b"two"):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [NO_SPACE, KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, failing(error))
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_into_no_folder_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "none" / "a", b"")


def test_a_file_gets_a_second_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").samefile(tmp_path / "b")


def test_where_there_are_no_second_names_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(os, "link", failing(OSError(errno.EOPNOTSUPP, "no")))
    link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"x"
    assert not (tmp_path / "a").samefile(tmp_path / "b")


def test_folders_files_and_links_are_removed_and_what_is_missing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "folder" / "in").mkdir(parents=True)
    (tmp_path / "kept").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    for name in ("folder", "file", "link", "missing"):
        remove_tree(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


# The lock


def test_the_lock_names_its_holder_and_is_let_go(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert lock_holder(lock) is None
    with exclusive_lock(lock):
        assert lock_holder(lock) == os.getpid()
        with pytest.raises(Busy) as caught, exclusive_lock(lock):
            pass
        assert caught.value.holder == os.getpid()
    assert lock_holder(lock) is None
    with exclusive_lock(lock):
        pass


def test_the_lock_is_let_go_when_what_it_guards_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive_lock(tmp_path / "lock"):
        _ = 1 // 0
    assert lock_holder(tmp_path / "lock") is None


def test_another_process_that_has_the_lock_is_named_and_its_death_frees_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    program = (
        "import sys; from pathlib import Path; from cpec_tui.platform import exclusive_lock\n"
        "with exclusive_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert lock_holder(lock) == other.pid
        with pytest.raises(Busy) as caught, exclusive_lock(lock):
            pass
        assert caught.value.holder == other.pid
        other.kill()
    assert lock_holder(lock) is None


def test_who_looks_for_the_holder_does_not_turn_a_writer_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(platform, "_try_lock", lambda descriptor: next(answers))
    with exclusive_lock(tmp_path / "lock"):
        assert json.loads((tmp_path / "lock").read_bytes()) == {"pid": os.getpid()}


def test_a_lock_file_that_was_removed_meanwhile_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "lock"
    lock.write_text("old")
    try_lock = platform._try_lock
    removed: list[Path] = []

    def remove_first(descriptor: int) -> bool:
        if not removed:
            removed.append(lock)
            lock.unlink()
        return try_lock(descriptor)

    monkeypatch.setattr(platform, "_try_lock", remove_first)
    with exclusive_lock(lock):
        assert lock_holder(lock) == os.getpid()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', "{}"])
def test_a_holder_that_left_no_name_is_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    lock = tmp_path / "lock"
    lock.write_text(content)
    monkeypatch.setattr(platform, "_try_lock", lambda descriptor: False)
    assert lock_holder(lock) == 0


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", failing(OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))))
    with pytest.raises(OSError, match="No locks available"), exclusive_lock(tmp_path / "lock"):
        pass


def test_a_lock_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), exclusive_lock(tmp_path / "none" / "lock"):
        pass


# Limits


def test_there_is_a_processor() -> None:
    assert platform.processors() >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know the limit, and do not heed it")
def test_memory_is_limited() -> None:
    code = (
        "from cpec_tui import platform; platform.limit_memory(1 << 29); platform.limit_memory(1 << 29)\n"
        "try: bytearray(1 << 30)\n"
        "except MemoryError: print('limited')"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"limited\n"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs the timer of the system")
def test_the_system_ends_a_process_that_takes_too_long_unless_that_is_taken_back() -> None:
    code = (
        "from cpec_tui import platform; platform.die_after(60); platform.die_after(0)\n"
        "platform.die_after(0.01)\n"
        "while True: pass"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGALRM


def dead_process() -> int:
    """The id of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(os.name != "posix", reason="Windows does not tell")
def test_what_a_dead_writer_left_is_cleared_away_and_what_others_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    left = tmp_path / f".notes.json.{dead_process()}.tmp"
    stay = [
        tmp_path / f".notes.json.{os.getppid()}.tmp",
        tmp_path / f".other.json.{dead_process()}.tmp",
        tmp_path / ".notes.json.mine.tmp",
        tmp_path / ".notes.json.99999999999999999999999999.tmp",
    ]
    for one in (left, *stay):
        one.write_bytes(b"half")
    write_atomically(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert sorted(tmp_path.iterdir()) == sorted([path, *stay])


def test_a_folder_that_cannot_be_synced_hinders_nobody(tmp_path: Path) -> None:
    sync_folder(tmp_path / "nowhere")
    sync_folder(tmp_path)
