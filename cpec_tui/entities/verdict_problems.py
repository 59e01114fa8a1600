"""What has to be said of verdicts whose place was not found again as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cpec_tui.entities.verdict_loading import title
from cpec_tui.errors import Problem, Severity
from cpec_tui.model import Located, Scope, Standing, Verdict

FILE = "index/verdicts.yaml"
_OR_REMOVE = "or remove it"


def problems(
    verdicts: Sequence[Verdict], standings: Sequence[Located], known: frozenset[str], renamed: Mapping[str, str]
) -> Iterator[Problem]:
    """A warning for every verdict that is not applied: its place changed, is one of several, or is lost.

    ``known`` are the documents there are, ``renamed`` new ids by old ids that are not known as former ones.
    """
    for verdict, located in zip(verdicts, standings, strict=True):
        said = _said(verdict, located, known, renamed)
        if said is not None:
            code = f"verdict-{located.standing.value}"
            message = f"{title(verdict)}: {said[0]}"
            yield Problem(code, Severity.WARNING, FILE, verdict.line, message, said[1])


def _said(
    verdict: Verdict, located: Located, known: frozenset[str], renamed: Mapping[str, str]
) -> tuple[str, str] | None:
    doc = verdict.document or ""
    match located.standing:
        case Standing.CHANGED:
            message = f"the text around it in {doc} has changed, so that it is not applied"
            hint = f"if this is it, decide it anew: {located.address}, where it says: `{located.text}`; {_OR_REMOVE}"
        case Standing.AMBIGUOUS:
            message = f"it is not applied, for not one place in {doc} is like what it notes, but another number"
            hint = f"decide it anew, at {located.address} or another one, {_OR_REMOVE}"
        case Standing.LOST if doc and doc not in known:
            message, hint = f"there is no document `{doc}`", f"mend the id, {_OR_REMOVE}"
            if doc in renamed:
                hint = f"the document was renamed to {renamed[doc]}: name the old id under former_ids in documents.yaml"
        case Standing.LOST if verdict.scope is Scope.CORPUS:
            message, hint = "no document has these words", "mend the form, or remove the verdict"
        case Standing.LOST:
            message, hint = f"it is not found in {doc}", f"decide it anew where it stands, {_OR_REMOVE}"
        case _:
            return None
    return message, hint
