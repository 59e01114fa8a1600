"""Saved searches in a query: ``:name`` stands for what is kept under that name, alone or as a part of more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cpec_tui.entities.searches import NAME, SavedSearches
from cpec_tui.folding import lookup_key
from cpec_tui.model import SavedSearch
from cpec_tui.nearest import nearest
from cpec_tui.search.explain import explain
from cpec_tui.search.grammar import MAX_CHARACTERS, MAX_DEPTH
from cpec_tui.search.parser import parse, whole_characters
from cpec_tui.search.query import Unknown, leaves

# What stands in a pattern or in quotation marks is no name.
_PART = re.compile(
    rf"""re:/(?:\\.|[^/\\])*/?
    |["“”„«][^"“”„«»]*["“”»]?
    |(?<![^\s(])(?P<sign>[-+!]?):(?P<name>{NAME})(?![^\s)])
    """,
    re.VERBOSE,
)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked once saved searches are put in: nothing when one cannot be (``fatal``); ``notes`` say why.

    ``alone`` is the saved search that is asked for and nothing else, ``query`` is what was typed.
    """

    text: str
    notes: tuple[str, ...] = ()
    fatal: bool = False
    alone: SavedSearch | None = None
    query: str = ""


def put_in(text: str, load: Callable[[], SavedSearches], *, typing: bool = False) -> Asked:
    """``text`` with the searches that it names put in; they are loaded when it names any.

    While ``typing``, a name at the end may be unfinished, so that it is no mistake that there is none of it. Half a
    surrogate pair, which can neither be printed nor kept, is replaced as by the parser.
    """
    typed = whole_characters(text)
    asked = _Putting(load(), typing=typing).whole(typed) if names_in(typed) else Asked(typed)
    return replace(asked, query=typed)


def names_in(text: str) -> list[str]:
    """The names of saved searches in a query."""
    return [match["name"] for match in _PART.finditer(text) if match["name"]]


def renamed_in(query: str, old: str, new: str) -> str:
    """``query`` with the name ``new`` wherever it asks for the saved search ``old``."""

    def put(match: re.Match[str]) -> str:
        is_old = match["name"] and lookup_key(match["name"]) == lookup_key(old)
        return f"{match['sign']}:{new}" if is_old else match.group()

    return _PART.sub(put, query)


class _CannotBeAsked(Exception):  # noqa: N818 - a finding about a query
    """A named search cannot be put in."""


@dataclass(slots=True)
class _Putting:
    """Puts searches into one query; each is worked out once, so that many that name many stay quick."""

    saved: SavedSearches
    typing: bool
    notes: list[str] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)
    _inside: list[str] = field(default_factory=list)

    def whole(self, text: str) -> Asked:
        alone = _PART.fullmatch(text.strip())
        try:
            if alone is not None and alone["name"] and not alone["sign"]:
                search = self._named(alone["name"], at_end=self.typing and not text[-1:].isspace())
                # What is kept is no unfinished word.
                return Asked(self._query(search) + " " * self.typing, tuple(self.notes), alone=search)
            return Asked(self._put(text, at_end=self.typing), tuple(self.notes))
        except _Unfinished as unfinished:
            return Asked("", (*self.notes, str(unfinished)))
        except _CannotBeAsked as reason:
            return Asked("", (*self.notes, str(reason)), fatal=True)

    def _put(self, text: str, *, at_end: bool) -> str:
        def put(match: re.Match[str]) -> str:
            if not match["name"]:
                return match.group()
            search = self._named(match["name"], at_end=at_end and match.end() == len(text))
            return f"{match['sign'].replace('+', '')}({self._part(search)})"

        if not names_in(text):
            return text
        found = _PART.sub(put, text) if len(text) <= MAX_CHARACTERS else text
        if len(found) > MAX_CHARACTERS:
            raise _CannotBeAsked(f"with its saved searches the query has more than {MAX_CHARACTERS:,} characters")
        return found

    def _part(self, search: SavedSearch) -> str:
        """What a search asks for, said so that nothing of it reaches out of its brackets."""
        query = self._query(search)
        parsed = parse(query)
        self.notes.extend(f"in :{search.name}: {note}" for note in parsed.notes)
        if any(isinstance(leaf, Unknown) for leaf in leaves(parsed.root, positive=False)):
            return query
        return explain(parsed.root)

    def _query(self, search: SavedSearch) -> str:
        key = lookup_key(search.name)
        if key in self._inside:
            way = " → ".join(f":{name}" for name in (*self._inside[self._inside.index(key) :], key))
            raise _CannotBeAsked(f"`:{search.name}` leads back to itself: {way}")
        if len(self._inside) == MAX_DEPTH:
            raise _CannotBeAsked(f"saved searches in saved searches go more than {MAX_DEPTH} deep")
        if key not in self._known:
            self._inside.append(key)
            self._known[key] = self._put(search.query, at_end=False)
            self._inside.pop()
        return self._known[key]

    def _named(self, name: str, *, at_end: bool) -> SavedSearch:
        found = self.saved.named(name)
        if found is not None:
            return found
        if self.saved.trouble:
            raise _CannotBeAsked(f"there is no saved search `:{name}`: {self.saved.trouble}")
        names = [search.name for search in self.saved.all]
        begun = [one for one in names if lookup_key(one).startswith(lookup_key(name))]
        if at_end and begun:
            raise _Unfinished(f"`:{name}` is not finished yet: {_listed(begun)}")
        raise _CannotBeAsked(f"there is no saved search `:{name}`: {_advice(name, names, begun)}")


class _Unfinished(_CannotBeAsked):
    """The name of a search is still being typed."""


def _advice(name: str, names: list[str], begun: list[str]) -> str:
    near = list(dict.fromkeys((*nearest(name, names, 3), *begun)))[:3]
    if near:
        return f"did you mean {' or '.join(f'`:{one}`' for one in near)}?"
    return f"saved are {_listed(names)}" if names else "none is saved yet (search QUERY --save NAME)"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(f":{name}" for name in names[:_SHOWN]) + more
