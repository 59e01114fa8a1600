"""Which documents a changed gazetteer may link otherwise: only those where a changed form stands.

Everything that decides a mention lies in its document: the forms that stand there and the words beside them. A document
without any form that came, went or got other rules is linked as before, however much else changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cpec_tui.entities.anchoring import same
from cpec_tui.folding import tokens
from cpec_tui.linking.forms import Form
from cpec_tui.linking.gazetteer import Gazetteer
from cpec_tui.linking.matching import InsideMatcher, WordMatcher, stands_inside
from cpec_tui.linking.shapes import is_acronym
from cpec_tui.model import Entity, Scope, Verdict

_FEW = 20


class Changes:
    """What differs between two gazetteers, and between the verdicts.

    ``words`` are those of each changed form: a document without all words of one, and not among ``documents``, on which
    a verdict changed, need not be looked at. None when that cannot be told by words.
    """

    def __init__(
        self, before: Gazetteer, after: Gazetteer, old: Iterable[Verdict] = (), new: Iterable[Verdict] = ()
    ) -> None:
        """Compare the two, and the ``old`` and ``new`` verdicts with each other."""
        forms = list(dict.fromkeys(_changed(before, after)))
        verdicts = set(old) ^ set(new)
        self.documents = frozenset(one.document for one in verdicts if one.document is not None)
        self._everywhere = frozenset(same(one.form) for one in verdicts if one.scope is Scope.CORPUS)
        self._words, self._inside = WordMatcher(forms), InsideMatcher(forms)
        self.words = None if self._everywhere else _words_of(forms)
        self.forms = len(forms)

    def touch(self, texts: Sequence[str], doc: str | None = None) -> bool:
        """Whether the document ``doc`` of these paragraphs may be linked otherwise than before."""
        if doc in self.documents:
            return True
        if self._everywhere and any(form in same(text) for form in self._everywhere for text in texts):
            return True
        found, _ = self._words.find(texts)
        return any(found) or any(next(self._inside.find(text), None) for text in texts)


def _words_of(forms: Sequence[Form]) -> list[tuple[str, ...]] | None:
    """The words of each form, as the index keeps words; None when there are too many forms, or one of odd words."""
    words = [tuple(tokens(form.pattern)) for form in forms]
    plain = all(one and all(map(str.isalnum, one)) for one in words) and not any(map(stands_inside, forms))
    return sorted(set(words)) if plain and len(words) <= _FEW else None


def _changed(before: Gazetteer, after: Gazetteer) -> Iterator[Form]:
    # Rules may name an entity that came, went, or has other parts now.
    moved = {one for one in before.ids | after.ids if before.inside.get(one) != after.inside.get(one)}
    for entity in sorted(before.ids | after.ids):
        weighs_the_same = _weighs_the_same(entity, before, after) and not moved & _named_by(after.entities[entity])
        if weighs_the_same and _is_called_the_same(entity, before, after):
            continue
        old, new = before.forms_of(entity), after.forms_of(entity)
        if weighs_the_same:
            differing = set(old) ^ set(new)
            yield from differing
            # How like its names the words before an acronym are decides whether a definition means it.
            if any(" " in form.spelling for form in differing):
                yield from (form for form in new if is_acronym(form.spelling))
        else:
            yield from (*old, *new)


def _is_called_the_same(entity: str, before: Gazetteer, after: Gazetteer) -> bool:
    one, other = before.entities[entity], after.entities[entity]
    kinds = before.kinds.get(one.kind), after.kinds.get(other.kind)
    return (one.name, one.aliases) == (other.name, other.aliases) and kinds[0] == kinds[1]


def _weighs_the_same(entity: str, before: Gazetteer, after: Gazetteer) -> bool:
    """Whether what speaks for an entity, and what kind it is of, stayed."""
    if entity not in before.ids or entity not in after.ids:
        return False
    one, other = before.entities[entity], after.entities[entity]
    same = one.kind == other.kind and one.context == other.context
    return same and before.related[entity] == after.related[entity]


def _named_by(entity: Entity) -> frozenset[str]:
    """The texts of its rules that may be ids."""
    listed = {name for alias in entity.aliases for name in (*alias.needs, *alias.only_after)}
    return frozenset(listed.union(entity.context))
