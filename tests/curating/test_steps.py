"""One splice of a file as it is kept to be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.curating.steps import Change
from cpec_tui.errors import CurationError

_TEXTS = st.text(st.sampled_from("aé😀\r\n\ufeff"), max_size=20).map(str.encode)


@given(_TEXTS, _TEXTS)
def test_a_change_leads_from_one_content_to_the_other_and_back(old: bytes, new: bytes) -> None:
    change = Change.between("f", old, new)
    assert change.applied(old) == new
    assert change.reversed().applied(new) == old


def test_only_what_differs_is_kept() -> None:
    change = Change.between("f", "é: a\nb\n".encode(), "é: a\nc\nb\n".encode())
    assert (change.offset, change.removed, change.inserted) == (6, "", "c\n")


def test_a_file_that_was_not_there_goes_again() -> None:
    change = Change.between("f", None, b"a")
    assert change.applied(None) == b"a"
    assert change.reversed().applied(b"a") is None


def test_another_content_is_not_changed() -> None:
    change = Change.between("f", b"abc", b"axc")
    with pytest.raises(CurationError, match="not what it was"):
        change.applied(b"abd")
