"""Edits of documents.yaml."""

from __future__ import annotations

from cpec_tui import yamlfile
from cpec_tui.curating.workbench import Edit
from cpec_tui.entities.convert import document_id
from cpec_tui.errors import CurationError
from cpec_tui.yamledit import append, rename_key
from cpec_tui.yamlfile import YamlMap

FILE = "index/documents.yaml"
_HEAD = "# yaml-language-server: $schema=schema/documents.schema.json\n"


def former_id(document: str, former: str) -> Edit:
    """An edit that says that ``document`` had the id ``former``; what is said of it under that id goes on to count.

    Raises CurationError when both ids are described.
    """

    def edit(text: str | None) -> str:
        new = _HEAD if text is None else text
        described = yamlfile.parse(new.removeprefix("\ufeff"))
        keys = {document_id(key): key for key in described} if isinstance(described, YamlMap) else {}
        key = keys.get(document, document)
        if former in keys and document in keys:
            message = f"both `{document}` and `{former}` are described in {FILE}"
            raise CurationError(message, f"move what is said of `{former}`, and remove its entry")
        if former in keys:
            new = rename_key(new, (keys[former],), document).text
        return append(new, (key, "former_ids"), former).text

    return edit
