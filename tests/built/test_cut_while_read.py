"""A file that is cut between the check and the reading: an answer, a refusal or an end, never a lie."""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
from functools import partial

import pytest

from cpec_tui.built import held
from cpec_tui.errors import DamagedError
from cpec_tui.library import Library
from tests.built.killing import DONE, REFUSED, WRONG, in_a_fork
from tests.built.states import answers, in_force
from tests.engines import each_engine

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs fork, and SIGBUS as on Linux")


@each_engine
def test_what_is_cut_after_it_was_looked_at_is_never_answered_wrongly(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answers(library)
    library.close()
    whole = library.folder.with_name("whole")
    shutil.copytree(library.folder, whole)
    codes = set()
    for name in sorted(in_force(library).files):
        shutil.rmtree(library.folder)
        shutil.copytree(whole, library.folder)
        code = in_a_fork(partial(_asked_when_cut, library, name, said, monkeypatch))
        assert code in (DONE, REFUSED, -signal.SIGBUS), name
        codes.add(code)
        with pytest.raises(DamagedError):
            library.open()
    # Some files are mapped: no program in Python outlives that.
    assert codes == {DONE, REFUSED, -signal.SIGBUS}
    library.build()
    assert answers(library) == said


def _asked_when_cut(library: Library, name: str, said: object, monkeypatch: pytest.MonkeyPatch) -> int:
    faulthandler.disable()
    monkeypatch.setattr(held._File, "is_touched", lambda file: False)
    library.open()
    os.truncate(library.folder / name, 0)
    try:
        return DONE if answers(library) == said else WRONG
    except DamagedError:
        return REFUSED
