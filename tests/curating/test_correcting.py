"""What a reader says of a mention becomes verdicts, and is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator
from cpec_tui.curating.cards import Cards
from cpec_tui.curating.correcting import Spot, about, record, take_back
from cpec_tui.curating.sayings import Saying, said, sayings
from cpec_tui.curating.steps import Done
from cpec_tui.errors import CurationError, NotFoundError
from cpec_tui.library import Library
from cpec_tui.model import Mention, Scope, Status
from tests.corpora import built_library

NOT_SAS, IS_SAS = Saying(rejected=("sas",)), Saying(accepted="sas")
HERE = """\
- verdict: reject
  entity: sas
  form: SAS
  document: harbour
  before: ""
  after: " also runs the copper mine at Re"
  address: harbour#p3
"""


@pytest.fixture
def library(corpus: Corpus, tmp_path: Path) -> Iterator[Library]:
    made = built_library(corpus, tmp_path / "built")
    yield made
    made.close()


@pytest.fixture
def spot(library: Library) -> Spot:
    """SAS, at the beginning of a paragraph."""
    return Spot.of(library.document("harbour"), 3, 0, 4)


@pytest.fixture
def say(curator: Curator, corpus: Corpus, spot: Spot) -> Callable[..., Done]:
    """Says something of SAS."""
    return lambda saying, scope=Scope.MENTION: record(curator, Cards.of(corpus), spot, saying, scope)


def noted(corpus: Corpus) -> str:
    """The verdicts in the file, without the comment at its head."""
    return (corpus.index / "verdicts.yaml").read_text(encoding="utf-8").partition("\n")[2].lstrip("\n")


def mention(status: Status, entity: str | None = None, candidates: tuple[str, ...] = ()) -> Mention:
    return Mention(0, 3, "SAS", status, entity, candidates)


def test_the_likeliest_that_can_be_said_of_a_mention_stands_first() -> None:
    names = {"a": "Ada", "b": "Bob"}

    def offered(one: Mention | None) -> list[str]:
        return [said(saying, names) for saying in sayings(one)]

    assert offered(mention(Status.LINKED, "a")) == ["is not Ada", "is another one: choose which", "is Ada"]
    both = ["is Ada", "is Bob"]
    assert offered(mention(Status.AMBIGUOUS, None, ("a", "b"))) == [*both, "is none of Ada, Bob", "is …: choose what"]
    assert offered(mention(Status.REJECTED, None, ("a", "b"))) == [*both, "is …: choose what"]
    assert offered(None) == ["is …: choose what"]


def test_another_entity_is_put_in_place_of_the_one_that_was_linked() -> None:
    asked = sayings(mention(Status.LINKED, "a"))[1]
    assert asked.of("b") == Saying("b", ("a",))
    assert said(asked.of("b"), {}) == "is @b, not @a"


def test_a_place_is_noted_with_what_stands_around_it(
    say: Callable[..., Done], corpus: Corpus, library: Library
) -> None:
    done = say(NOT_SAS)
    assert done.description == "“SAS” is not Stone and Sons, at harbour#p3"
    assert noted(corpus) == HERE
    library.build()
    (one,) = (one for one in library.document("harbour#p3").paragraphs[0].mentions if one.surface == "SAS")
    assert one.status is Status.REJECTED


def test_a_form_is_noted_for_its_document_or_everywhere(say: Callable[..., Done], corpus: Corpus) -> None:
    assert say(Saying("redhill", ("sas",)), Scope.DOCUMENT).description == (
        "“SAS” is Redhill, not Stone and Sons, in harbour"
    )
    assert say(IS_SAS, Scope.CORPUS).description == "“SAS” is Stone and Sons, everywhere"
    assert noted(corpus) == (
        "- verdict: retarget\n  entity: sas\n  to: redhill\n  form: SAS\n  scope: document\n  document: harbour\n"
        "\n- verdict: accept\n  entity: sas\n  form: SAS\n  scope: corpus\n"
    )


def test_what_contradicts_takes_the_place_of_what_was_said_before_in_one_step(
    say: Callable[..., Done], corpus: Corpus, curator: Curator
) -> None:
    say(NOT_SAS)
    assert say(IS_SAS).description == ("“SAS” is Stone and Sons, at harbour#p3 (before: is not Stone and Sons)")
    assert noted(corpus) == HERE.replace("reject", "accept")
    assert Cards.of(corpus).curated.problems == ()
    curator.undo()
    assert noted(corpus) == HERE


def test_what_was_said_of_another_reach_stays(say: Callable[..., Done], corpus: Corpus) -> None:
    say(NOT_SAS)
    say(IS_SAS, Scope.CORPUS)
    assert noted(corpus).startswith(HERE)
    assert len(Cards.of(corpus).curated.verdicts) == 2


def test_what_is_noted_already_is_not_noted_again(say: Callable[..., Done], corpus: Corpus) -> None:
    say(NOT_SAS)
    with pytest.raises(CurationError, match="that is noted already"):
        say(NOT_SAS)
    assert noted(corpus) == HERE


def test_who_rejects_what_was_put_in_place_rejects_both(say: Callable[..., Done], corpus: Corpus) -> None:
    say(Saying("redhill", ("sas",)))
    say(Saying(rejected=("redhill",)))
    assert [one.rejected for one in Cards.of(corpus).curated.verdicts] == ["redhill", "sas"]


def test_each_candidate_of_an_ambiguous_mention_is_rejected(say: Callable[..., Done], corpus: Corpus) -> None:
    done = say(Saying(rejected=("sas", "redhill")), Scope.DOCUMENT)
    assert done.description == "“SAS” is none of Stone and Sons, Redhill, in harbour"
    assert [one.rejected for one in Cards.of(corpus).curated.verdicts] == ["sas", "redhill"]


def test_a_verdict_whose_place_changed_goes_when_it_is_decided_anew(say: Callable[..., Done], corpus: Corpus) -> None:
    say(NOT_SAS)
    path = corpus.index / "verdicts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("also runs the copper", "also ran a copper"), "utf-8")
    assert "before" in say(NOT_SAS).description
    assert noted(corpus) == HERE


def test_a_verdict_is_taken_back_also_when_others_were_put_before_it(
    say: Callable[..., Done], corpus: Corpus, curator: Curator, library: Library, spot: Spot
) -> None:
    say(NOT_SAS)
    library.build()
    (verdict,) = about(spot, library.verdicts())
    path = corpus.index / "verdicts.yaml"
    other = "# mine\n- {verdict: accept, entity: sas, form: Stone, scope: corpus}\n"
    path.write_text(other + noted(corpus), encoding="utf-8")
    done = take_back(curator, Cards.of(corpus), verdict)
    assert done.description == "taken back: “SAS” is not Stone and Sons, at harbour#p3"
    assert path.read_text(encoding="utf-8") == other
    with pytest.raises(CurationError, match="that verdict is not in"):
        take_back(curator, Cards.of(corpus), verdict)


def test_verdicts_of_any_reach_are_about_a_place_the_nearest_first(
    say: Callable[..., Done], library: Library, spot: Spot
) -> None:
    say(NOT_SAS, Scope.CORPUS)
    say(NOT_SAS, Scope.DOCUMENT)
    say(NOT_SAS)
    library.build()
    assert [one.scope for one in about(spot, library.verdicts())] == [Scope.MENTION, Scope.DOCUMENT, Scope.CORPUS]
    elsewhere = Spot.of(library.document("harbour"), 2, 86, 89)
    assert elsewhere.form == "SAS"
    assert [one.scope for one in about(elsewhere, library.verdicts())] == [Scope.DOCUMENT, Scope.CORPUS]
    assert about(Spot.of(library.document("mine"), 1, 0, 7), library.verdicts()) == []


def test_an_entity_that_there_is_not_is_refused(say: Callable[..., Done], corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match="there is no entity `nobody`"):
        say(Saying("nobody"))
    assert not (corpus.index / "verdicts.yaml").exists()
