"""Which documents a changed gazetteer may link otherwise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.linking.changes import Changes
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Alias, Entity, Relation
from tests.linking.texts import ALIASES, KINDS, entity, paragraph, texts

_RULES = st.sampled_from(["Xi", "China", "ore", "e1", "e2", "REE"])
_ALIAS = st.builds(
    Alias,
    st.sampled_from(ALIASES),
    needs=st.lists(_RULES, max_size=1).map(tuple),
    only_after=st.lists(_RULES, max_size=1).map(tuple),
    boundary=st.sampled_from([None, "none"]),
)
_NUMBERED = st.dictionaries(
    st.integers(0, 3),
    st.tuples(
        st.sampled_from(["Xi Jinping", "Pak-China", "ore", "Rare Earth Elements"]),
        st.lists(_ALIAS, max_size=3, unique_by=lambda alias: alias.text),
        st.lists(_RULES, max_size=1),
        st.lists(st.integers(0, 3), max_size=1),
    ),
)


def made(drawn: dict[int, tuple[str, list[Alias], list[str], list[int]]]) -> Gazetteer:
    entities = []
    for number, (name, aliases, context, relations) in drawn.items():
        one = entity(name, *aliases, key=f"e{number}", kind="person" if number % 2 else "mineral")
        ties = tuple(Relation("of", f"e{other}") for other in relations)
        entities.append(replace(one, context=tuple(context), relations=ties))
    return Gazetteer(entities, KINDS)


@settings(max_examples=300, deadline=None)
@given(_NUMBERED, _NUMBERED, texts(), texts(10))
def test_a_document_that_no_changed_form_touches_is_linked_as_before(
    before: dict[int, tuple[str, list[Alias], list[str], list[int]]],
    after: dict[int, tuple[str, list[Alias], list[str], list[int]]],
    text: str,
    other: str,
) -> None:
    one, two = made(before), made(after)
    if not Changes(one, two).touch([text, other]):
        document = [paragraph(text), paragraph(other, 2)]
        assert Linker(one).link(document) == Linker(two).link(document)


def test_only_the_documents_with_a_new_alias_are_touched() -> None:
    before: Entity = entity("Gwadar", key="gwadar")
    after = replace(before, aliases=(Alias("Gawadar"),))
    changes = Changes(Gazetteer([before], KINDS), Gazetteer([after], KINDS))
    assert changes.forms == 1
    assert changes.touch(["In Gawadar."])
    assert not changes.touch(["In Gwadar.", ""])


def test_an_equal_gazetteer_touches_nothing() -> None:
    one = Gazetteer([entity("Gwadar")], KINDS)
    assert Changes(one, Gazetteer([entity("Gwadar")], KINDS)).forms == 0
