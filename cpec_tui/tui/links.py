"""Addresses outside the program: which may be opened, and whether there is a browser to do it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import PurePath
from queue import Empty, SimpleQueue
from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https")
_TEXT_BROWSERS = ("browsh", "carbonyl", "cha", "elinks", "links", "links2", "lynx", "w3m", "www-browser")
_SECONDS = 5.0
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
    """Whether a window can be opened here: a text browser would draw over the explorer.

    What the user named in ``BROWSER`` is asked first, as ``webbrowser`` does. The windows of a machine that is reached
    over ssh are not where the reader sits.
    """
    named = os.environ.get("BROWSER", "")
    if named:
        return _program(named.split(os.pathsep)[0]) not in _TEXT_BROWSERS
    if sys.platform in ("darwin", "win32"):
        return not any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def open_in_browser(url: str) -> bool:
    """Open ``url`` in a window; False when none came of it.

    Some browsers keep whoever called them waiting until their window is closed: after a moment that counts as opened.
    """
    answers: SimpleQueue[bool] = SimpleQueue()
    threading.Thread(target=lambda: answers.put(_opened(url)), daemon=True).start()
    try:
        return answers.get(timeout=_SECONDS)
    except Empty:
        return True


def _opened(url: str) -> bool:
    """Only the first choice is asked: ``webbrowser.open`` would go on to text browsers."""
    import webbrowser

    try:
        browser = webbrowser.get()
        return _program(browser.name) not in _TEXT_BROWSERS and browser.open(url)
    except (webbrowser.Error, OSError):
        return False


def _program(command: str) -> str:
    """The name of the program in a command line: ``lynx`` of ``/usr/bin/lynx -nocolor %s``."""
    return PurePath(command.partition(" ")[0]).stem.lower()
