"""A value set or replaced, a key renamed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cpec_tui.yamledit.appending import deepest, is_nothing, make
from cpec_tui.yamledit.filling import fill, instead
from cpec_tui.yamledit.intended import missing, with_key, with_value
from cpec_tui.yamledit.nodes import Mapping
from cpec_tui.yamledit.rendering import Value, flow, inline
from cpec_tui.yamledit.scalars import scalar
from cpec_tui.yamledit.splicing import Edited, Parsed, Path, Splice


def put(text: str, path: Path, new: Value, *, after: Collection[str] = ()) -> Edited:
    """``text`` with ``new`` in the place of whatever is at ``path``, which ends with a key or an item number.

    Keys that are missing are made, behind the last one of ``after`` that is there. Raises YamlError when the path leads
    nowhere, or the edit would change anything else.
    """
    parsed = Parsed(text)
    intended = with_value(parsed.value, path, new)
    return parsed.settle(_candidates(parsed, path, new, after), intended)


def rename_key(text: str, path: Path, key: str) -> Edited:
    """``text`` with the key that ``path`` ends with named ``key``; its value stays. Raises YamlError as ``put``."""
    parsed = Parsed(text)
    intended = with_key(parsed.value, path, key)
    found = parsed.find(path[:-1])
    if found is None or not isinstance(found.node, Mapping):
        raise missing(path)
    number = found.node.number_of(str(path[-1]))
    assert number is not None
    old = found.node.keys[number]
    written = scalar(key, flow=found.in_flow or found.node.flow)
    return parsed.settle([Splice(old.start, old.end, written)], intended)


def _candidates(parsed: Parsed, path: Path, new: Value, after: Collection[str]) -> Iterator[Splice]:
    found, rest = deepest(parsed, path)
    if rest:
        yield from make(parsed, found, rest, new, after)
    elif found is None or is_nothing(found.node):
        yield from fill(parsed, found, new)
    else:
        above = found.above[-1] if found.above else None
        in_flow = found.in_flow or getattr(above, "flow", False)
        yield from instead(parsed, found, flow(new) if in_flow else inline(new))
