"""Whoosh is loaded without what it has no use for, and nobody else misses that."""

from __future__ import annotations

import subprocess
import sys

_IN_A_PROCESS = """
import sys
from cpec_tui.search.whoosh_loading import load_whoosh
load_whoosh()
import cpec_tui.search.whoosh_engine
print(sorted({"asyncio", "ssl", "urllib.request", "cached_property", "whoosh.lang.porter"} & set(sys.modules)))
import asyncio, urllib.request, cached_property
print(asyncio.run.__name__, urllib.request.urlopen.__name__, cached_property.threaded_cached_property.__name__)
from whoosh.analysis import StemmingAnalyzer
print([token.text for token in StemmingAnalyzer()("roads")])
load_whoosh()
print(sys.modules["urllib.request"] is urllib.request)
"""


def test_what_whoosh_does_not_need_is_loaded_only_for_others() -> None:
    said = subprocess.run([sys.executable, "-c", _IN_A_PROCESS], check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == [
        "[]",
        "run urlopen threaded_cached_property",
        "['road']",
        "True",
    ]
