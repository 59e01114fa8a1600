"""What is wrong with index/searches.yaml, at its line."""

from __future__ import annotations

import os

from cpec_tui import yamlfile
from cpec_tui.corpus import Corpus
from cpec_tui.entities.loading import read_curated
from cpec_tui.entities.schema import SearchModel
from cpec_tui.entities.searches import FILE
from cpec_tui.entities.validating import described, validate
from cpec_tui.errors import Problem, Severity
from cpec_tui.folding import lookup_key


def search_problems(corpus: Corpus) -> list[Problem]:
    """Every problem of the file that shows without asking anything."""
    if not os.path.lexists(corpus.searches_file):
        return []
    value, problems = read_curated(corpus, corpus.searches_file)
    return [*problems, *problems_in(value)]


def problems_in(value: object) -> list[Problem]:
    """What is wrong with the ``value`` of the file."""
    if value is None:
        return []
    if not isinstance(value, yamlfile.YamlList):
        message = f"this is no list of searches: found {described(value)}"
        return [Problem("not-a-list", Severity.ERROR, FILE, 1, message, "begin each with: - name: …")]
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for number, (entry, line) in enumerate(zip(value, value.lines, strict=True), 1):
        checked = validate(SearchModel, entry, FILE, f"search {number}")
        problems.extend(checked.problems)
        if checked.model is None:
            continue
        earlier = first.setdefault(lookup_key(checked.model.name), line)
        if earlier != line:
            message = f"search {number}: the name `{checked.model.name}` is taken in line {earlier}"
            hint = "give one of them another name"
            problems.append(Problem("duplicate-search", Severity.ERROR, FILE, line, message, hint))
    return problems
