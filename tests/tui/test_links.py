"""Addresses outside the program."""

from __future__ import annotations

import pytest

from cpec_tui.tui.links import has_browser, link_of, link_of_id


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://example.org"])
def test_a_web_address_may_be_opened(address: str) -> None:
    assert link_of(address) == address


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Dawn, 2010",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://a\x1b[31m",
        "http://[::1",
    ],
)
def test_nothing_else_may(text: str | None) -> None:
    assert link_of(text) == ""


def test_an_id_leads_to_the_page_of_its_register() -> None:
    assert link_of_id("wikidata", "Q843") == "https://www.wikidata.org/wiki/Q843"
    assert link_of_id("Wikidata", "Q843 <x>") == "https://www.wikidata.org/wiki/Q843%20%3Cx%3E"
    assert link_of_id("website", "https://example.org") == "https://example.org"
    assert link_of_id("shelf", "12") == ""


def test_there_is_a_browser_where_there_are_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not has_browser()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_browser()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr("sys.platform", "darwin")
    assert has_browser()
