"""What a web page says of itself: for scholars, in JSON-LD, OpenGraph, Dublin Core, ``meta``, and in its elements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from cpec_tui.model import Metadata
from cpec_tui.reading import jsonld
from cpec_tui.reading.declaring import Claim, metadata_of
from cpec_tui.reading.htmlelements import is_furniture

_CITATION = {
    "citation_title": "title", "citation_author": "author", "citation_authors": "author",
    "citation_publication_date": "date", "citation_date": "date", "citation_online_date": "date",
    "citation_publisher": "publisher", "citation_journal_title": "publisher",
    "citation_technical_report_institution": "publisher", "citation_language": "language", "citation_doi": "doi",
    "citation_public_url": "url", "citation_abstract_html_url": "url", "citation_keywords": "tags",
}  # fmt: skip
_OPEN_GRAPH = {
    "og:title": "title", "article:published_time": "date", "og:article:published_time": "date",
    "article:author": "author", "book:author": "author", "og:site_name": "publisher", "og:url": "url",
    "og:locale": "language", "article:tag": "tags", "article:section": "section", "og:description": "description",
    "book:release_date": "date",
}  # fmt: skip
_DUBLIN_CORE = {
    "title": "title", "creator": "author", "publisher": "publisher", "date": "date", "date.issued": "date",
    "issued": "date", "date.created": "date", "created": "date", "language": "language", "license": "licence",
    "subject": "tags", "description": "description",
}  # fmt: skip
_META = {
    "title": "title", "author": "author", "byl": "author", "parsely-author": "author", "sailthru.author": "author",
    "date": "date", "pubdate": "date", "publishdate": "date", "publish-date": "date", "publication_date": "date",
    "publish_date": "date", "parsely-pub-date": "date", "sailthru.date": "date", "datepublished": "date",
    "originalpublicationdate": "date", "publisher": "publisher", "content-language": "language",
    "language": "language", "keywords": "tags", "news_keywords": "tags", "description": "description",
}  # fmt: skip
_SCHEMES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("citation meta", "", _CITATION),
    ("JSON-LD", "", {}),
    ("OpenGraph", "", _OPEN_GRAPH),
    ("Dublin Core", "dc.", _DUBLIN_CORE),
    ("Dublin Core", "dc:", _DUBLIN_CORE),
    ("Dublin Core", "dcterms.", _DUBLIN_CORE),
    ("Dublin Core", "dcterms:", _DUBLIN_CORE),
    ("HTML meta", "", _META),
)
_SEPARATORS = "|-–—:·•»/\u2013"


def page_metadata(root: HtmlElement, heading: str = "") -> Metadata:
    """The metadata of a page, each field by what is most to be relied on; ``heading`` is the first of its text."""
    claims = [*_language(root), *_canonical(root)]
    named = _meta(root)
    for origin, prefix, names in _SCHEMES:
        if origin == "JSON-LD":
            claims += [Claim(field, value, origin) for field, value in jsonld.fields_of(root)]
        for name, field in names.items():
            claims += [Claim(field, value, origin) for value in named[prefix + name]]
    claims += _elements(root, heading)
    # Of several titles that one is meant which the page shows.
    claims.sort(key=lambda claim: claim.field != "title" or " ".join(claim.value.split()) != heading)
    return metadata_of(claims)


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    """The values of the ``meta`` elements by name, property or item property in small letters."""
    named: dict[str, list[str]] = defaultdict(list)
    for element in root.iter("meta"):
        value = (element.get("content") or "").strip()
        keys = {element.get(key, "").strip().lower() for key in ("name", "property", "itemprop", "http-equiv")}
        for key in keys if value else ():
            named[key].append(value)
    return named


def _language(root: HtmlElement) -> Iterator[Claim]:
    page = next((element for element in root.iter("html")), None)
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if page is not None and page.get(name):
            yield Claim("language", page.get(name, ""), "HTML lang")


def _canonical(root: HtmlElement) -> Iterator[Claim]:
    for link in root.iter("link"):
        relations = link.get("rel", "").lower().split()
        if "canonical" in relations:
            yield Claim("url", link.get("href", ""), "canonical link")
        if "license" in relations:
            yield Claim("licence", link.get("href", ""), "license link")


def _elements(root: HtmlElement, heading: str) -> Iterator[Claim]:
    title = next((" ".join(str(element.text_content()).split()) for element in root.iter("title")), "")
    if title:
        yield Claim("title", heading if _is_begun_by(title, heading) else title, "HTML title")
    times = [element for element in root.iter("time") if element.get("datetime")]
    for element in times:
        if element.get("itemprop", "").lower() == "datepublished" or "pubdate" in element.attrib:
            yield Claim("date", element.get("datetime", ""), "time element")
    own = [element for element in times if _is_of_article(element)]
    days = {element.get("datetime", "")[:10] for element in own}
    if len(days) == 1 and own:
        yield Claim("date", own[0].get("datetime", ""), "time element")


def _is_of_article(time: HtmlElement) -> bool:
    """Whether a time stands in the article: not in the margin, and not among the comments."""
    for above in time.iterancestors():
        if is_furniture(above) or "comment" in f"{above.get('class', '')} {above.get('id', '')}".lower():
            return False
    return any(above.tag in ("article", "main") for above in time.iterancestors())


def _is_begun_by(title: str, heading: str) -> bool:
    """Whether the title of the window is the heading with the name of the site after it."""
    rest = title.removeprefix(heading).strip() if heading and title.startswith(heading) else ""
    return bool(rest) and rest[0] in _SEPARATORS
