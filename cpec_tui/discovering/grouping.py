"""The forms of one candidate brought together: letter case, hyphens, plurals, an acronym and what it is for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cpec_tui.discovering.gathering import Defined
from cpec_tui.discovering.naming import LONGEST_NAME
from cpec_tui.discovering.words import is_short_form, key_of_text

# From this share of its definitions on, an acronym is taken for what they say.
_DOMINANT = 0.6
# From this share of its forms on, a word in mixed case shows that its capitals are no acronym.
_MIXED = 0.01
_SHORTEST_PLURAL = 4
_DEFINED = "\0"


@dataclass(slots=True)
class Group:
    """One candidate: its forms with their counts, and what is defined of it.

    ``certainty`` is how surely it is a name, ``long`` and ``short`` are the forms of a definition. ``name`` is the form
    to be shown, and ``is_acronym`` says whether that is an acronym, once all is counted and ``settle`` was called.
    """

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    certainty: float = 0.0
    long: str = ""
    short: str = ""
    name: str = ""
    is_acronym: bool = False

    def settle(self) -> None:
        """Choose the form to be shown: the most frequent one, none in capitals if it stands in mixed case, too."""
        mixed = {form: count for form, count in self.forms.items() if not form.isupper()}
        whole = {form: count for form, count in mixed.items() if not is_short_form(form)}
        is_long = len(self.forms) > len(whole) and not any(map(is_short_form, self.forms))
        if whole and (self.long or is_long or sum(mixed.values()) >= _MIXED * self.forms.total()):
            self.name = _most(whole)
        else:
            self.name = _most(self.forms)
        self.is_acronym = is_short_form(self.name)


def _most(forms: Mapping[str, int]) -> str:
    return min(forms, key=lambda form: (-forms[form], sum(map(str.isupper, form)), form))


class Groups:
    """Candidates by number; ``number`` gives the one that a key belongs to after ``merge``."""

    def __init__(self, definitions: Sequence[Defined]) -> None:
        """Without any candidate yet; ``definitions`` tell which acronyms are other names than words spelled alike."""
        self._definitions = definitions
        self._defined = {short_key(one.short) for one in definitions}
        self._numbers: dict[str, int] = {}
        self._all: list[Group] = []
        self._merged: dict[int, int] = {}

    def _identity(self, key: str, form: str) -> str:
        """What ``form`` is counted under: a defined acronym (WHO) apart from a word spelled alike (Who)."""
        if not is_short_form(form):
            return key
        singular = key[:-1] if form.endswith("s") else key
        return next((f"{one}{_DEFINED}" for one in (key, singular) if one in self._defined), key)

    def __getitem__(self, number: int) -> Group:
        return self._all[number]

    def __len__(self) -> int:
        return len(self._all)

    def add(self, key: str, form: str, count: int, certainty: Callable[[], float]) -> int:
        """Count a form of the candidate ``key``, and ask for its ``certainty`` if it is new; returns its number."""
        identity = self._identity(key, form)
        number = self._numbers.setdefault(identity, len(self._all))
        if number == len(self._all):
            self._all.append(Group(identity.removesuffix(_DEFINED), certainty=certainty()))
        self._all[number].forms[form] += count
        return number

    def number(self, key: str) -> int | None:
        """The candidate that ``key`` belongs to."""
        number = self._numbers.get(key, self._numbers.get(key + _DEFINED))
        return None if number is None else self.final(number)

    def final(self, number: int) -> int:
        """The candidate that the one with ``number`` was merged into; itself if it was not."""
        while number in self._merged:
            number = self._merged[number]
        return number

    def merge_plurals(self) -> None:
        """Special Economic Zones with Special Economic Zone, SEZs with SEZ; not Adams with Adam."""
        for key, number in list(self._numbers.items()):
            singular = self._numbers.get(key[:-1]) if key.endswith("s") and len(key) >= _SHORTEST_PLURAL else None
            if singular is None or key.endswith("ss"):
                continue
            is_plural = " " in key or any(
                form.endswith("s") and form[:-1].isupper() for form in self._all[number].forms
            )
            if is_plural:
                self._merge(number, singular)

    def define(self) -> None:
        """Give candidates their definitions, and merge an acronym with what most definitions say it is for."""
        by_short: dict[str, list[Defined]] = defaultdict(list)
        for definition in self._definitions:
            by_short[short_key(definition.short)].append(definition)
        for short, found in by_short.items():
            found.sort(key=lambda one: (-one.count, one.row, one.long))
            for one in reversed(found):
                self._note(key_of_text(one.long), one)
            total = sum(one.count for one in found)
            if found[0].count >= _DOMINANT * total:
                self._take(short, found[0])

    def _take(self, short: str, definition: Defined) -> None:
        acronym, name = self.number(short + _DEFINED), self.number(key_of_text(definition.long))
        if acronym is None:
            return
        self._note(short + _DEFINED, definition)
        if name is not None and name != acronym:
            self._merge(acronym, name)

    def _note(self, key: str, definition: Defined) -> None:
        number = self.number(key)
        if number is not None:
            group = self._all[number]
            group.long, group.short = definition.long, definition.short

    def _merge(self, number: int, into: int) -> None:
        number, into = self.final(number), self.final(into)
        if number == into:
            return
        self._merged[number] = into
        group, kept = self._all[number], self._all[into]
        kept.forms.update(group.forms)
        kept.certainty = max(kept.certainty, group.certainty)


def short_key(short: str) -> str:
    """The key of an acronym, without the s of a plural."""
    return key_of_text(short.removesuffix("s"))


def contained(words: Sequence[str], groups: Groups) -> list[int]:
    """The candidates whose words stand side by side among ``words`` of a longer one, once for each place."""
    found: list[int] = []
    if len(words) > LONGEST_NAME:
        return found
    itself = groups.number(" ".join(words))
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            if end - begin < len(words):
                number = groups.number(" ".join(words[begin:end]))
                if number is not None and number != itself:
                    found.append(number)
    return found
