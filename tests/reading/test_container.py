"""ZIP containers: what is in them is read, what would hurt is refused with numbers."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.reading import container
from cpec_tui.reading.container import opened
from tests.reading.office import mutations, zipped

SMALL = zipped({"a.xml": "<a/>" * 20, "folder/": "", "folder/b.xml": "text"})


def test_members_are_read_by_name() -> None:
    found = opened(SMALL)
    assert found.names == ("a.xml", "folder/b.xml")
    assert "a.xml" in found
    assert found.read("folder/b.xml") == b"text"
    assert found.get("c.xml") is None
    with pytest.raises(ReadingError, match=r"`c\.xml` is missing"):
        found.read("c.xml")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "a\\..\\b", "C:\\a", "\\a", ".."])
def test_members_that_would_lie_outside_are_refused(name: str) -> None:
    with pytest.raises(ReadingError, match="outside"):
        opened(zipped({name: "x"}))


def test_names_with_dots_are_no_harm() -> None:
    assert opened(zipped({"a..b/..c": "x"})).names == ("a..b/..c",)


def test_a_file_that_inflates_too_much_is_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_INFLATED", 3 << 20)
    with pytest.raises(ReadingError, match="inflates to 4 MB, more than 3 MB") as caught:
        opened(zipped({"a": bytes(2 << 20), "b": bytes(2 << 20)}))
    assert caught.value.hint


def test_a_single_member_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_IN_MEMBER", 1 << 20)
    with pytest.raises(ReadingError, match="`a` inflates to 2 MB, more than 1 MB"):
        opened(zipped({"a": bytes(2 << 20)}))


def test_a_member_that_inflates_many_times_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"`a` inflates [\d,]+ times, to 6 MB; 250 times is the most"):
        opened(zipped({"a": bytes(6 << 20)}))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_MEMBERS", 2)
    with pytest.raises(ReadingError, match="3 members, more than 2"):
        opened(zipped(dict.fromkeys("abc", "")))


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(zipped({"a": "text"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(ReadingError, match="encrypted") as caught:
        opened(bytes(content))
    assert "password" in caught.value.hint


def test_unusual_compression_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a", "text")
    with pytest.raises(ReadingError, match="compressed in a way that is not read"):
        opened(file.getvalue())


def test_a_member_gives_no_more_than_its_entry_says() -> None:
    content = bytearray(zipped({"a": bytes(30 << 20)}))
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, 10)
    with pytest.raises(ReadingError, match="damaged"):
        opened(bytes(content)).read("a")


@settings(max_examples=200)
@given(st.one_of(mutations(SMALL), st.binary(max_size=200)))
def test_damage_raises_nothing_but_a_reading_error(content: bytes) -> None:
    with suppress(ReadingError):
        found = opened(content)
        for name in found.names:
            found.read(name)
