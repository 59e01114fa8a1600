"""Searches kept under a name, renamed and taken away: each one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.curating import Curator, Done
from cpec_tui.entities.searches import FILE, HEAD, SavedSearches, is_name, load_searches
from cpec_tui.errors import CurationError, NotFoundError
from cpec_tui.folding import lookup_key
from cpec_tui.model import SavedSearch
from cpec_tui.nearest import nearest
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
    given = {"name": name, "query": query, "note": search.note, "order": search.order}
    item: Value = {key: value for key, value in given.items() if value}
    return curator.append_item(FILE, item, f"saved search :{name}: {query[:_SHOWN]}", HEAD)


def unsave(curator: Curator, corpus: Corpus, name: str) -> Done:
    """Take the search of that name away. Raises NotFoundError, and CurationError when another one asks for it."""
    saved = _readable(corpus)
    search = the_one_named(saved, name)
    others = [one.name for one in saved.all if one is not search and _asks_for(one, search.name)]
    if others:
        said = ", ".join(f":{other}" for other in others)
        raise CurationError(f"`:{search.name}` is a part of {said}", "change that first, or take it away")

    def edit(text: str | None) -> str:
        return remove(text or "", (_item(text, search),)).text

    return curator.edit(f"saved search :{search.name} taken away", {FILE: edit})


def rename(curator: Curator, corpus: Corpus, old: str, new: str) -> Done:
    """Give a search another name, also where others ask for it. Raises NotFoundError or CurationError."""
    saved, new = _readable(corpus), new.removeprefix(":")
    search = the_one_named(saved, old)
    if lookup_key(new) != lookup_key(search.name):
        _check_free(new, saved)

    def edit(text: str | None) -> str:
        written = put(text or "", (_item(text, search), "name"), new).text
        for one in saved.all:
            if _asks_for(one, search.name):
                at = _item(written, search if one is search else one, new if one is search else None)
                written = put(written, (at, "query"), renamed_in(one.query, search.name, new)).text
        return written

    return curator.edit(f"saved search :{search.name} is now :{new}", {FILE: edit})


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


def _asks_for(search: SavedSearch, name: str) -> bool:
    return lookup_key(name) in map(lookup_key, names_in(search.query))


def _item(text: str | None, search: SavedSearch, name: str | None = None) -> int:
    """Which item of the file ``search`` is; it may have got another ``name``. Raises CurationError when it is gone."""
    items = yamlfile.parse((text or "").removeprefix("\ufeff"))
    wanted = name or search.name
    entries: Sequence[object] = items if isinstance(items, list) else ()
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and entry.get("name") == wanted and _text(entry.get("query")) == search.query:
            return number
    raise CurationError(f"`:{search.name}` is not in {FILE} any more", "look again")


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
