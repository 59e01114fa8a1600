"""Where the entities stand in their files, and edits of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.curating.naming import id_from
from cpec_tui.curating.workbench import Edit
from cpec_tui.entities import loading
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.schema import EntityModel
from cpec_tui.entities.validating import validate
from cpec_tui.errors import CurationError, NotFoundError, YamlError
from cpec_tui.model import Entity, Kind
from cpec_tui.nearest import did_you_mean
from cpec_tui.reading.canonical import canonicalize
from cpec_tui.yamlfile import YamlList, YamlMap

_HEAD = "# yaml-language-server: $schema=../schema/entities.schema.json\n"


@dataclass(frozen=True, slots=True)
class Cards:
    """What is curated in a corpus now."""

    corpus: Corpus
    curated: Curated

    @classmethod
    def of(cls, corpus: Corpus) -> Cards:
        """Read all curated files. Raises CorpusError when corpus.yaml cannot be used."""
        return cls(corpus, loading.load(corpus))

    def entity(self, entity: str) -> Entity:
        """The entity of that id, or the one that the entity of that id was merged into. Raises NotFoundError."""
        now = self.curated.merged.get(entity, entity)
        found = next((one for one in self.curated.entities if one.id == now), None)
        if found is None:
            known = [one.id for one in self.curated.entities]
            raise NotFoundError(f"there is no entity `{entity[:60]}`", did_you_mean(entity, known))
        return found

    def ids_of(self, entity: Entity) -> tuple[str, ...]:
        """Its id, and those of the entities that were merged into it."""
        return entity.id, *(old for old, now in self.curated.merged.items() if now == entity.id)

    def kind(self, name: str) -> Kind:
        """The kind of that name. Raises CurationError when corpus.yaml has none."""
        kinds = self.curated.config.kinds_by_name
        if name not in kinds:
            hint = did_you_mean(name, kinds) or "declare it under kinds: in index/corpus.yaml"
            raise CurationError(f"there is no kind `{name[:60]}`", hint)
        return kinds[name]

    def ids(self) -> set[str]:
        """Every id that stands in a file, also of what cannot be used for other reasons."""
        ids = {*(entity.id for entity in self.curated.entities), *self.curated.merged}
        for path in self.corpus.curated_files()[2:]:
            try:
                value, _ = yamlfile.read_keeping_first(path)
            except (OSError, YamlError):
                continue
            items = value if isinstance(value, YamlList) else []
            ids |= {str(item.get("id")) for item in items if isinstance(item, YamlMap)}
        return ids

    def file_for(self, kind: Kind) -> str:
        """The file with the name of the kind, when it has such entities or none has; else that with most of them."""
        own = f"index/entities/{id_from(kind.plural, (), id_from(kind.name, ()))}.yaml"
        files = Counter(entity.source for entity in self.curated.entities if entity.kind == kind.name)
        return own if own in files or not files else files.most_common(1)[0][0]


def at_the_end(add: Callable[[str], str]) -> Edit:
    """An edit of a file of entities; a new one begins with what tells editors its schema."""

    def edit(text: str | None) -> str:
        return _checked(None, add(_HEAD if text is None else text), -1)

    return edit


def of_entity(entity: str, change: Callable[[str, int], str]) -> Edit:
    """An edit of the card of ``entity``, which ``change`` makes from the text and the number of its item.

    Raises CurationError when the card is not in the file, or would not pass the check afterwards.
    """

    def edit(text: str | None) -> str:
        number = number_of(text or "", entity)
        if number is None:
            raise CurationError(f"the entity `{entity}` is not in its file any more", "try again")
        return _checked(text, change(text or "", number), number)

    return edit


def of_fact(ids: Sequence[str], said: str, change: Callable[[str, int, int], str]) -> Edit:
    """An edit of the fact that says ``said`` on the card of one of ``ids``.

    ``change`` makes it from the text and the numbers of the item and the fact. Raises CurationError as ``of_entity``.
    """

    def edit(text: str | None) -> str:
        for number in (number_of(text or "", one) for one in ids):
            fact = None if number is None else _fact_number(text or "", number, said)
            if number is not None and fact is not None:
                return _checked(text, change(text or "", number, fact), number)
        raise CurationError("the fact is not in its file any more", "try again")

    return edit


def number_of(text: str, entity: str) -> int | None:
    """Which item of a file of entities has that id; the first counts."""
    numbered = enumerate(_items(text))
    return next((at for at, item in numbered if isinstance(item, YamlMap) and item.get("id") == entity), None)


def _fact_number(text: str, number: int, said: str) -> int | None:
    card = _items(text)[number]
    facts = card.get("facts") if isinstance(card, YamlMap) else None
    listed = facts if isinstance(facts, YamlList) else [facts]
    texts = [one.get("text") if isinstance(one, YamlMap) else None for one in listed]
    return next((at for at, one in enumerate(texts) if one is not None and canonicalize(str(one)).text == said), None)


def _items(text: str) -> list[object]:
    """The items of a file of entities. Raises YamlError, also for one that is no list."""
    items = yamlfile.parse(text.removeprefix("\ufeff"))
    if isinstance(items, YamlList):
        return items
    if items is None:
        return []
    raise YamlError("a file of entities is a list of them", 1, "begin each with: - id: …")


def _checked(old: str | None, new: str, number: int) -> str:
    """``new``, unless the check would find a fault with the item ``number`` that it did not find in ``old``."""
    before = [] if old is None else _faults(old, number)
    wrong = [fault for fault in _faults(new, number) if fault not in before]
    if wrong:
        raise CurationError(wrong[0], "the card would not pass its check")
    return new


def _faults(text: str, number: int) -> list[str]:
    return [problem.message for problem in validate(EntityModel, _items(text)[number], "", "").problems]
