"""The attacks of a campaign. Each takes the arena after an edit, does its worst, and says what it did.

It checks what only it can know; what a reader finds then, and that the next build puts all right, the campaign checks.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from cpec_tui import platform
from cpec_tui.built import building
from cpec_tui.built import manifest as manifests
from cpec_tui.built.building import build
from cpec_tui.built.child import ChildBuild
from cpec_tui.curating import Curator
from cpec_tui.curating.workbench import Edit, Workbench
from cpec_tui.errors import BuiltIndexError, DamagedError
from cpec_tui.yamledit import append
from tests.built.attacks import DAMAGES, OVERWRITING, files_of, flip_and_keep_the_time, names
from tests.built.full_disk import with_files_up_to
from tests.built.killing import (
    CALLS,
    DONE,
    KILLED,
    REFUSED,
    UNTOUCHED,
    Counted,
    anything,
    calls_of,
    dead_at,
    killed_at,
    refused_at,
    writing,
)
from tests.built.mixing import PARTS, name_another, put_another
from tests.torturing.arena import Arena, State
from tests.torturing.reader import reading_all_the_time
from tests.torturing.tidying import (
    disk_full_while_tidying,
    kept_child_killed,
    tidied_under_a_reader,
    tidying_killed_after_a_while,
    tidying_killed_at_a_call,
    tidying_killed_at_a_writing,
)

LONGEST_CHILD = 1.2
_WRITINGS_OF_AN_EDIT = 60
_LONGEST_FILE = 40_000
_EDITED = ("index/entities/all.yaml", "index/entities/minerals.yaml")

Attack = Callable[[Arena], str]


def build_killed_at_a_call(arena: Arena) -> str:
    """Wherever it is."""
    call = _moment(arena, anything)
    code = killed_at(arena.library, call)
    assert code in (KILLED, DONE), code
    return f"at call {call:,}: exit code {code}"


def build_killed_at_a_writing(arena: Arena) -> str:
    """Where it changes files: moving, linking, publishing and sweeping are a small part of all calls."""
    call = _moment(arena, writing)
    code = dead_at(lambda: build(arena.corpus, arena.folder), call, writing)
    assert code in (KILLED, DONE), code
    return f"at writing {call:,}: exit code {code}"


def _moment(arena: Arena, counted: Counted) -> int:
    """A call of the build to come: any, or, as often, one of the last, where it is published and swept."""
    copied = arena.home / "copied"
    shutil.copytree(arena.folder, copied)
    last = calls_of(lambda: build(arena.corpus, copied), counted)
    platform.remove_tree(copied)
    first = 1 if arena.chance.random() < 0.5 else max(1, last - max(40, last // 30))
    return arena.chance.randrange(first, last + 2)


def first_build_killed(arena: Arena) -> str:
    """One that publishes after every file."""
    platform.remove_tree(arena.folder)
    first, building.FIRST_PARTIAL = building.FIRST_PARTIAL, 1
    try:
        call = arena.chance.randrange(1, 2 * CALLS)
        code = killed_at(arena.library, call)
    finally:
        building.FIRST_PARTIAL = first
    assert code in (KILLED, DONE), code
    if arena.library.open():
        overview = arena.library.overview()
        assert len(arena.library.documents()) == overview.documents <= overview.covered
        arena.library.close()
    return f"at call {call:,}: exit code {code}"


def child_killed(arena: Arena) -> str:
    """The process that builds, after a while."""
    return _after_a_while(arena, lambda child: os.kill(child.pid, signal.SIGKILL))


def group_killed(arena: Arena) -> str:
    """The process that builds with all that read for it, at once."""
    return _after_a_while(arena, lambda child: os.killpg(child.pid, signal.SIGKILL))


def reader_killed(arena: Arena) -> str:
    """All processes that read sources for the build: others go on where they were."""

    def kill_a_reader(child: ChildBuild) -> None:
        for pid in _children(child.pid):
            _kill(pid)

    return _after_a_while(arena, kill_a_reader)


def edit_killed(arena: Arena) -> str:
    """An edit of two curated files: each is the old one or the new one, and undoing mends a mixture."""
    paths = [arena.corpus.root / name for name in _EDITED]
    before = [path.read_bytes() if path.exists() else None for path in paths]
    edits: dict[str, Edit] = dict.fromkeys(_EDITED, _adding)
    after = [_adding((content or b"").decode()).encode() for content in before]
    undo_file = arena.home / "undo.json"
    undo_file.unlink(missing_ok=True)
    call = arena.chance.randrange(1, _WRITINGS_OF_AN_EDIT)
    code = dead_at(lambda: Curator(arena.corpus, undo_file).edit("coal", edits), call, writing)
    assert code in (KILLED, DONE), code
    found = [path.read_bytes() if path.exists() else None for path in paths]
    assert all(one in (old, new) for one, old, new in zip(found, before, after, strict=True)), found
    bench = Workbench(arena.corpus, undo_file)
    is_half = found not in (before, after)
    assert (bench.half_made() is not None) is is_half
    if found != before:
        bench.undo()
    assert [path.read_bytes() if path.exists() else None for path in paths] == before
    return f"at writing {call}: {'half, and undone' if is_half else 'old' if found == before else 'new'}"


def _adding(text: str | None) -> str:
    return append(text or "", (), {"id": "coal", "kind": "mineral", "name": "coal"}).text


def _after_a_while(arena: Arena, kill: Callable[[ChildBuild], None]) -> str:
    seconds = arena.chance.random() * LONGEST_CHILD
    child = ChildBuild(arena.corpus, arena.folder)

    def strike() -> None:
        with contextlib.suppress(ProcessLookupError):
            kill(child)

    killer = threading.Timer(seconds, strike)
    killer.start()
    ended = "done"
    try:
        list(child)
    except BuiltIndexError as error:
        ended = error.message.rpartition(": ")[2]
    killer.cancel()
    killer.join()
    child.close(10)
    return f"after {seconds:.3f} s: {ended}"


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    """The processes that ``parent`` began; where the system does not tell, none."""
    found: list[int] = []
    for tasks in Path("/proc").glob(f"{parent}/task/*/children"):
        with contextlib.suppress(OSError):
            found += map(int, tasks.read_text(encoding="ascii").split())
    return found


def file_damaged(arena: Arena) -> str:
    """Any file, in any way, while nobody has it open."""
    damage, name = arena.chance.choice(DAMAGES), arena.chance.choice(files_of(arena.folder))
    damage(arena.folder / name, arena.chance)
    return f"{names(damage)}: {name}"


def large_file_damaged(arena: Arena) -> str:
    """The same when the built index is too large to be read at every opening."""
    return _as_large(lambda: file_damaged(_opened_once(arena)), arena)


def _opened_once(arena: Arena) -> Arena:
    """So that its files are known as whole."""
    assert arena.library.open()
    arena.library.close()
    return arena


def _as_large(attack: Callable[[], str], arena: Arena) -> str:
    most, small = manifests._DIGEST_AT_OPEN, manifests._SMALL
    manifests._DIGEST_AT_OPEN = manifests._SMALL = 0
    try:
        said = attack()
        state = arena.state()
        assert state in (State.OLD, State.REFUSED, State.NONE), state
        return said
    finally:
        manifests._DIGEST_AT_OPEN, manifests._SMALL = most, small


def open_file_damaged(arena: Arena) -> str:
    """A file that a library has open: it answers as before, or refuses."""
    assert arena.library.open()
    damage = arena.chance.choice(OVERWRITING)
    name = arena.chance.choice(sorted(files_of(arena.folder)))
    damage(arena.folder / name, arena.chance)
    said = "refused"
    with contextlib.suppress(DamagedError):
        if damage is flip_and_keep_the_time:
            # Only who reads all can know; a question that runs into it does.
            arena.library.check_files()
        state = arena.state_of_open(arena.library)
        assert state is State.OLD, state
        said = "answered"
    arena.library.close()
    return f"{names(damage)}: {name}: {said}"


def open_folder_removed(arena: Arena) -> str:
    """The whole built index, under an open library: it goes on answering."""
    assert arena.library.open()
    platform.remove_tree(arena.folder)
    state = arena.state_of_open(arena.library)
    assert state is State.OLD, state
    arena.library.close()
    return "removed"


def parts_mixed(arena: Arena) -> str:
    """A part of the generation before in the place of the one in force, with digests that fit."""
    before = manifests.current(arena.folder)
    arena.rebuild()
    now = manifests.current(arena.folder)
    assert before is not None
    assert now is not None
    part, mix = arena.chance.choice(PARTS), arena.chance.choice((name_another, put_another))
    if getattr(now, part) == getattr(before, part):
        return "nothing to mix"
    mix(arena.folder, now, before, part)
    assert arena.state() is State.REFUSED, f"{names(mix)}: {part}"
    return f"{names(mix)}: {part}"


def disk_full_at_a_writing(arena: Arena) -> str:
    """One writing of the build finds no space."""
    call = _moment(arena, writing)
    code = refused_at(lambda: build(arena.corpus, arena.folder), call)
    assert code in (REFUSED, DONE, UNTOUCHED), code
    return f"writing {call:,}: exit code {code}"


def files_kept_short(arena: Arena) -> str:
    """No file of the build may grow beyond a size."""
    size = arena.chance.randrange(_LONGEST_FILE)
    code = with_files_up_to(size, lambda: build(arena.corpus, arena.folder))
    assert code in (REFUSED, DONE), code
    return f"{size:,} bytes: exit code {code}"


def two_writers_and_a_reader(arena: Arena) -> str:
    """Two programs update at once, and perhaps one is killed, while a third reads all the time."""
    with reading_all_the_time(arena, State.OLD, State.NEW) as found:
        said = _two_writers(arena)
    return f"{said}; read {len(found)} times"


def _two_writers(arena: Arena) -> str:
    children = [ChildBuild(arena.corpus, arena.folder) for _ in range(2)]
    killers: list[threading.Timer] = []
    if arena.chance.random() < 0.5:
        killers.append(threading.Timer(arena.chance.random() * LONGEST_CHILD, _kill, (children[0].pid,)))
        killers[0].start()
    ends: list[str] = []
    for child in children:
        try:
            list(child)
            ends.append("done")
        except platform.Busy:
            ends.append("busy")
        except BuiltIndexError as error:
            ends.append(error.message.rpartition(": ")[2])
        for killer in killers:  # It is for the first; once that ended, its number may be another's.
            killer.cancel()
    for killer in killers:
        killer.join()
    for child in children:
        child.close(10)
    return " and ".join(ends)


# Those that kill something.
KILLS: tuple[Attack, ...] = (
    build_killed_at_a_call,
    build_killed_at_a_writing,
    first_build_killed,
    child_killed,
    group_killed,
    reader_killed,
    edit_killed,
    tidying_killed_at_a_call,
    tidying_killed_at_a_writing,
    tidying_killed_after_a_while,
    kept_child_killed,
)
OTHERS: tuple[Attack, ...] = (
    file_damaged,
    large_file_damaged,
    open_file_damaged,
    open_folder_removed,
    parts_mixed,
    disk_full_at_a_writing,
    files_kept_short,
    two_writers_and_a_reader,
    disk_full_while_tidying,
    tidied_under_a_reader,
)
ATTACKS = (*KILLS, *OTHERS)
_BY_THE_CLOCK = (
    child_killed,
    group_killed,
    reader_killed,
    two_writers_and_a_reader,
    tidying_killed_after_a_while,
    kept_child_killed,
    tidied_under_a_reader,
)
# Those whose moment no clock decides about.
REPEATABLE: tuple[Attack, ...] = tuple(one for one in ATTACKS if one not in _BY_THE_CLOCK)
# What a reader may find after each; all others leave the old or the new.
MAY_LEAVE: dict[Attack, tuple[State, ...]] = {
    first_build_killed: (State.NONE, State.PART, State.NEW),
    file_damaged: (State.OLD, State.REFUSED, State.NONE),
    large_file_damaged: (State.OLD, State.REFUSED, State.NONE),
    open_file_damaged: (State.OLD, State.REFUSED, State.NONE),
    open_folder_removed: (State.NONE,),
    parts_mixed: (State.REFUSED, State.NEW),
    tidying_killed_at_a_call: (State.OLD,),
    tidying_killed_at_a_writing: (State.OLD,),
    tidying_killed_after_a_while: (State.OLD,),
    disk_full_while_tidying: (State.OLD,),
    tidied_under_a_reader: (State.OLD,),
}
LEFT = (State.OLD, State.NEW)
