"""The reader of web pages."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.errors import ReadingError
from cpec_tui.model import Role
from cpec_tui.reading.html import read

SENTENCES = [
    f"The quay number {number} of the harbour was finished in spring, and boats of every town came to be seen by it."
    for number in ("one", "two", "three", "four", "five", "six")
]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The harbour | Gazette</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News of today</a></li></ul></nav>
<div class="share"><a href="#">Share this</a></div>
<article><h1>The harbour</h1>{PARAGRAPHS}
<pre>tide = 3</pre><figure><figcaption>The crane on the quay.</figcaption></figure>
<ul><li>for <a href="/fish">fish</a></li><li>for salt and for timber from the hills</li></ul>
<p>And at last the mayor said that all of it was good, and that it was to be open for all of the people.</p></article>
<div class="related"><p>Another story that has nothing to do with harbours, but may be liked all the same.</p></div>
<footer><p>Copyright Gazette. All rights reserved.</p></footer></body></html>"""


def _texts(html: str) -> list[str]:
    return [" ".join(part.text.split()) for part in read(html.encode(), "page.html").parts]


def test_an_article_is_read_without_what_stands_around_it() -> None:
    texts = _texts(PAGE)
    assert texts[0] == "The harbour"
    assert texts[1:7] == SENTENCES
    assert texts[7:11] == [
        "tide = 3",
        "The crane on the quay.",
        "• for fish",
        "• for salt and for timber from the hills",
    ]
    assert len(texts) == 12


def test_a_page_of_nothing_but_text_is_read_whole() -> None:
    assert _texts("<h1>Title</h1><p>Short.</p><table><tr><td>a</td><td>b</td></tr></table>") == [
        "Title",
        "Short.",
        "a | b",
    ]


def test_a_page_too_short_for_an_article_loses_its_menu_only() -> None:
    assert _texts("<nav><a href='/'>Home</a></nav><p>One short line.</p><footer>Foot</footer>") == ["One short line."]


def test_a_page_all_of_whose_text_stands_in_its_margin_is_not_empty() -> None:
    assert _texts("<aside><p>All of it.</p></aside>") == ["All of it."]


def test_the_name_of_the_site_is_cut_from_the_title_of_the_window() -> None:
    metadata = read(PAGE.encode(), "page.html").metadata
    assert (metadata.title, metadata.origins["title"]) == ("The harbour", "HTML title")
    assert (metadata.language, metadata.origins["language"]) == ("en", "HTML lang")


def test_the_address_that_a_browser_notes_in_a_saved_page_is_its_url() -> None:
    html = "<!-- saved from url=(0025)https://example.org/a/b -->\n<p>Text</p>"
    metadata = read(html.encode(), "page.html").metadata
    assert (metadata.url, metadata.origins["url"]) == ("https://example.org/a/b", "saved page")


def test_a_lying_charset_is_told() -> None:
    found = read("<meta charset='iso-8859-1'><p>Café — naïve</p>".encode(), "page.html")
    assert found.parts[0].text == "Café — naïve"
    assert found.notes == ("the encoding is declared as iso-8859-1; read as utf-8",)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no text in the page"),
        ("<!doctype html><html><head><title>Empty</title></head></html>", "no text in the page"),
        ("<html><head><style>p {color: red", "it ends before any"),
        ("<html><body><script>fetch()</script></body></html>", "only scripts"),
        ("<div>" * 5000, "nested too deeply"),
    ],
)
def test_a_page_without_text_is_refused_with_the_reason(html: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read(html.encode(), "page.html")


def test_what_stands_very_deep_is_read_without_taking_long_to_look_for_an_article() -> None:
    html = "<form>" + "<div>" * 1500 + "<p>deep text</p>" * 2000
    assert len(read(html.encode(), "page.html").parts) == 2000


def test_roles_survive_the_choice_of_the_article() -> None:
    roles = [part.role for part in read(PAGE.encode(), "page.html").parts]
    assert roles[0] is Role.HEADING
    assert roles.count(Role.LIST_ITEM) == 2


_TAGS = st.sampled_from(
    "<p> </p> <table> <tr> <td> </table> <ul> <ol> <li> </ul> <pre> <sup> <a/href=#a> </a> <a/id=a> <br> <h1> <nav> "
    "<body> <html> <!-- --> <![CDATA[ <?xml ]]> <script> </script> <svg> <title> &amp; &x; <td/ <\0 1 a <header> "
    "<blockquote>".split()
)


@settings(deadline=None, max_examples=120)
@given(st.lists(_TAGS, max_size=30).map("".join))
def test_any_jumble_of_tags_is_read_or_refused(html: str) -> None:
    with suppress(ReadingError):
        assert read(html.encode(), "page.html").parts


@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(PAGE)), st.integers(0, 40), st.binary(max_size=8))
def test_any_damage_to_a_page_is_read_or_refused(at: int, length: int, instead: bytes) -> None:
    content = PAGE.encode()
    with suppress(ReadingError):
        assert read(content[:at] + instead + content[at + length :], "page.html").parts
