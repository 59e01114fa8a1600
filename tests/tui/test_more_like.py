"""From a paragraph to those that are most like it, and back."""

from __future__ import annotations

from cpec_tui.library import Library
from tests.tui.driving import SMALL, driving


async def test_the_most_alike_paragraphs_are_listed_and_gone_to_and_backspace_leads_back(harbour: Library) -> None:
    async with driving(harbour, SMALL) as reader:
        await reader.search("goes yields")
        await reader.press("enter", "2")
        assert reader.at == ("mine", 3)
        await reader.press("M")
        assert "─ Like mine#p3" in reader.shown()
        alike = reader.ids(reader.chooser)
        assert "mine#p3" not in alike
        assert "The harbour of Aldport" in reader.shown()
        await reader.press("enter")
        assert "{}#p{}".format(*reader.at) == alike[0]
        assert reader.focus == "source"
        await reader.press("backspace")
        assert reader.at == ("mine", 3)


async def test_the_list_is_narrowed_by_what_is_typed(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("goes yields")
        await reader.press("enter", "2", "M")
        await reader.type("letter#")
        assert {row.partition("#")[0] for row in reader.ids(reader.chooser)} == {"letter"}


async def test_a_paragraph_that_is_like_no_other_says_so(harbour: Library) -> None:
    async with driving(harbour) as reader:
        await reader.search("nothing else")
        await reader.press("enter", "2", "M")
        assert "No other paragraph is like this one." in reader.shown()
        await reader.press("enter")
        assert reader.at == ("letter", 3)
