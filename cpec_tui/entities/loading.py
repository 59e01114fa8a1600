"""Loading what is curated: the corpus, documents, verdicts, entities; every problem of every file at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cpec_tui import yamlfile
from cpec_tui.corpus import CORPUS_FILE, FORMAT, Corpus
from cpec_tui.entities import checks, merging, verdict_loading
from cpec_tui.entities.convert import config_of, document_id, entity_of, metadata_of
from cpec_tui.entities.curated import CorpusConfig, Curated
from cpec_tui.entities.schema import CorpusModel, DocumentModel, EntityModel
from cpec_tui.entities.validating import Checked, described, validate
from cpec_tui.errors import CorpusError, Problem, Severity, YamlError
from cpec_tui.model import Entity, Metadata, Verdict

ORIGIN = "documents.yaml"
_SHOWN = 60
# Problems for which a whole file is left out.
_UNREAD = ("yaml", "unreadable")


def load(corpus: Corpus) -> Curated:
    """Read all curated files. Raises CorpusError only when corpus.yaml itself cannot be used."""
    config, problems = load_config(corpus)
    documents = _load_documents(corpus)
    entities, unfit, found = _load_entities(corpus)
    all_known = not any(problem.code in _UNREAD for problem in found)
    merged, wrong = merging.merged_ids(entities, unfit, all_known=all_known)
    found += [*checks.between_entities([*entities, *unfit], config, merged, all_known=all_known), *wrong]
    usable = merging.merge(checks.usable(entities, config), merged)
    ids = frozenset(one.id for one in usable) if all_known else None
    verdicts, unsound = _load_verdicts(corpus, verdict_loading.Known(ids, documents.former, merged))
    problems = [*problems, *documents.problems, *found, *unsound]
    return Curated(
        config,
        documents.metadata,
        documents.lines,
        documents.former,
        usable,
        tuple(sorted(problems, key=lambda problem: (problem.path, problem.line))),
        curated_digest(corpus),
        verdicts,
        merged,
    )


def load_config(corpus: Corpus) -> tuple[CorpusConfig, list[Problem]]:
    """corpus.yaml. Raises CorpusError when it is missing, no YAML, or lacks what every corpus has.

    A newer format than this program knows is a problem, and all that is known of it is used.
    """
    name = CORPUS_FILE.as_posix()
    value, problems = read_curated(corpus, corpus.root / CORPUS_FILE)
    if value is None and not problems:
        problems = [Problem("empty", Severity.ERROR, name, 1, "the file is empty", "begin it with: format: 1")]
    elif value is not None and not isinstance(value, yamlfile.YamlMap):
        message = f"this is no mapping of keys: found {described(value)}"
        problems = [Problem("not-a-mapping", Severity.ERROR, name, 1, message, "begin it with: format: 1")]
    if not isinstance(value, yamlfile.YamlMap):
        raise CorpusError(f"{corpus.root}: {problems[0]}", problems=tuple(problems))
    problems.extend(_newer_format(value, name))
    checked = validate(CorpusModel, value, name)
    problems.extend(checked.problems)
    if checked.model is None:
        said = "; ".join(str(problem) for problem in problems)
        raise CorpusError(f"{corpus.root}: {said}", problems=tuple(problems))
    problems.extend(_repeated_names(checked, name))
    return replace(config_of(checked.model), engine_line=value.lines.get("engine", 0)), problems


def curated_digest(corpus: Corpus) -> str:
    """A digest over the bytes of all curated files; a file that cannot be read counts as absent."""
    state = hashlib.blake2b(digest_size=16)
    for path in corpus.curated_files():
        try:
            content = path.read_bytes() if path.is_file() else None
        except OSError:
            continue
        if content is not None:
            state.update(f"{corpus.relative(path)}\0{len(content)}\0".encode("utf-8", "replace"))
            state.update(content)
    return state.hexdigest()


def read_curated(corpus: Corpus, path: Path) -> tuple[object, list[Problem]]:
    """The value in a file, or None and why there is none."""
    name = corpus.relative(path)
    try:
        value, repeated = yamlfile.read_keeping_first(path)
    except YamlError as error:
        return None, [Problem("yaml", Severity.ERROR, name, error.line, error.message, error.hint)]
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return None, [Problem("unreadable", Severity.ERROR, name, 0, message, "check its permissions")]
    return value, [
        Problem("duplicate-key", Severity.ERROR, name, one.line, f"{one.message}: the first counts", one.hint)
        for one in repeated
    ]


def _newer_format(value: yamlfile.YamlMap, name: str) -> Iterator[Problem]:
    """A problem when the file is of a newer format; its value is then read as the newest that is known."""
    version = value.get("format")
    if isinstance(version, str) and version.isdecimal() and len(version) < 10 and int(version) > FORMAT:
        message = f"data format {version} is newer than this program, which knows formats up to {FORMAT}"
        hint = "install a newer cpec-tui; what this one does not know is left out"
        yield Problem("newer-format", Severity.ERROR, name, value.lines["format"], message, hint)
        value["format"] = str(FORMAT)


def _repeated_names(checked: Checked[CorpusModel], file: str) -> Iterator[Problem]:
    """A problem for each kind, and each relation type, that is declared a second time; the first counts."""
    assert checked.model is not None
    declared = {
        "kinds": [kind.name for kind in checked.model.kinds],
        "relation_types": [relation.name for relation in checked.model.relation_types],
    }
    for key, names in declared.items():
        for number, name in enumerate(names):
            if name in names[:number]:
                line = yamlfile.line_at(checked.node, (key, number))
                message = f"{key}: `{name[:_SHOWN]}` is declared twice"
                yield Problem("duplicate-name", Severity.ERROR, file, line, message, "remove one of them")


@dataclass(slots=True)
class _Documents:
    """What documents.yaml says, by document id."""

    metadata: dict[str, Metadata] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _load_documents(corpus: Corpus) -> _Documents:
    path = corpus.index / "documents.yaml"
    name = corpus.relative(path)
    found = _Documents()
    if not os.path.lexists(path):
        return found
    value, found.problems = read_curated(corpus, path)
    if isinstance(value, yamlfile.YamlMap):
        for given_id, entry in value.items():
            _add_document(found, document_id(given_id), entry, value.lines[given_id], name)
        found.problems.extend(_taken_former_ids(found, name))
    elif value is not None:
        message = f"this is no mapping of document ids: found {described(value)}"
        hint = "write the id of a document, a colon, and below it title: and the like"
        found.problems.append(Problem("not-a-mapping", Severity.ERROR, name, 1, message, hint))
    return found


def _add_document(found: _Documents, doc: str, entry: object, line: int, file: str) -> None:
    node = yamlfile.YamlMap(line) if entry is None else entry
    checked = validate(DocumentModel, node, file, doc[:_SHOWN])
    found.problems.extend(checked.problems)
    found.lines[doc] = line
    if checked.model is None:
        return
    found.metadata[doc] = metadata_of(checked.model, ORIGIN)
    for number, text in enumerate(checked.model.former_ids):
        former = document_id(text)
        other = found.former.setdefault(former, doc)
        if other != doc:
            where = yamlfile.line_at(checked.node, ("former_ids", number), line)
            message = f"document {doc[:_SHOWN]}: the former id `{former[:_SHOWN]}` is one of {other[:_SHOWN]} too"
            found.problems.append(
                Problem("duplicate-former-id", Severity.ERROR, file, where, message, "remove one of them")
            )


def _taken_former_ids(found: _Documents, file: str) -> Iterator[Problem]:
    """A document cannot have had the id of another one that is described too; the former id is dropped."""
    for former, doc in list(found.former.items()):
        if former in found.metadata:
            del found.former[former]
            message = f"document {doc[:_SHOWN]}: the former id `{former[:_SHOWN]}` is the id of a document"
            hint = "remove it, or the entry of that document"
            yield Problem("taken-former-id", Severity.WARNING, file, found.lines[doc], message, hint)


def _load_verdicts(corpus: Corpus, known: verdict_loading.Known) -> tuple[tuple[Verdict, ...], list[Problem]]:
    path = corpus.index / "verdicts.yaml"
    if not os.path.lexists(path):
        return (), []
    value, problems = read_curated(corpus, path)
    verdicts, found = verdict_loading.verdicts_in(value, corpus.relative(path), known)
    return verdicts, [*problems, *found]


def _load_entities(corpus: Corpus) -> tuple[list[Entity], list[Entity], list[Problem]]:
    """The entities, those that lack something essential and can only be checked further, and what is wrong."""
    entities: list[Entity] = []
    unfit: list[Entity] = []
    problems: list[Problem] = []
    for path in corpus.entity_files():
        name = corpus.relative(path)
        value, found = read_curated(corpus, path)
        problems.extend(found)
        if isinstance(value, yamlfile.YamlList):
            for entity, is_fit, wrong in _entities_in(value, name):
                problems.extend(wrong)
                if entity is not None:
                    (entities if is_fit else unfit).append(entity)
        elif value is not None:
            message = f"an entity file is a list of entities: found {described(value)}"
            problems.append(Problem("not-a-list", Severity.ERROR, name, 1, message, "begin each with: - id: …"))
    return entities, unfit, problems


def _entities_in(items: yamlfile.YamlList, file: str) -> Iterable[tuple[Entity | None, bool, list[Problem]]]:
    """Each entity, whether it can be used, and what is wrong with it."""
    for number, (entry, line) in enumerate(zip(items, items.lines, strict=True), 1):
        yield _load_entity(entry, line, number, file)


def _load_entity(entry: object, line: int, number: int, file: str) -> tuple[Entity | None, bool, list[Problem]]:
    if not isinstance(entry, yamlfile.YamlMap):
        message = f"item {number} is no entity: found {described(entry)}"
        return (
            None,
            False,
            [Problem("not-an-entity", Severity.ERROR, file, line, message, "an entity has id, kind and name")],
        )
    label = entry.get("id")
    where = f"entity {label[:_SHOWN]}" if isinstance(label, str) else f"item {number}"
    checked = validate(EntityModel, entry, file, where)
    assert isinstance(checked.node, yamlfile.YamlMap)
    if checked.model is None:
        return _unfit(checked.node, line, f"item {number} of {file}", file), False, checked.problems
    return entity_of(checked.model, checked.node, file, line), True, checked.problems


def _unfit(node: yamlfile.YamlMap, line: int, where: str, file: str) -> Entity | None:
    """What is left of an entity without an id, a kind or a name, so that its other mistakes are told as well.

    A name that is missing is ``where`` it stands, which nothing else is called; a kind that is missing is none.
    """
    stand_ins = {"id": "unfit", "kind": "unfit", "name": where}
    missing = [key for key in stand_ins if key not in node]
    for key in missing:
        node[key], node.lines[key] = stand_ins[key], line
    model = validate(EntityModel, node, file).model
    if model is None:
        return None
    entity = entity_of(model, node, file, line)
    return replace(entity, id=where if "id" in missing else entity.id, kind="" if "kind" in missing else entity.kind)
