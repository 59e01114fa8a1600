"""Names as they may be written, and ids made of them."""

from __future__ import annotations

import pytest

from cpec_tui.curating.naming import id_from, written
from cpec_tui.errors import CurationError


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Karot Dam", "karot-dam"),
        ("Xi'an", "xian"),
        ("Stone & Sons, Ltd.", "stone-and-sons-ltd"),
        ("Çéleste Ørsted", "celeste-orsted"),
        ("ＣＰＥＣ", "cpec"),
        ("Straße 7", "strasse-7"),
        ("中国", "place"),
        ("[/bold]", "bold"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 100, "x" * 60),
    ],
)
def test_an_id_is_made_of_the_letters_of_a_name(name: str, made: str) -> None:
    assert id_from(name, (), "place") == made


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert id_from("Karot Dam", {"karot-dam", "karot-dam-2"}) == "karot-dam-3"


def test_a_name_is_written_as_texts_have_it() -> None:
    assert written("  Karot\n \u00a0Dam\u200b ", "the name") == "Karot Dam"


@pytest.mark.parametrize("name", ["", " \n", "a\x1b[31m", "a\x00", "a\u202eb", "a\ud800"])
def test_what_is_empty_or_steers_a_terminal_is_refused(name: str) -> None:
    with pytest.raises(CurationError, match="the name"):
        written(name, "the name")
