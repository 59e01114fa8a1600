"""Where a campaign takes place: a corpus that is edited round after round, and its built index."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.search.engines import NAMES
from tests.built.states import answers, answers_of_a_fresh_build, write
from tests.corpora import ENTITIES, HARBOUR, MINE, make_corpus
from tests.engines import corpus_yaml

# A campaign keeps to one engine, or changes it now and then.
BOTH = "both"
ENGINES = (*NAMES, BOTH)
_PAGE = "<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"

Answers = Mapping[str, object]


class State(StrEnum):
    """What a reader found after an attack."""

    OLD = "old"
    NEW = "new"
    REFUSED = "refused"
    NONE = "none"
    PART = "part"
    OTHER = "OTHER"


class Arena:
    """A corpus, its built index, and what it answered before and answers after the edit of this round."""

    def __init__(self, home: Path, chance: random.Random, engine: str = BOTH) -> None:
        """Everything is kept under ``home``."""
        self.home = home
        self.chance = chance
        self._engines = [name for name in NAMES if engine in (name, BOTH)]
        self.corpus: Corpus = make_corpus(home / "corpus")
        self._choose_engine()
        self.library = Library.at(self.corpus, home / "built")
        self.old: Answers = {}
        self.new: Answers = {}
        self.rebuild()

    @property
    def folder(self) -> Path:
        """The built index."""
        return self.library.folder

    def begin_round(self) -> None:
        """Know what is answered, edit the corpus, and know what is to be answered then."""
        self.old = self.seen()
        self._edit()
        fresh = self.home / "fresh"
        self.new = answers_of_a_fresh_build(self.corpus, fresh)
        shutil.rmtree(fresh)

    def rebuild(self) -> None:
        """Bring it up to date, as the next start of the program does."""
        self.library.close()
        build(self.corpus, self.folder)

    def seen(self) -> Answers:
        """What is answered now."""
        assert self.library.open()
        try:
            return answers(self.library)
        finally:
            self.library.close()

    def state(self) -> State:
        """What a reader finds now."""
        try:
            if not self.library.open():
                return State.NONE
            return self.state_of_open(self.library)
        except BuiltIndexError:
            return State.REFUSED
        finally:
            self.library.close()

    def state_of_open(self, library: Library) -> State:
        """What an open library answers. Raises BuiltIndexError."""
        found = answers(library)
        if found == self.old:
            return State.OLD
        if found == self.new:
            return State.NEW
        if not library.is_complete or any(one.code == "unreadable-source" for one in library.problems()):
            return State.PART
        return State.OTHER

    def _edit(self) -> None:
        """Change some of: plain texts, a page that another process reads, cards, what there is at all."""
        chance, number = self.chance, self.chance.randrange(4)
        text = chance.choice((HARBOUR, MINE)) + f"\nNote {chance.random()}.\n"
        gone = self.corpus.seeds / f"d{number}.txt"
        match chance.randrange(5):
            case 0:
                self._edit_cards()
            case 1:
                page = _PAGE.format(title=f"Page {chance.random()}", text="Copper from Redhill. " * 30)
                write(self.corpus, f"p{number}.html", page)
            case 2 if gone.exists():
                gone.unlink()
            case _:
                write(self.corpus, f"d{number}.txt", text)
        if chance.random() < 0.3:
            self._edit_cards()
        if chance.random() < 0.4:
            self._choose_engine()

    def _choose_engine(self) -> None:
        yaml = corpus_yaml(self.chance.choice(self._engines))
        (self.corpus.index / "corpus.yaml").write_text(yaml, encoding="utf-8")

    def _edit_cards(self) -> None:
        name = self.chance.choice(("May", "Redhill copper", "Stone"))
        extra = f"- {{id: x, kind: place, name: {name}, summary: Note {self.chance.random()}}}\n"
        (self.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + extra, encoding="utf-8")
