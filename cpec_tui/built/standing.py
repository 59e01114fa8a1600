"""What became of quotations and of verdicts, looked up in the texts of a catalog that is about to be published."""

from __future__ import annotations

from collections.abc import Mapping

from cpec_tui.catalog.writing import CatalogWriter
from cpec_tui.entities import verdict_problems
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.evidence import Texts, locate_all
from cpec_tui.entities.verdicts import Verdicts, placed, stands_in
from cpec_tui.errors import Problem
from cpec_tui.model import Located, Scope, Standing


def of_quotations(
    curated: Curated, catalog: CatalogWriter, renamed: Mapping[str, str], *, is_whole: bool
) -> tuple[dict[str, list[list[Located]]], list[Problem]]:
    """The standing of every quotation by entity id, fact and evidence, and a problem for each that is not exact.

    Other documents are looked through only when all are there: ``is_whole``.
    """
    quoted = {
        curated.former_ids.get(evidence.document, evidence.document)
        for entity in curated.entities
        for fact in entity.facts
        for evidence in fact.evidence
    }
    texts = Texts(catalog.paragraphs_of(sorted(quoted)), curated.former_ids, renamed)
    if is_whole:
        return locate_all(curated.entities, texts, catalog.paragraphs_with)
    return locate_all(curated.entities, texts)


def of_verdicts(
    curated: Curated, catalog: CatalogWriter, renamed: Mapping[str, str]
) -> tuple[list[Located], list[Problem]]:
    """The standing of every verdict, in order, and a problem for each that is not applied."""
    verdicts = Verdicts(curated.verdicts)
    if not verdicts.all:
        return [], []
    documents = catalog.paragraphs_of(sorted(verdicts.of_document))
    found = [Located(Standing.LOST)] * len(verdicts.all)
    for doc, paragraphs in documents.items():
        for number, located in placed(verdicts, paragraphs, doc).standings.items():
            found[number] = located
    for number, verdict in enumerate(verdicts.all):
        if verdict.scope is Scope.CORPUS and stands_in(verdict.form, catalog.texts_with):
            found[number] = Located(Standing.EXACT)
    known = frozenset(catalog.document_ids())
    return found, list(verdict_problems.problems(verdicts.all, found, known, renamed))
