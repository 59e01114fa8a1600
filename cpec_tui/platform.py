"""Everything that differs between operating systems, behind one door with fallbacks."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from cpec_tui.errors import BuiltIndexError

APP = "cpec-tui"
_TEMPORARY = ".tmp"
_LOCK_TRIES = 3
_LOCK_PAUSE = 0.02


def cache_home() -> Path:
    """The folder for what can be made again: built indexes."""
    return _user_folder("CPEC_TUI_CACHE", "user_cache_path")


def data_home() -> Path:
    """The folder for what the user owns outside a corpus: an editable copy of the shipped one, recorded runs."""
    return _user_folder("CPEC_TUI_DATA", "user_data_path")


def state_home() -> Path:
    """The folder for the log."""
    return _user_folder("CPEC_TUI_STATE", "user_state_path")


def config_home() -> Path:
    """The folder for the config file."""
    return _user_folder("CPEC_TUI_CONFIG", "user_config_path")


def _user_folder(variable: str, function: str) -> Path:
    override = os.environ.get(variable)
    if override:
        return Path(override).absolute()
    import platformdirs

    path: Path = getattr(platformdirs, function)(APP, appauthor=False)
    return path


def make_private_folder(folder: Path) -> None:
    """Create ``folder`` for this user alone, or check that an existing one is.

    Opening a text index unpickles what it holds, so nobody else may write there.

    Raises BuiltIndexError when the folder cannot be made, is a link, or belongs to somebody else.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        status = os.lstat(folder)
    except OSError as error:
        raise BuiltIndexError(
            f"the folder for the built index cannot be made: {folder} ({error.strerror or error})",
            "make it writable, or name another with --built-index DIR",
        ) from error
    if not stat.S_ISDIR(status.st_mode):
        raise BuiltIndexError(f"{folder} is not a folder", "name another with --built-index DIR")
    getuid = getattr(os, "getuid", None)
    if getuid is None:
        return
    if status.st_uid != getuid():
        raise BuiltIndexError(f"{folder} belongs to another user", "name a folder of your own with --built-index DIR")
    if status.st_mode & 0o077:
        try:
            os.chmod(folder, 0o700)
        except OSError as error:
            message = f"others may write to {folder}, and that cannot be changed ({error.strerror or error})"
            raise BuiltIndexError(message, "name another with --built-index DIR") from error


def write_atomically(path: Path, content: bytes, mode: int | None = None) -> None:
    """Replace ``path`` in one step: a reader, or a crash, sees the old bytes or the new, never half.

    ``mode`` are the permissions it gets; without, they are those of any new file. What a program that died left half
    written beside it goes.
    """
    _remove_left_over(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except BaseException:  # whatever ends it, an interruption too: no half-written file stays behind
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Have the system write to disk which files are in a folder, where it can be asked to."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_left_over(path: Path) -> None:
    """Remove what programs that are dead were writing in the place of ``path``."""
    prefix = f".{path.name}."
    with contextlib.suppress(OSError):
        for name in os.listdir(path.parent):
            writer = name[len(prefix) : -len(_TEMPORARY)]
            if name.startswith(prefix) and name.endswith(_TEMPORARY) and writer.isdecimal() and _is_dead(int(writer)):
                path.with_name(name).unlink()


def _is_dead(process: int) -> bool:
    """Whether there is certainly no such process."""
    if os.name != "posix":  # pragma: no cover - Windows would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the same immutable file; a copy where the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def remove_tree(path: Path) -> None:
    """Delete a folder or file as far as possible; what another program holds open stays for the next time."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


class Busy(Exception):  # noqa: N818 - a state of affairs, and not an error
    """Another program holds the lock; ``holder`` is its process id, 0 when unknown."""

    def __init__(self, holder: int) -> None:
        """``holder`` is a process id."""
        super().__init__(f"process {holder}")
        self.holder = holder


@contextlib.contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold the one writer's lock on ``path`` for the block; the system frees it when the process dies.

    Raises Busy when another process has it, and OSError where no lock can be had.
    """
    descriptor = _locked(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps({"pid": os.getpid()}).encode())
        yield
    finally:
        # What was done is done; only who holds the lock stood in the file.
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _locked(path: Path) -> int:
    """A descriptor that holds the lock. It is tried a few times: who looks for its holder has it for a moment."""
    for _ in range(_LOCK_TRIES):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        locked = False
        try:
            locked = _try_lock(descriptor) and _is_named(descriptor, path)
        finally:
            if not locked:
                os.close(descriptor)
        if locked:
            return descriptor
        time.sleep(_LOCK_PAUSE)
    raise Busy(_holder(path))


def _is_named(descriptor: int, path: Path) -> bool:
    """Whether the open file is the one at ``path``: it may have been removed, and made anew, before it was locked."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def lock_holder(path: Path) -> int | None:
    """The process id that holds the lock on ``path`` now, or None; it is not kept."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _try_lock(descriptor) else _holder(path)
    finally:
        os.close(descriptor)


def _holder(path: Path) -> int:
    try:
        return int(json.loads(path.read_bytes())["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _try_lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_windows(descriptor: int) -> bool:  # pragma: no cover - only on Windows
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError:
        return False
    return True


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def limit_memory(size: int) -> None:
    """Let this process have no more than ``size`` bytes, where the system knows a limit; it leaves no core file."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        soft = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (soft, most))


def die_after(seconds: float) -> None:
    """Let the system end this process when so much time has passed, whatever it is doing then; 0 takes that back."""
    import signal

    timer = getattr(signal, "setitimer", None)
    if timer is not None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        timer(signal.ITIMER_REAL, seconds)


def deaf_to_interrupts() -> None:
    """Ctrl+C is for the parent, which knows what to do about it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def widen_pipe(descriptor: int) -> None:
    """Let a megabyte stand in a pipe, where the system allows it, so that whoever writes waits less."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 1 << 20)
