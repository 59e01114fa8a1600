"""Where the entities stand in their files, and edits of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
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
        """The entity of that id. Raises NotFoundError."""
        found = next((one for one in self.curated.entities if one.id == entity), None)
        if found is None:
            known = [one.id for one in self.curated.entities]
            raise NotFoundError(f"there is no entity `{entity[:60]}`", did_you_mean(entity, known))
        return found

    def kind(self, name: str) -> Kind:
        """The kind of that name. Raises CurationError when corpus.yaml has none."""
        kinds = self.curated.config.kinds_by_name
        if name not in kinds:
            hint = did_you_mean(name, kinds) or "declare it under kinds: in index/corpus.yaml"
            raise CurationError(f"there is no kind `{name[:60]}`", hint)
        return kinds[name]

    def ids(self) -> set[str]:
        """Every id that stands in a file, also of what cannot be used for other reasons."""
        ids = {entity.id for entity in self.curated.entities}
        for path in self.corpus.curated_files()[2:]:
            try:
                value, _ = yamlfile.read_keeping_first(path)
            except (OSError, YamlError):
                continue
            items = value if isinstance(value, YamlList) else []
            ids |= {str(item.get("id")) for item in items if isinstance(item, YamlMap)}
        return ids

    def file_for(self, kind: Kind) -> str:
        """The file where most entities of a kind stand, else one of its own."""
        files = Counter(entity.source for entity in self.curated.entities if entity.kind == kind.name)
        if files:
            return files.most_common(1)[0][0]
        return f"index/entities/{id_from(kind.plural, (), id_from(kind.name, ()))}.yaml"


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


def number_of(text: str, entity: str) -> int | None:
    """Which item of a file of entities has that id; the first counts."""
    items = yamlfile.parse(text.removeprefix("\ufeff"))
    numbered = enumerate(items) if isinstance(items, YamlList) else ()
    return next((at for at, item in numbered if isinstance(item, YamlMap) and item.get("id") == entity), None)


def fact_number(text: str, number: int, fact: str) -> int | None:
    """Which fact of the item ``number`` says ``fact``."""
    items = yamlfile.parse(text.removeprefix("\ufeff"))
    card = items[number] if isinstance(items, YamlList) else None
    facts = card.get("facts") if isinstance(card, YamlMap) else None
    listed = facts if isinstance(facts, YamlList) else [facts]
    said = [one.get("text") if isinstance(one, YamlMap) else None for one in listed]
    return next((at for at, one in enumerate(said) if one is not None and canonicalize(str(one)).text == fact), None)


def _checked(old: str | None, new: str, number: int) -> str:
    """``new``, unless the check would find a fault with the item ``number`` that it did not find in ``old``."""
    before = [] if old is None else _faults(old, number)
    wrong = [fault for fault in _faults(new, number) if fault not in before]
    if wrong:
        raise CurationError(wrong[0], "the card would not pass its check")
    return new


def _faults(text: str, number: int) -> list[str]:
    items = yamlfile.parse(text.removeprefix("\ufeff"))
    if not isinstance(items, YamlList):
        return ["a file of entities is a list of them"]
    return [problem.message for problem in validate(EntityModel, items[number], "", "").problems]
