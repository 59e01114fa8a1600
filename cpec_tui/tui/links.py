"""Addresses outside the program: which may be opened, and whether there is a browser to do it."""

from __future__ import annotations

import os
import sys
from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https")
_BY_REGISTER = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "doi": "https://doi.org/{}",
    "orcid": "https://orcid.org/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "geonames": "https://www.geonames.org/{}",
}


def link_of(text: str | None) -> str:
    """``text`` when it is a web address that may be opened; else an empty string."""
    if not text or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in _SCHEMES and parts.netloc else ""


def link_of_id(register: str, value: str) -> str:
    """Where an external id leads: the register's page, or the id itself when it is an address."""
    pattern = _BY_REGISTER.get(register.lower())
    return pattern.format(quote(value, safe="/.:")) if pattern else link_of(value)


def has_browser() -> bool:
    """Whether a window can be opened; a text browser would draw over the explorer."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
