"""The text of a web page without the furniture around it: which of its blocks belong to the article."""

from __future__ import annotations

import copy
import logging
from collections import Counter

from lxml import etree
from lxml.html import HtmlElement

from cpec_tui.reading.htmlelements import is_furniture
from cpec_tui.reading.htmlparts import Block, blocks_of

# A longer page is a document and no article. Looking for one in it takes time by the levels that its elements stand at,
# all added up: tens of thousands in a usual page.
_LONGEST = 400_000
_MOST_LEVELS = 1_000_000
_WINDOW = 16
_SIGNS_BY_TAG = frozenset({"iframe", "form", "button"})
_BLOCKS = ("p", "head", "item", "row", "cell", "quote", "code", "fw", "ab", "div")


def article_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of the article in a page; of a page with nothing but its text, all of them."""
    everything = blocks_of(root)
    size = sum(len(block.text) for block in everything)
    if _is_plain(root, everything, size):
        return everything
    page = [block for block in blocks_of(root, furniture=False) if not block.doubtful] or everything
    if size > _LONGEST or _levels(root) > _MOST_LEVELS:
        return page
    article = _chosen(everything, _texts_of_article(root))
    return page if _running(article) * 2 < _running(page) else article


def _is_plain(root: HtmlElement, blocks: list[Block], size: int) -> bool:
    """Whether nothing speaks for menus, advertisements and the like around the text."""
    if sum(block.linked for block in blocks) * 3 > size:
        return False
    for element in root.iter():
        if element.tag in _SIGNS_BY_TAG or is_furniture(element):
            return False
    return not any(block.doubtful for block in blocks)


def _levels(root: HtmlElement) -> int:
    """The depths of all elements added up."""
    total = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        total += depth
    return total // 2


def _running(blocks: list[Block]) -> int:
    """How many characters of running text there are: what is not mostly links."""
    return sum(len(block.text) for block in blocks if block.linked * 2 < len(block.text))


def _texts_of_article(root: HtmlElement) -> list[str]:
    """The texts that trafilatura finds to be the article; empty when it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            copy.deepcopy(root), include_comments=False, include_tables=True, include_formatting=True,
            favor_recall=True, deduplicate=False,
        )  # fmt: skip
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, etree.LxmlError):
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [_key("".join(element.itertext())) for element in body.iter(*_BLOCKS)]


def _chosen(blocks: list[Block], texts: list[str]) -> list[Block]:
    """Those of ``blocks`` whose text is among ``texts``, and what stands between them and belongs to them."""
    found = _found(blocks, texts)
    if not found:
        return []
    groups = _groups(blocks, found)
    first, last = min(found), max(found)
    kept: list[Block] = []
    follows = False
    for number, block in enumerate(blocks):
        if block.kind != "note":
            between = first <= number <= last + (block.kind == "caption")
            belongs = between and not block.doubtful and block.linked * 2 <= len(block.text)
            follows = number in found or belongs or block.group in groups
        if follows:
            kept.append(block)
    return kept


def _found(blocks: list[Block], texts: list[str]) -> set[int]:
    """The numbers of the blocks that are among ``texts``, short ones as often as they are there."""
    times = Counter(texts)
    windows = {text[at : at + _WINDOW] for text in texts for at in range(len(text) - _WINDOW + 1)}
    found = set()
    for number, block in enumerate(blocks):
        key = _key(block.text)
        if key and times[key]:
            times[key] -= 1
            found.add(number)
        elif len(key) >= 2 * _WINDOW and _is_spread(key, windows):
            found.add(number)
    return found


def _is_spread(key: str, windows: set[str]) -> bool:
    """Whether a text that was divided otherwise is there nearly whole."""
    starts = [*range(0, len(key) - _WINDOW, _WINDOW), len(key) - _WINDOW]
    return sum(key[at : at + _WINDOW] in windows for at in starts) * 10 >= len(starts) * 8


def _groups(blocks: list[Block], found: set[int]) -> set[int]:
    """The lists and tables that belong to the article as a whole: some of their text does, and it is not all links."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        sizes[block.group] += len(block.text) - 2 * block.linked
    return {group for group in {blocks[number].group for number in found} - {0} if sizes[group] > 0}


def _key(text: str) -> str:
    """``text`` reduced to what stays the same however it is divided and marked up."""
    return "".join(filter(str.isalnum, text.casefold()))
