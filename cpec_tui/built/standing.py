"""What became of quotations, looked up in the texts of a catalog that is about to be published."""

from __future__ import annotations

from collections.abc import Mapping

from cpec_tui.catalog.writing import CatalogWriter
from cpec_tui.entities.curated import Curated
from cpec_tui.entities.evidence import Texts, locate_all
from cpec_tui.errors import Problem
from cpec_tui.model import Located


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
