"""Searches kept under a name, renamed and taken away: each one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator, Done
from cpec_tui.entities.searches import FILE, HEAD, SavedSearches, is_name, load_searches
from cpec_tui.errors import CurationError, NotFoundError
from cpec_tui.folding import lookup_key
from cpec_tui.model import SavedSearch
from cpec_tui.nearest import nearest
from cpec_tui.repeating import seen
from cpec_tui.search.saved import names_in, renamed_in
from cpec_tui.yamledit import Value, put, remove

_SHOWN = 60
_NAME_HINT = "one word of letters, digits, - and _, beginning with a letter or digit"


def save(curator: Curator, corpus: Corpus, search: SavedSearch) -> Done:
    """Keep ``search`` under its name. Raises CurationError when it is no name, or taken."""
    name = search.name.removeprefix(":")
    _check_free(name, _readable(corpus))
    query = search.query.strip()
    if not query:
        raise CurationError("an empty query is not kept", "ask for something")
    seen.forget(corpus, name)
    given = {"name": name, "query": query, "note": search.note, "order": search.order}
    item: Value = {key: value for key, value in given.items() if value}
    return curator.append_item(FILE, item, f"saved search :{name}: {query[:_SHOWN]}", HEAD)


def unsave(curator: Curator, corpus: Corpus, name: str) -> Done:
    """Take the search of that name away. Raises NotFoundError, and CurationError when another one asks for it."""
    saved = _readable(corpus)
    search = the_one_named(saved, name)
    others = _asking_for(saved, search)
    if others:
        said = ", ".join(f":{other.name}" for other in others)
        raise CurationError(f"`:{search.name}` is a part of {said}", "change that first, or take it away")

    def edit(text: str | None) -> str:
        return remove(text or "", (_item(text, search),)).text

    return curator.edit(f"saved search :{search.name} taken away", {FILE: edit})


def rename(curator: Curator, corpus: Corpus, old: str, new: str) -> Done:
    """Give a search another name, also where others ask for it. Raises NotFoundError or CurationError."""
    search = the_one_named(_readable(corpus), old)
    return change(curator, corpus, search.name, replace(search, name=new))


def change(curator: Curator, corpus: Corpus, name: str, wanted: SavedSearch) -> Done:
    """Give the search of that ``name`` the name, the query and the note of ``wanted``.

    Others that ask for it ask for its new name. Raises NotFoundError or CurationError.
    """
    check_change(corpus, name, wanted)
    saved = _readable(corpus)
    search, new = the_one_named(saved, name), wanted.name.removeprefix(":")
    others = _asking_for(saved, search) if new != search.name else []

    def edit(text: str | None) -> str:
        at, asking = _item(text, search), [(_item(text, one), one.query) for one in others]
        written = put(text or "", (at, "name"), new).text if new != search.name else text or ""
        for item, query in asking:
            written = put(written, (item, "query"), renamed_in(query, search.name, new)).text
        query = renamed_in(wanted.query.strip(), search.name, new)
        return _with_values(written, at, search, replace(wanted, query=query))

    return curator.edit(_said(search, wanted, new, others), {FILE: edit})


def check_new(corpus: Corpus, name: str) -> None:
    """Raises CurationError when no search can be kept under ``name``: it is no name, or taken."""
    _check_free(name.removeprefix(":"), _readable(corpus))


def check_change(corpus: Corpus, name: str, wanted: SavedSearch) -> None:
    """Raises NotFoundError or CurationError when the search of that ``name`` cannot become what is ``wanted``."""
    saved = _readable(corpus)
    search, new = the_one_named(saved, name), wanted.name.removeprefix(":")
    if lookup_key(new) != lookup_key(search.name):
        _check_free(new, saved)
    if not wanted.query.strip():
        raise CurationError("an empty query is not kept", "ask for something")


def keeping_seen(corpus: Corpus, step: Callable[[], Done]) -> Done:
    """Make a ``step`` of editing, undo one or do it again.

    What was seen of a search that gets another name by it is seen under that name. Raises CpecError as the step does.
    """
    before = load_searches(corpus).all
    done = step()
    after = load_searches(corpus).all
    for was, now in zip(before, after, strict=True) if len(before) == len(after) else ():
        if lookup_key(was.name) != lookup_key(now.name):
            seen.renamed(corpus, was.name, now.name)
    return done


def the_one_named(saved: SavedSearches, name: str) -> SavedSearch:
    """The search of that name. Raises NotFoundError, with the nearest names."""
    name = name.removeprefix(":")
    found = saved.named(name)
    if found is None:
        near = nearest(name, [one.name for one in saved.all], 3)
        advice = f"did you mean {' or '.join(f'`:{one}`' for one in near)}?" if near else "list: cpec-tui searches"
        raise NotFoundError(f"there is no saved search `:{name}`", saved.trouble or advice)
    return found


def _readable(corpus: Corpus) -> SavedSearches:
    saved = load_searches(corpus)
    if saved.trouble:
        raise CurationError(saved.trouble, "mend it by hand first")
    return saved


def _check_free(name: str, saved: SavedSearches) -> None:
    if not is_name(name):
        raise CurationError(f"`{name[:_SHOWN]}` is no name for a search", _NAME_HINT)
    taken = saved.named(name)
    if taken is not None:
        hint = f"take it away first (search --unsave {taken.name}), or choose another name"
        raise CurationError(f"`:{taken.name}` is taken: {taken.query[:_SHOWN]}", hint)


def _with_values(text: str, item: int, search: SavedSearch, wanted: SavedSearch) -> str:
    """``text`` with the query and the note that are ``wanted`` of a search, where they are others."""
    note = (wanted.note or "").strip()
    if wanted.query != search.query:
        text = put(text, (item, "query"), wanted.query).text
    if note and note != search.note:
        text = put(text, (item, "note"), note, after=("name", "query")).text
    elif search.note and not note:
        text = remove(text, (item, "note")).text
    return text


def _said(search: SavedSearch, wanted: SavedSearch, new: str, others: Sequence[SavedSearch]) -> str:
    """What a change does, in words."""
    if new == search.name:
        return f"saved search :{new} changed"
    also = f", also in {', '.join(f':{one.name}' for one in others)}" if others else ""
    changed = (wanted.query.strip(), wanted.note or "") != (search.query, search.note or "")
    return f"saved search :{search.name} is now :{new}{also}{', and changed' if changed else ''}"


def _asking_for(saved: SavedSearches, search: SavedSearch) -> list[SavedSearch]:
    """The other searches that have ``search`` as a part."""
    return [one for one in saved.all if one is not search and lookup_key(search.name) in _keys_in(one.query)]


def _keys_in(query: str) -> list[str]:
    return [lookup_key(name) for name in names_in(query)]


def _item(text: str | None, search: SavedSearch) -> int:
    """Which item of the file ``search`` is. Raises CurationError when it is gone."""
    items = yamlfile.parse((text or "").removeprefix("\ufeff"))
    entries: Sequence[object] = items if isinstance(items, list) else ()
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and entry.get("name") == search.name and _text(entry.get("query")) == search.query:
            return number
    raise CurationError(f"`:{search.name}` is not in {FILE} any more", "look again")


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
