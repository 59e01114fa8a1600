"""Parts of different generations are never answered from, even when somebody made every digest fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cpec_tui.built import manifest as manifests
from cpec_tui.errors import DamagedError
from cpec_tui.library import Library
from tests.built.attacks import names
from tests.built.mixing import PARTS, name_another, put_another
from tests.built.states import answers, in_force, write
from tests.corpora import ENTITIES, MINE
from tests.engines import each_engine


@each_engine
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("mix", [name_another, put_another], ids=names)
def test_a_mixture_is_refused_and_built_anew(library: Library, mix: Callable[..., None], part: str) -> None:
    before = in_force(library)
    write(library.corpus, "mine.txt", f"{MINE}\nMore of copper.\n")
    extra = "- {id: more, kind: place, name: More}\n"
    (library.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")
    library.build()
    said = answers(library)
    library.close()
    mix(library.folder, in_force(library), before, part)
    manifests.verify(library.folder, in_force(library))
    with pytest.raises(DamagedError, match="its parts are of different generations"):
        library.open()
    assert library.build().added == 2
    assert answers(library) == said


@each_engine
def test_an_update_of_the_cards_alone_keeps_the_text_of_the_generation_before(library: Library) -> None:
    before = in_force(library)
    extra = "- {id: more, kind: place, name: More}\n"
    (library.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")
    library.build()
    now = in_force(library)
    assert now.text == before.text
    assert (now.catalog, now.cards) != (before.catalog, before.cards)
    assert library.open()
