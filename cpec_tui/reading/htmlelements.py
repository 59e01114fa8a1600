"""What the elements of a page are for: which divide text, which hold none, which are furniture of the page."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

DIVIDES = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section
    summary table tbody td tfoot th thead title tr ul xmp listing
    """.split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dt", "dd"})
_WITHOUT_TEXT = frozenset(
    """
    annotation annotation-xml applet area audio base button canvas datalist embed head iframe input link map meta meter
    noframes noscript object progress rp rt rtc script select style svg template textarea title video
    """.split()
)
_FURNITURE = frozenset({"nav", "aside", "footer"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
# Marks of pages in print, links to edit or to copy an address, and words for those who cannot see the page.
_HIDDEN_CLASSES = frozenset(
    "headerlink mw-cite-backlink mw-editsection noprint sr-only screen-reader-text visually-hidden".split()
)
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DOUBTS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|footer|comments?|share|sharing|social|related|breadcrumbs?|cookies?"
    r"|widget|banner|promo|newsletter|advert|ads?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BLOCKS_OF_A_LAYOUT = frozenset({"table", "blockquote", "pre", "article", "section", "hr", *HEADINGS})


def is_hidden(element: HtmlElement) -> bool:
    """Whether what stands in ``element`` is never shown as text."""
    if element.tag in _WITHOUT_TEXT or "hidden" in element.attrib:
        return True
    if "doc-pagebreak" in element.get("role", "") or "pagebreak" in _epub_type(element):
        return True
    if not _HIDDEN_CLASSES.isdisjoint(element.get("class", "")[:500].lower().split()):
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style", "")[:1000]))


def is_furniture(element: HtmlElement) -> bool:
    """Whether ``element`` belongs to the page and not to its text: menus, what stands in the margin, the foot."""
    if element.tag in _FURNITURE or element.get("role", "").lower() in _FURNITURE_ROLES:
        return not is_note(element)
    # The head of an article holds its title; that of a page holds the name of the site.
    if element.tag != "header" or any(above.tag in ("article", "main") for above in element.iterancestors()):
        return False
    return next(element.iterdescendants("h1"), None) is None


def is_doubtful(element: HtmlElement) -> bool:
    """Whether what ``element`` is called speaks against its text: a menu, an advertisement, the comments."""
    if element.tag in ("body", "html"):
        return False
    # The name of a section is mostly made from its heading, which may speak of menus and comments.
    name = element.get("id", "")[:500] if element.tag != "section" else ""
    named = name if len(re.split("[-_]", name)) < 3 else ""
    return bool(_DOUBTS.search(f"{element.get('class', '')[:500]} {named}"))


def is_note(element: HtmlElement) -> bool:
    """Whether ``element`` says of itself that it is a footnote."""
    told = f"{element.get('role', '')} {element.get('type', '')} {element.get('class', '')} {_epub_type(element)}"
    words = re.split(r"[\s_]+", told[:500].lower())
    return not {"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"}.isdisjoint(words)


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places blocks on the page, so that it has no rows to read."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(element.tag in _BLOCKS_OF_A_LAYOUT for element in table.iterdescendants()):
        return True
    return all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr"))


def _epub_type(element: HtmlElement) -> str:
    return element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""
