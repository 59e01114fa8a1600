"""Loading what is curated: corpus.yaml, documents.yaml, the entities; every problem of every file at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cpec_tui import yamlfile
from cpec_tui.corpus import CORPUS_FILE, FORMAT, Corpus
from cpec_tui.entities import checks
from cpec_tui.entities.convert import config_of, entity_of, metadata_of
from cpec_tui.entities.curated import CorpusConfig, Curated
from cpec_tui.entities.schema import CorpusModel, DocumentModel, EntityModel
from cpec_tui.entities.validating import validate
from cpec_tui.errors import CorpusError, Problem, Severity, YamlError
from cpec_tui.model import Entity, Metadata

ORIGIN = "documents.yaml"


def load(corpus: Corpus) -> Curated:
    """Read all curated files. Raises CorpusError only when corpus.yaml itself cannot be used."""
    config, problems = load_config(corpus)
    documents, lines, former, more = _load_documents(corpus)
    entities, found = _load_entities(corpus)
    problems = [*problems, *more, *found, *checks.between_entities(entities, config)]
    usable = checks.usable(entities, config)
    return Curated(config, documents, lines, former, usable, tuple(problems), curated_digest(corpus))


def load_config(corpus: Corpus) -> tuple[CorpusConfig, list[Problem]]:
    """corpus.yaml. Raises CorpusError when it is missing, no YAML, or of a newer format than this program knows."""
    path = corpus.root / CORPUS_FILE
    name = CORPUS_FILE.as_posix()
    value, problems = _read(corpus, path, required=True)
    if problems:
        raise CorpusError(f"{corpus.root}: {problems[0]}", problems=tuple(problems))
    if not isinstance(value, yamlfile.YamlMap):
        raise CorpusError(f"{path}:1: this is no mapping of keys", "begin it with: format: 1")
    version = value.get("format")
    if isinstance(version, str) and version.isdecimal() and int(version) > FORMAT:
        raise CorpusError(
            f"{path} has data format {version}; this program knows formats up to {FORMAT}", "install a newer cpec-tui"
        )
    model, problems = validate(CorpusModel, value, name)
    if model is None:
        said = "; ".join(str(problem) for problem in problems)
        raise CorpusError(f"{corpus.root}: {said}", problems=tuple(problems))
    return config_of(model), problems


def curated_digest(corpus: Corpus) -> str:
    """A digest over the bytes of all curated files; a file that cannot be read counts as absent."""
    state = hashlib.blake2b(digest_size=16)
    for path in corpus.curated_files():
        try:
            content = path.read_bytes()
        except OSError:
            continue
        state.update(f"{corpus.relative(path)}\0{len(content)}\0".encode("utf-8", "replace"))
        state.update(content)
    return state.hexdigest()


def _read(corpus: Corpus, path: Path, *, required: bool = False) -> tuple[object, list[Problem]]:
    name = corpus.relative(path)
    try:
        return yamlfile.read(path), []
    except FileNotFoundError:
        return None, [Problem("missing", Severity.ERROR, name, 0, "the file is missing")] if required else []
    except YamlError as error:
        return None, [Problem("yaml", Severity.ERROR, name, error.line, error.message, error.hint)]
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return None, [Problem("unreadable", Severity.ERROR, name, 0, message, "check its permissions")]


def _load_documents(
    corpus: Corpus,
) -> tuple[dict[str, Metadata], dict[str, int], dict[str, str], list[Problem]]:
    path = corpus.index / "documents.yaml"
    name = corpus.relative(path)
    value, problems = _read(corpus, path)
    documents: dict[str, Metadata] = {}
    lines: dict[str, int] = {}
    former: dict[str, str] = {}
    if value is None:
        return documents, lines, former, problems
    if not isinstance(value, yamlfile.YamlMap):
        message = "this is no mapping of document ids"
        return documents, lines, former, [Problem("not-a-mapping", Severity.ERROR, name, 1, message, "see the guide")]
    for doc, given in value.items():
        entry = yamlfile.YamlMap(value.lines[doc]) if given is None else given
        model, found = validate(DocumentModel, entry, name, doc)
        problems.extend(found)
        lines[doc] = value.lines[doc]
        if model is not None:
            documents[doc] = metadata_of(model, ORIGIN)
            former.update(dict.fromkeys(model.former_ids, doc))
    return documents, lines, former, problems


def _load_entities(corpus: Corpus) -> tuple[list[Entity], list[Problem]]:
    entities: list[Entity] = []
    problems: list[Problem] = []
    for path in corpus.curated_files()[2:]:
        name = corpus.relative(path)
        value, found = _read(corpus, path)
        problems.extend(found)
        if value is None:
            continue
        if not isinstance(value, yamlfile.YamlList):
            message = "an entity file is a list of entities"
            problems.append(Problem("not-a-list", Severity.ERROR, name, 1, message, "begin each with: - id: …"))
            continue
        for number, entry in enumerate(value):
            entity, wrong = _load_entity(entry, value.lines[number], number, name)
            problems.extend(wrong)
            if entity is not None:
                entities.append(entity)
    return entities, problems


def _load_entity(entry: object, line: int, number: int, file: str) -> tuple[Entity | None, list[Problem]]:
    if not isinstance(entry, yamlfile.YamlMap):
        shown = "nothing" if entry is None else f"`{str(entry)[:40]}`" if isinstance(entry, str) else "a list"
        message = f"item {number + 1} is no entity: found {shown}"
        return None, [Problem("not-an-entity", Severity.ERROR, file, line, message, "an entity has id, kind and name")]
    label = entry.get("id")
    where = f"entity {label}" if isinstance(label, str) else f"item {number + 1}"
    model, problems = validate(EntityModel, entry, file, where)
    return (None if model is None else entity_of(model, file, line)), problems
