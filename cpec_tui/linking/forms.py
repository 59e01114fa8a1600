"""The forms of an entity: what the matcher looks for, made from its name and aliases by rule.

An alias is split from titles and brackets, other spellings of it are added, short forms of persons are told from full
names. A form says which rule made it, so that a link can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cpec_tui.folding import DASHES, fold, is_cjk
from cpec_tui.linking.shapes import case_rule, takes_plural
from cpec_tui.linking.splitting import NamePart, parts_of
from cpec_tui.linking.titles import BESIDE_NAMES, UNITS
from cpec_tui.linking.variants import dated, variants
from cpec_tui.model import Alias, Entity, Kind
from cpec_tui.reading.canonical import canonicalize

PERSON = "Person"
PLACE = "Address"
EVENT = "Event"
FIRMS = ("Organization", "Company", "LegalEntity")
_EDGES = " " + DASHES
_SURROGATES = re.compile("[\ud800-\udfff]")
_SHORTEST_NAME = 2


class Origin(StrEnum):
    """What made a form."""

    NAME = "name"
    ALIAS = "alias"
    VARIANT = "variant"
    SURNAME = "surname"
    DEFINITION = "definition"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an entity as the matcher knows it.

    ``spelling`` is it as canonical text, without a plural -s that a rule added (``plural``), ``pattern`` what it looks
    like in a text folded for comparing; ``case`` says how letter case must agree. ``short`` forms of persons need the
    full name in the document, a ``title`` must stand right before, a ``firm`` may have a legal form behind its name.
    ``asks_document`` says that it links only when something else in the document supports it, ``asks_neighbours`` that
    the words beside it matter.
    """

    entity: str
    kind: str
    alias: Alias
    spelling: str
    case: str
    origin: Origin = Origin.ALIAS
    plural: bool = False
    short: bool = False
    title: str = ""
    person: bool = False
    place: bool = False
    firm: bool = False
    asks_document: bool = False
    asks_neighbours: bool = False
    pattern: str = ""


def pattern_of(text: str) -> str:
    """``text`` as forms are compared: folded, hyphens as spaces, lone surrogates replaced; the length stays."""
    folded = fold(text).replace("-", " ")
    return folded if folded.isascii() else _SURROGATES.sub("\ufffd", folded)


def spelling_of(text: str) -> str:
    """An alias as it would stand in canonical text; white space and hyphens at its ends are no part of it."""
    return canonicalize(text).text.strip(_EDGES)


def forms_of(entity: Entity, kind: Kind | None) -> Iterator[Form]:
    """Every form of ``entity``: listed ones first, then those made by rule; none of them twice.

    An alias that repeats a form, such as the name, rules it.
    """
    person = kind is not None and kind.schema == PERSON
    made: dict[tuple[str, str, bool], Form] = {}
    for form in _listed(entity, kind, person=person):
        made.setdefault((form.spelling, form.title, form.plural), form)
    listed = list(made.values())
    event = kind is not None and kind.schema == EVENT
    made_by_rule = (
        *_respelled(listed),
        *(_surnames(listed) if person else ()),
        *(_dated(listed, entity.name) if event else ()),
    )
    for form in made_by_rule:
        made.setdefault((form.spelling, form.title, form.plural), form)
    for form in map(_finished, made.values()):
        yield form
        if takes_plural(replace(form.alias, text=form.spelling), form.case):
            yield replace(form, plural=True, pattern=f"{form.pattern}s")


def _finished(form: Form) -> Form:
    alias = form.alias
    unit = form.spelling in UNITS
    return replace(
        form,
        pattern=pattern_of(form.spelling),
        asks_document=form.short or bool(alias.needs or alias.only_after),
        asks_neighbours=form.short or unit or bool(form.title or alias.not_before or alias.not_after),
    )


def _listed(entity: Entity, kind: Kind | None, *, person: bool) -> Iterator[Form]:
    aliases = {entity.name: Alias(entity.name)} | {alias.text: alias for alias in entity.aliases}
    given = [(alias, part) for alias in aliases.values() for part in parts_of(spelling_of(alias.text), person=person)]
    # What an alias lists as such rules what another one gives as a part.
    for alias, part in sorted(given, key=lambda one: one[1].text != spelling_of(one[0].text)):
        spelling = part.text.strip(_EDGES)
        if spelling:
            origin = Origin.NAME if alias.text == entity.name else Origin.ALIAS
            yield _form(entity, kind, alias, replace(part, text=spelling), origin, person=person)


def _form(entity: Entity, kind: Kind | None, alias: Alias, part: NamePart, origin: Origin, *, person: bool) -> Form:
    case = case_rule(replace(alias, text=part.text), kind)
    one_word = " " not in entity.name.strip()
    short = person and not (part.title or one_word) and alias.type in (None, "short") and _is_short(part.text)
    schema = None if kind is None else kind.schema
    form = Form(entity.id, entity.kind, alias, part.text, case, origin, short=short, title=part.title)
    return replace(form, person=person, place=schema == PLACE, firm=schema in FIRMS)


def _is_short(text: str) -> bool:
    """One word of a script in which a full name has several."""
    return " " not in text and text[:1].upper() != text[:1].lower() and not any(map(is_cjk, text))


def _respelled(listed: list[Form]) -> Iterator[Form]:
    for form in listed:
        for spelling in variants(form.spelling):
            yield replace(form, spelling=spelling, origin=Origin.VARIANT)


def _dated(listed: list[Form], name: str) -> Iterator[Form]:
    """The forms of an event with the date that its name gives."""
    for form in listed:
        yield from (replace(form, spelling=spelling, origin=Origin.VARIANT) for spelling in dated(form.spelling, name))


def _surnames(listed: list[Form]) -> Iterator[Form]:
    """The last word of the name of a person."""
    for form in listed:
        words = form.spelling.split(" ")
        if form.origin is not Origin.NAME or len(words) < _SHORTEST_NAME or not words[-1][:1].isupper():
            continue
        last = words[-1]
        if len(last) >= _SHORTEST_NAME and last.lower() not in BESIDE_NAMES and not any(map(is_cjk, last)):
            alias = Alias(last, type="short")
            yield replace(
                form, alias=alias, spelling=last, case=case_rule(alias, None), origin=Origin.SURNAME, short=True
            )
