"""What a web page says of itself."""

from __future__ import annotations

import json

import pytest

from cpec_tui.model import Metadata
from cpec_tui.reading.htmlmeta import page_metadata
from cpec_tui.reading.htmltree import parse


def _metadata(head: str, body: str = "<p>Text</p>", heading: str = "") -> Metadata:
    return page_metadata(parse(f"<html><head>{head}</head><body>{body}</body></html>"), heading)


def _jsonld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Harbour Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "The harbour",
            "datePublished": "2024-06",
            "author": [{"@type": "Person", "name": "Ada Brook"}, "Bo Stone"],
            "publisher": {"@id": "#org"},
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/harbour"},
            "inLanguage": "en-GB",
            "keywords": "ports, trade",
            "license": "CC0",
        },
    ],
}


def test_json_ld_tells_of_the_article() -> None:
    metadata = _metadata(_jsonld(ARTICLE))
    assert metadata == Metadata(
        title="The harbour",
        date="2024-06",
        author="Ada Brook, Bo Stone",
        publisher="Harbour Gazette",
        url="https://example.org/harbour",
        language="en-GB",
        licence="CC0",
        tags=("ports", "trade"),
        origins=dict.fromkeys(
            ("title", "date", "author", "publisher", "url", "language", "licence", "tags"), "JSON-LD"
        ),
    )


def test_json_ld_in_a_wrapping_for_old_browsers_is_read() -> None:
    script = '<script type="application/ld+json">\n//<![CDATA[\n{"@type": "Article", "headline": "T"}\n//]]>\n</script>'
    assert _metadata(script).title == "T"


@pytest.mark.parametrize("block", ["{", "[" * 100_000, "null", '{"@type": 3, "headline": {"a": [1]}}', '[["x"]]'])
def test_json_ld_that_is_none_or_strange_is_passed_over(block: str) -> None:
    script = f'<script type="application/ld+json">{block}</script>'
    assert _metadata(f"{script}<title>T</title>").origins == {"title": "HTML title"}


def test_open_graph_tells_of_the_article() -> None:
    head = """<meta property="og:title" content="The harbour"><meta property="og:site_name" content="Gazette">
        <meta property="article:published_time" content="2024-06-05T23:00:00-05:00">
        <meta property="og:locale" content="en_GB"><meta property="og:url" content="https://example.org/h">
        <meta property="article:author" content="https://example.org/ada">
        <meta property="article:tag" content="ports"><meta property="article:tag" content="trade">
        <meta property="article:section" content="World">"""
    assert _metadata(head) == Metadata(
        title="The harbour",
        date="2024-06-05",
        publisher="Gazette",
        url="https://example.org/h",
        language="en-GB",
        tags=("ports", "trade"),
        other={"section": "World"},
        origins=dict.fromkeys(("title", "date", "publisher", "url", "language", "tags"), "OpenGraph"),
    )


def test_meta_for_scholars_comes_before_all_other() -> None:
    head = """<meta name="citation_title" content="A paper"><meta name="citation_author" content="Brook, Ada">
        <meta name="citation_author" content="Stone, Bo"><meta name="citation_publication_date" content="2024/06">
        <meta name="citation_journal_title" content="Ports"><meta property="og:title" content="A paper – Ports">
        <meta name="author" content="webmaster"><meta name="citation_doi" content="10.1/x">"""
    metadata = _metadata(head)
    assert (metadata.title, metadata.author, metadata.date) == ("A paper", "Brook, Ada; Stone, Bo", "2024-06")
    assert (metadata.publisher, metadata.origins["author"]) == ("Ports", "citation meta")
    assert metadata.other == {"doi": "10.1/x"}


def test_dublin_core_and_plain_meta_are_read() -> None:
    head = """<meta name="DC.Title" content="Ports"><meta name="dcterms.issued" content="2023">
        <meta name="Author" content="Ada Brook"><meta name="keywords" content="a; b, a">
        <meta itemprop="description" content="D">"""
    metadata = _metadata(head)
    assert metadata.origins == {
        "title": "Dublin Core",
        "date": "Dublin Core",
        "author": "HTML meta",
        "tags": "HTML meta",
    }
    assert (metadata.date, metadata.tags, metadata.other) == ("2023", ("a", "b"), {"description": "D"})


def test_the_address_and_the_licence_are_those_of_the_links_and_never_relative() -> None:
    head = "<link rel='canonical' href='https://example.org/a'><link rel=license href='https://example.org/cc0'>"
    metadata = _metadata(head)
    assert (metadata.url, metadata.licence) == ("https://example.org/a", "https://example.org/cc0")
    assert _metadata("<link rel='canonical' href='/a'>").url is None


def test_a_date_that_may_be_two_days_is_kept_as_it_is_stated() -> None:
    metadata = _metadata("<meta name=date content='5/6/2024'>")
    assert metadata.date is None
    assert metadata.other == {"date as stated": "5/6/2024"}


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("<time itemprop=datePublished datetime=2024-06-05>x</time><time datetime=2020>y</time>", "2024-06-05"),
        ("<main><time datetime=2024-06-05>x</time></main><aside><time datetime=2020>y</time></aside>", "2024-06-05"),
        ("<article><time datetime=2024-06-05>x</time><time datetime=2024-06-07>y</time></article>", None),
        ("<main><div class=comments><time datetime=2024-06-05>x</time></div></main>", None),
        ("<p>© 2024 Gazette, 5 June 2023</p>", None),
    ],
)  # fmt: skip
def test_a_date_is_taken_from_an_element_only_if_it_is_that_of_the_article(body: str, date: str | None) -> None:
    assert _metadata("", body).date == date


def test_the_title_of_the_window_is_the_heading_if_the_site_follows_it() -> None:
    assert _metadata("<title>Ports - Gazette</title>", heading="Ports").title == "Ports"
    assert _metadata("<title>Ports of the sea</title>", heading="Ports").title == "Ports of the sea"


def test_of_several_titles_that_one_is_taken_which_the_page_shows() -> None:
    head = _jsonld({"@type": "Article", "headline": "Quays in Seeland", "name": "Quay  Town"})
    assert _metadata(head, heading="Quay Town").title == "Quay Town"
    assert _metadata(head, heading="Introduction").title == "Quays in Seeland"
