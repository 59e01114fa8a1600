"""The journeys the explorer is judged by; keys are counted, the words typed apart."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.result_rows import HitRow
from tests.tui.driving import SMALL, WIDE, Driver, driving

DOC = "000_56c82b38a4fcde99"


async def who_operates_saindak(reader: Driver) -> None:
    """From launch to the quotation with its citation in the clipboard."""
    reader.keys = 0
    await reader.type("saindak")
    await reader.press("enter", "enter", "enter", "y")
    assert reader.keys <= 8
    quotation, citation = reader.app.clipboard.split("\n")
    assert "Saindak Copper-Gold Project in Balochistan is operated by the Metallurgical Corporation" in quotation
    assert citation.endswith(f"n.d., ¶13. [{DOC}#p13]")


async def province_and_back(reader: Driver) -> None:
    """From a paragraph to the card of a province named in it, through its mentions, and back to where one was."""
    await reader.search("eight key areas")
    await reader.press("enter")
    while not reader.highlighted().endswith("#p12"):
        await reader.press("down")
    await reader.press("enter")
    start = reader.focus, reader.at
    reader.keys = 0
    await reader.key("f")
    await reader.settle()
    labels = reader.source.show_labels(reader.source.mentions_in_sight())
    label = next(one.label for one in labels if one.mention.entity == "kp" and one.index == 11)
    await reader.press(*label)
    assert (reader.open_card, reader.focus) == ("kp", "card")
    assert reader.foot.startswith("Khyber Pakht")
    assert reader.foot.endswith("· mention 2/2 · ¶12 of 14")
    await reader.press("N")
    assert reader.at == (DOC, 4)
    assert reader.foot.endswith("· mention 1/2 · ¶4 of 14")
    await reader.press("backspace")
    assert (reader.focus, reader.at) == start
    assert reader.keys + 1 <= 6 + 1


async def minerals_near_mcc(reader: Driver) -> None:
    """One query, every hit shows both spans marked."""
    await reader.search("kind:mineral mcc")
    hits = [row.hit for row in reader.results.rows if isinstance(row, HitRow)]
    assert hits
    for hit in hits:
        marked = {hit.text[start:end].lower() for start, end in hit.highlights}
        assert marked & {"mcc", "metallurgical corporation of china ltd"}
        assert marked & {"copper", "gold", "silver"}


async def half_remembered(reader: Driver) -> None:
    """Results stand there before the second word is finished."""
    await reader.search("flagship pro")
    assert f"{DOC}#p8" in reader.ids()
    assert reader.at == (DOC, 8)


async def ways_out(reader: Driver) -> None:
    """A typo, an unknown field, an empty result: the way out is on the screen, one key or one word away."""
    await reader.search("saindk")
    assert reader.ids()[0] == "@saindak"
    await reader.search("sorce:profit")
    assert "did you mean `source`?" in " ".join(reader.shown().split())
    await reader.search("balochistn zinc ")
    assert "Balochistan" in reader.shown() or "balochistan" in " ".join(reader.shown().split())


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_journeys_can_be_made(cpec: Library, size: tuple[int, int]) -> None:
    async with driving(cpec, size) as reader:
        for journey in (who_operates_saindak, province_and_back, minerals_near_mcc, half_remembered, ways_out):
            await journey(reader)


async def test_eighty_columns_without_colours_and_mouse_are_enough(
    cpec: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(cpec, SMALL) as reader:
        await who_operates_saindak(reader)
        await province_and_back(reader)
