"""Which link answers which annotated mention, one to one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An entity at a span."""

    start: int
    end: int
    entity: str


def shared(one: Link, other: Link) -> int:
    """How many code points two spans share; not positive when they share none."""
    return min(one.end, other.end) - max(one.start, other.start)


def matched(gold: Sequence[Link], links: Sequence[Link]) -> dict[Link, Link]:
    """As many mentions as can be, each with a link to its entity that shares a code point with it.

    Where there is a choice, the pair that shares most comes first, the same span before all others.
    """
    pairs = sorted((-shared(mention, link), mention != link, mention, link) for mention, link in _sharing(gold, links))
    partners: dict[Link, list[Link]] = {}
    of_mention: dict[Link, Link] = {}
    of_link: dict[Link, Link] = {}
    for _, _, mention, link in pairs:
        partners.setdefault(mention, []).append(link)
        if mention not in of_mention and link not in of_link:
            of_mention[mention], of_link[link] = link, mention
    for mention in partners:
        if mention not in of_mention:
            _find_room(mention, partners, of_link, set())
    return {mention: link for link, mention in of_link.items()}


def _sharing(gold: Sequence[Link], links: Sequence[Link]) -> Iterator[tuple[Link, Link]]:
    """Every mention with every link to its entity that shares a code point with it."""
    by_entity: dict[str, list[Link]] = {}
    for link in sorted(links):
        by_entity.setdefault(link.entity, []).append(link)
    for mention in gold:
        near = by_entity.get(mention.entity, [])
        longest = max((link.end - link.start for link in near), default=0)
        for link in near[bisect_left(near, Link(mention.start - longest, 0, "")) :]:
            if link.start >= mention.end:
                break
            if shared(mention, link) > 0:
                yield mention, link


def _find_room(mention: Link, partners: dict[Link, list[Link]], of_link: dict[Link, Link], asked: set[Link]) -> bool:
    """Give ``mention`` a link, moving others to another of theirs where that is needed (an augmenting path)."""
    for link in partners[mention]:
        if link in asked:
            continue
        asked.add(link)
        if link not in of_link or _find_room(of_link[link], partners, of_link, asked):
            of_link[link] = mention
            return True
    return False
