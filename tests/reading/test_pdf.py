"""The reader of PDFs: what it makes of letters that stand somewhere on a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cpec_tui.model import Role
from cpec_tui.reading.parts import Part
from cpec_tui.reading.pdf import read
from cpec_tui.reading.pdf.model import Glyph, PageGlyphs
from tests.reading.pdfs import Page, page, pdf, put, stack

LEFT = (
    "The corridor runs from the high border down",
    "to the warm sea and is meant to bring trade",
    "to all of the provinces that it passes, but",
    "it does not pass through every one of them,",
    "and so the quarrel about its route goes on.",
)
RIGHT = (
    "A harbour at its end was built in ten years",
    "by workers from both of the countries, with",
    "money that one of them lent to the other at",
    "a rate which neither of them has ever named",
    "in public, whatever the papers say about it.",
)


def parts(*pages: Page) -> tuple[Part, ...]:
    return read(pdf(*pages), "seeds/report.pdf").parts


def texts(*pages: Page) -> list[str]:
    return [part.text for part in parts(*pages)]


def lines(*given: str) -> list[str]:
    """The texts of a page with these lines under each other."""
    return texts(page(stack(50, 600, *given)))


def test_lines_become_paragraphs_with_their_pages() -> None:
    first = page(stack(50, 600, *LEFT), stack(50, 500, *RIGHT))
    assert parts(first, page(stack(50, 600, "A short one."))) == (
        Part(" ".join(LEFT), Role.BODY, 1),
        Part(" ".join(RIGHT), Role.BODY, 1),
        Part("A short one.", Role.BODY, 2),
    )


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    assert parts(page(stack(50, 300, *LEFT[:2])), page(stack(50, 600, *LEFT[2:]))) == (
        Part(" ".join(LEFT), Role.BODY, 1),
    )


def test_columns_are_read_one_after_the_other() -> None:
    both = [put(x, 600 - 12 * row, lines[row]) for row in range(5) for x, lines in ((50, LEFT), (330, RIGHT))]
    assert texts(page(*both)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_three_columns_are_told_apart_though_their_lines_stand_at_different_heights() -> None:
    def column(x: float, name: str, count: int, lower_from: int) -> list[str]:
        heights = [700 - 12 * row - (4 if row >= lower_from else 0) for row in range(count)]
        return [put(x, y, f"{name} and so it goes on here {row:02}", 9) for row, y in enumerate(heights)]

    found = texts(page(*column(30, "a", 30, 30), *column(220, "b", 30, 12), *column(410, "c", 12, 6)))
    assert [word for word in " ".join(found).split() if word in "abc"] == [*"a" * 30, *"b" * 30, *"c" * 12]


def test_a_heading_over_both_columns_comes_first() -> None:
    columns = stack(50, 600, *LEFT), stack(330, 600, *RIGHT)
    found = parts(page(*columns, put(50, 640, "What the corridor is and whom it serves in the end", 18, "bold")))
    assert [(part.role, part.text[:12]) for part in found] == [
        (Role.HEADING, "What the cor"),
        (Role.BODY, LEFT[0][:12]),
        (Role.BODY, RIGHT[0][:12]),
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        page(put(50, 770, "A running head"), stack(50, 600, f"{name}.", *LEFT), put(300, 20, f"Page {number}"))
        for number, name in enumerate(("One", "Two", "Three"), 1)
    ]
    assert texts(*pages) == ["One.", " ".join(LEFT), "Two.", " ".join(LEFT), "Three.", " ".join(LEFT)]


def test_a_table_that_goes_on_loses_no_row_to_the_running_heads() -> None:
    pages = [page(*(put(x, 600 - 12 * y, f"{y * 7 + x}") for y in range(4) for x in (50, 200))) for _ in range(3)]
    assert len(texts(*pages)) == 12


def test_a_divided_word_is_joined_when_it_occurs_elsewhere() -> None:
    assert lines("It is a long corri-", "dor, and corridor is its name") == [
        "It is a long corridor, and corridor is its name"
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("It takes know-", "how to build", "It takes know-how to build"),
        ("The quiet exacer-", "bated the need", "The quiet exacer-bated the need"),
        ("The corri-", "dor and corridors", "The corri-dor and corridors"),
        ("Both short-", "and long-term", "Both short- and long-term"),
        ("The Sino-", "Pakistani road", "The Sino-Pakistani road"),
        ("Between P.L. 66-", "261 and that", "Between P.L. 66-261 and that"),
        ("It was re-", "covered, recovered, re-covered", "It was re-covered, recovered, re-covered"),
    ],
)
def test_otherwise_a_hyphen_stays_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    assert lines(first, second) == [joined]


def test_a_half_of_a_divided_word_is_no_word_that_occurs() -> None:
    given = "an inter-", "national plan, a na-", "tional plan and that"
    assert lines(*given) == ["an inter-national plan, a na-tional plan and that"]


def test_addresses_are_closed_up_but_not_with_the_next_sentence() -> None:
    assert lines("See https://example.org/a/", "b-c.html and more of") == [
        "See https://example.org/a/b-c.html and more of"
    ]
    assert lines("It is at www.example.org.", "The next sentence is not") == [
        "It is at www.example.org. The next sentence is not"
    ]


def test_ligatures_are_resolved() -> None:
    assert lines("A \x01rst \x02ood in a caf\x03.") == ["A first flood in a café."]


def test_dot_leaders_stay_as_they_are() -> None:
    assert lines("Introduction ............... 1", "The way ahead ............. 12") == [
        "Introduction ............... 1",
        "The way ahead ............. 12",
    ]


def footnoted() -> Page:
    return page(
        put(50, 600, "The road was built in 2020"),
        put(206, 604, "1", 6),
        put(214, 600, "and it goes on from there to"),
        stack(50, 588, *LEFT[1:]),
        stack(50, 500, "The second paragraph has no note and stands", "behind that of the first one, as it should."),
        put(50, 100, "1", 5),
        put(54, 96, "See the report of the ministry, page 4.", 7),
    )


def test_a_footnote_stands_behind_its_paragraph_in_the_characters_of_the_file() -> None:
    found = texts(footnoted())
    assert found[0].startswith("The road was built in 2020 1 and it goes on")
    assert found[1] == "1 See the report of the ministry, page 4."
    assert found[2].startswith("The second paragraph")


def test_a_raised_number_stays_with_its_unit() -> None:
    marks = put(50, 600, "It covers 20 km"), put(140, 604, "2", 6), put(150, 600, "of land near the sea.")
    assert texts(page(*marks)) == ["It covers 20 km2 of land near the sea."]


def test_headings_are_told_by_size_and_by_weight() -> None:
    found = parts(page(put(50, 700, "A large one", 16), put(50, 650, "A bold one", 10, "bold"), stack(50, 630, *LEFT)))
    assert [(part.role, part.text[:10]) for part in found] == [
        (Role.HEADING, "A large on"),
        (Role.HEADING, "A bold one"),
        (Role.BODY, "The corrid"),
    ]


def test_list_items_keep_their_markers() -> None:
    items = (
        stack(50, 600, *LEFT),
        stack(60, 530, "• the first of two", "• the second of two"),
        put(60, 490, "1. one"),
    )
    found = parts(page(*items))
    assert [(part.role, part.text) for part in found[1:]] == [
        (Role.LIST_ITEM, "• the first of two"),
        (Role.LIST_ITEM, "• the second of two"),
        (Role.LIST_ITEM, "1. one"),
    ]


def test_aligned_cells_are_rows_of_a_table() -> None:
    cells = (("Year", "Tons"), ("2019", "1,400"), ("2020", "1,900"))
    marks = [put(x, 600 - 14 * y, text) for y, row in enumerate(cells) for x, text in zip((50, 200), row, strict=True)]
    assert [(part.role, part.text) for part in parts(page(*marks))] == [
        (Role.TABLE_ROW, "Year | Tons"),
        (Role.TABLE_ROW, "2019 | 1,400"),
        (Role.TABLE_ROW, "2020 | 1,900"),
    ]


@pytest.mark.parametrize("corner", [(0, 0), (-300, 5000)])
def test_a_page_may_begin_anywhere(corner: tuple[int, int]) -> None:
    x, y = corner
    pages = [
        page(put(x + 50, y + 770, "A running head"), stack(x + 50, y + 600, f"{name}.", *LEFT), corner=corner)
        for name in ("One", "Two", "Three")
    ]
    assert texts(*pages) == ["One.", " ".join(LEFT), "Two.", " ".join(LEFT), "Three.", " ".join(LEFT)]


@pytest.mark.parametrize(
    ("rotation", "matrix"), [(90, "0 1 -1 0 {y} {x}"), (180, "-1 0 0 -1 {x} {y}"), (270, "0 -1 1 0 {y} {x}")]
)
def test_turned_pages_are_read_as_they_are_shown(rotation: int, matrix: str) -> None:
    forward = rotation == 90
    marks = []
    for row, line in enumerate(LEFT):
        along, across = (50, 100 + 12 * row) if forward else (550, 100 + 12 * row)
        if rotation == 270:
            across = 500 - 12 * row
        place = matrix.format(x=along, y=across)
        marks.append(f"BT /plain 10 Tf {place} Tm ({line}) Tj ET")
    assert texts(page(*marks, rotation=rotation)) == [" ".join(LEFT)]


def test_what_is_written_askew_stands_apart() -> None:
    askew = "BT /plain 30 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET"
    assert texts(page(stack(50, 600, *LEFT), askew)) == [" ".join(LEFT), "DRAFT"]


class OnePage:
    """What another library would give."""

    page_count = 1
    language = ""

    def __init__(self, _content: bytes) -> None:
        self.info: dict[str, str] = {"Title": "By another library"}
        self.failed: list[int] = []
        self.crowded: list[int] = []

    def outline(self) -> list[str]:
        return ["a line"]

    def pages(self) -> Iterator[PageGlyphs]:
        glyphs = [Glyph(letter, 50 + 5 * at, 55 + 5 * at, 600, 10, False, 0) for at, letter in enumerate("A line")]
        yield PageGlyphs(1, 800, glyphs)

    def close(self) -> None:
        pass


def test_another_library_may_stand_in() -> None:
    found = read(b"", "seeds/x.pdf", opener=OnePage)
    assert (found.parts, found.metadata.title) == ((Part("A line", Role.HEADING, 1),), "By another library")
