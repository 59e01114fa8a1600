"""Addresses outside the program."""

from __future__ import annotations

import threading
import webbrowser

import pytest

from cpec_tui.tui.links import has_browser, link_of, link_of_id, open_in_browser


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


@pytest.fixture
def no_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_windows")
def test_there_is_a_browser_where_there_are_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_browser()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_browser()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr("sys.platform", "darwin")
    assert has_browser()


@pytest.mark.usefixtures("no_windows")
@pytest.mark.parametrize("command", ["lynx", "/usr/bin/w3m", "elinks -no-home %s", "links2:firefox", "LYNX.EXE"])
def test_a_text_browser_opens_no_window(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("os.pathsep", ":")
    monkeypatch.setenv("BROWSER", command)
    assert not has_browser()


@pytest.mark.usefixtures("no_windows")
@pytest.mark.parametrize("command", ["firefox", "/opt/helpers/browser.sh", "firefox:lynx", "chromium --incognito %s"])
def test_the_browser_that_the_user_named_is_one(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.pathsep", ":")
    monkeypatch.setenv("BROWSER", command)
    assert has_browser()


@pytest.mark.usefixtures("no_windows")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_windows_of_a_machine_reached_over_ssh_are_elsewhere(
    platform: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(name, "there")
    assert not has_browser()
    monkeypatch.setenv("BROWSER", "forwards-to-the-reader")
    assert has_browser()


class Browser(webbrowser.BaseBrowser):
    """Opens, or does not."""

    def __init__(self, name: str, opens: bool) -> None:
        super().__init__(name)
        self.opens = opens
        self.asked: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.asked.append(url)
        return self.opens


@pytest.mark.parametrize(("name", "opens", "opened"), [("firefox", True, True), ("firefox", False, False)])
def test_an_address_is_opened_when_the_browser_says_so(
    name: str, opens: bool, opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(name, opens)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert open_in_browser("https://example.org") is opened
    assert browser.asked == ["https://example.org"]


def test_a_text_browser_that_is_all_there_is_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser("/usr/bin/lynx", True)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert not open_in_browser("https://example.org")
    assert not browser.asked


def test_where_no_browser_can_be_run_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not open_in_browser("https://example.org")


def test_a_browser_that_keeps_its_caller_waiting_has_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = threading.Event()
    monkeypatch.setattr("cpec_tui.tui.links._SECONDS", 0.01)
    monkeypatch.setattr("cpec_tui.tui.links._opened", lambda url: not closed.wait())
    assert open_in_browser("https://example.org")
    closed.set()
