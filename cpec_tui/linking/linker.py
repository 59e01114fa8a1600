"""The mentions of one document: candidates found, checked, overlaps settled, ambiguity decided by the document.

A mention is the longest form that stands free and is spelled like its alias. What lies inside a longer mention is kept
as nested; of two that cross, the longer stays. Forms of several entities are decided by what else the document says
(a definition, a full name); what it does not decide stays ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cpec_tui.folding import tokens
from cpec_tui.linking.definitions import defined_after
from cpec_tui.linking.gazetteer import Form, Gazetteer
from cpec_tui.linking.rules import neighbours_allow, spelled_like, stands_free
from cpec_tui.model import Mention, Paragraph, Span, Status


@dataclass(slots=True)
class _Found:
    """A span with every form that may stand there."""

    start: int
    end: int
    forms: list[Form]


@dataclass(slots=True)
class _Context:
    """What a document says that decides about its forms."""

    defined: dict[str, set[str]] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    named_at: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: set[str] | None = None


@dataclass(frozen=True, slots=True)
class Linker:
    """Links texts with one gazetteer; it keeps no state between documents."""

    gazetteer: Gazetteer

    def link(self, paragraphs: Sequence[Paragraph]) -> list[list[Mention]]:
        """The mentions of each paragraph of one document, in order of their start, longer ones first."""
        found = [self._candidates(paragraph.text) for paragraph in paragraphs]
        context = _read_context(paragraphs, found)
        return [
            _mentions(number, paragraph, candidates, context, paragraphs)
            for number, (paragraph, candidates) in enumerate(zip(paragraphs, found, strict=True))
        ]

    def _candidates(self, text: str) -> list[_Found]:
        """Every span of ``text`` where a form stands free, is spelled right and may stand beside its neighbours."""
        spans: dict[Span, _Found] = {}
        for start, end, forms in self.gazetteer.find(text):
            good = [form for form in forms if _is_good(text, start, end, form)]
            if good:
                spans.setdefault((start, end), _Found(start, end, [])).forms.extend(good)
        return _settled(spans.values())


def _is_good(text: str, start: int, end: int, form: Form) -> bool:
    return (
        stands_free(text, start, end, form.alias.boundary)
        and spelled_like(text, start, end, form)
        and neighbours_allow(text, start, end, form)
    )


def _settled(found: Iterable[_Found]) -> list[_Found]:
    """Without what crosses a longer span; ordered by start, longer first."""
    kept: list[_Found] = []
    for candidate in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(_cross(candidate, other) for other in kept):
            kept.append(candidate)
    kept.sort(key=lambda one: (one.start, -one.end))
    return kept


def _cross(one: _Found, other: _Found) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _read_context(paragraphs: Sequence[Paragraph], found: Sequence[Sequence[_Found]]) -> _Context:
    """Definitions, entities named without doubt, and where each full name first stands."""
    context = _Context()
    for number, (paragraph, candidates) in enumerate(zip(paragraphs, found, strict=True)):
        for candidate in candidates:
            owners = {form.entity for form in candidate.forms}
            if len(owners) == 1:
                form = candidate.forms[0]
                if not (form.alias.needs or form.alias.only_after):
                    context.sure.add(form.entity)
                    context.named_at.setdefault(form.entity, (number, candidate.start))
            definition = defined_after(paragraph.text, candidate.end, paragraph.residue)
            if definition is not None:
                context.defined.setdefault(definition[0], set()).update(owners)
    return context


def _mentions(
    number: int, paragraph: Paragraph, candidates: list[_Found], context: _Context, paragraphs: Sequence[Paragraph]
) -> list[Mention]:
    mentions: list[Mention] = []
    covers: list[tuple[int, set[str]]] = []
    for candidate in candidates:
        surface = paragraph.text[candidate.start : candidate.end]
        forms = [form for form in candidate.forms if _supported(form, number, candidate.start, context, paragraphs)]
        chosen = _decide(surface, forms, context)
        if not chosen:
            continue
        covers = [cover for cover in covers if cover[0] >= candidate.end]
        owners = {form.entity for form in chosen}
        if any(owners & covering for _, covering in covers):
            continue
        mentions.append(_mention(candidate, surface, chosen, nested=bool(covers)))
        covers.append((candidate.end, owners))
    return mentions


def _decide(surface: str, forms: list[Form], context: _Context) -> list[Form]:
    """The forms that stay possible: by a definition, else by which entity the document names without doubt."""
    owners = {form.entity for form in forms}
    if len(owners) < 2:
        return forms[:1]
    for support in (context.defined.get(surface, set()), context.sure):
        named = owners & support
        if len(named) == 1:
            return [form for form in forms if form.entity in named][:1]
    return list({form.entity: form for form in forms}.values())


def _supported(form: Form, number: int, start: int, context: _Context, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the document gives what the alias asks for (``needs``, ``only_after``)."""
    alias = form.alias
    if alias.only_after:
        places = [_first_place(name, context, paragraphs) for name in alias.only_after]
        if not any(place is not None and place < (number, start) for place in places):
            return False
    if not alias.needs:
        return True
    if context.words is None:
        context.words = {word for one in paragraphs for word in tokens(one.text)}
    return any(need in context.sure or set(tokens(need)) <= context.words for need in alias.needs)


def _first_place(name: str, context: _Context, paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """Where ``name`` (an entity id, or a text) first stands in the document: paragraph and offset."""
    if name not in context.named_at:
        for number, paragraph in enumerate(paragraphs):
            if (offset := paragraph.text.find(name)) >= 0:
                context.named_at[name] = (number, offset)
                break
    return context.named_at.get(name)


def _mention(found: _Found, surface: str, forms: list[Form], *, nested: bool) -> Mention:
    first = forms[0]
    if len(forms) == 1:
        return Mention(
            found.start, found.end, surface, Status.LINKED, first.entity, (), first.kind, first.alias.text, nested
        )
    candidates = tuple(sorted(form.entity for form in forms))
    kinds = {form.kind for form in forms}
    kind = first.kind if len(kinds) == 1 else None
    return Mention(found.start, found.end, surface, Status.AMBIGUOUS, None, candidates, kind, first.alias.text, nested)
