"""Two entities made one by a line, and apart again."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.entities.loading import load
from cpec_tui.errors import CurationError
from cpec_tui.model import Alias, Evidence
from tests.corpora import ENTITIES

MORE = """\
# Firms
- id: stone
  kind: organisation
  name: Stone & Sons Ltd   # the same?
  facts:
    text: It is large
"""


@pytest.fixture
def more(corpus: Corpus) -> Path:
    path = corpus.index / "entities" / "more.yaml"
    path.write_bytes(MORE.encode())
    return path


def test_a_merge_adds_one_line_to_the_old_card(curator: Curator, corpus: Corpus, more: Path, cards: Path) -> None:
    done = curator.merge("stone", "sas")
    assert (done.description, done.files) == ("Stone & Sons Ltd (stone) merged into Stone and Sons (sas)", (more,))
    assert more.read_text() == MORE.replace("the same?\n", "the same?\n  merged_into: sas\n")
    assert cards.read_text() == ENTITIES
    assert load(corpus).merged == {"stone": "sas"}
    curator.undo()
    assert more.read_text() == MORE


def test_a_chain_is_merged_into_its_end(curator: Curator, corpus: Corpus, more: Path) -> None:
    curator.merge("aldport", "redhill")
    curator.merge("westland", "aldport")
    assert load(corpus).merged == {"aldport": "redhill", "westland": "redhill"}
    curator.merge("redhill", "copper")
    assert load(corpus).merged == dict.fromkeys(("aldport", "westland", "redhill"), "copper")


def test_what_is_merged_already_or_the_same_is_refused(curator: Curator, more: Path) -> None:
    curator.merge("stone", "sas")
    for old, into, said in (("stone", "brook", "merged into sas already"), ("sas", "stone", "into itself")):
        with pytest.raises(CurationError, match=said):
            curator.merge(old, into)


@pytest.mark.usefixtures("more")
def test_what_is_said_of_the_old_id_goes_to_the_new_card(curator: Curator, corpus: Corpus, cards: Path) -> None:
    curator.merge("stone", "sas")
    assert curator.add_alias("stone", "Stone").files == (cards,)
    for form in ("Stone", "Stone & Sons Ltd", "SAS"):
        with pytest.raises(CurationError, match="is a name of Stone and Sons already"):
            curator.add_alias("sas", form)
    assert Alias("Stone") in load(corpus).entities[3].aliases
    assert curator.add_entity("place", "Stone").entity == "stone-2"


def test_evidence_for_a_fact_goes_where_the_fact_stands(curator: Curator, corpus: Corpus, more: Path) -> None:
    curator.merge("stone", "sas")
    done = curator.add_evidence("sas", 1, Evidence("mine", "Stone and Sons"))
    assert done.files == (more,)
    assert load(corpus).entities[3].facts[1].evidence == (Evidence("mine", "Stone and Sons"),)
