"""The one YAML dialect."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui import yamlfile
from cpec_tui.errors import YamlError
from cpec_tui.yamlfile import YamlList, YamlMap, line_at, parse, parse_keeping_first, read, read_keeping_first


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers: the fast one, and the one that is everywhere."""
    monkeypatch.setattr(yamlfile, "_Loader", getattr(yaml, request.param))


def refused(text: str, first_line: int = 1) -> YamlError:
    with pytest.raises(YamlError) as caught:
        parse(text, first_line)
    return caught.value


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "scalar", ["NO", "yes", "12:30", "0x1f", "1e3", "2025-02-30", ".inf", "007", "<<", "=", "True"]
)
def test_every_scalar_is_text(scalar: str) -> None:
    assert parse(f"a: {scalar}\nb: [{scalar}]") == {"a": scalar, "b": [scalar]}


@pytest.mark.usefixtures("loader")
def test_an_empty_value_is_nothing_and_a_quoted_one_is_text() -> None:
    assert parse("a:\nb: ~\nc: null\nd: ''") == {"a": None, "b": None, "c": None, "d": ""}
    assert parse("- 'null'\n- \"~\"\n-") == ["null", "~", None]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "--- ~"])
def test_a_file_without_a_value_is_nothing(text: str) -> None:
    assert parse(text) is None


@pytest.mark.usefixtures("loader")
def test_every_way_of_writing_gives_the_same_values() -> None:
    text = "%YAML 1.1\n---\na: |\n  one\n  two\nb: >-\n  one\n  two\nc: 'it''s'\nd: \"\\u00e9\\x41\"\n"
    text += "e: {f: [g, {h: i}]}\n? j\n: k\n..."
    assert parse(text) == {
        "a": "one\ntwo\n",
        "b": "one two",
        "c": "it's",
        "d": "éA",
        "e": {"f": ["g", {"h": "i"}]},
        "j": "k",
    }


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_mappings_and_lists_know_their_lines(end: str) -> None:
    value = parse(end.join(["# é😀", "a: x", "b:", "  - y", "  -", "    c: z", "", "d: {e: f,", "  g: h}"]))
    assert isinstance(value, YamlMap)
    assert (value.line, value.lines) == (2, {"a": 2, "b": 3, "d": 8})
    listed, flow = value["b"], value["d"]
    assert isinstance(listed, YamlList)
    assert isinstance(flow, YamlMap)
    assert (listed.line, listed.lines) == (4, [4, 6])
    assert (flow.line, flow.lines) == (8, {"e": 8, "g": 9})


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85"])
def test_lines_are_counted_as_editors_count_them(odd: str) -> None:
    value = parse(f'a: "é{odd}😀"\nb: "{odd}"\r\nc: x')
    assert isinstance(value, YamlMap)
    assert value.lines == {"a": 1, "b": 2, "c": 3}
    assert refused(f'a: "{odd}"\n\nb: *c').line == 3


@pytest.mark.usefixtures("loader")
def test_text_inside_another_file_counts_its_lines_from_there() -> None:
    value = parse("a: b\nc: d", first_line=7)
    assert isinstance(value, YamlMap)
    assert (value.line, value.lines) == (7, {"a": 7, "c": 8})
    assert refused("a: b\nc: [", 7).line in (8, 9)
    assert refused("a: b\na: c", 7).line == 8
    assert refused("a: b\nc: \x07", 7).line == 8


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: x\nb: y\na: z", 3, "the key `a` stands twice (first in line 1)"),
        ("a:\n  b: x\n  'b': y", 3, "the key `b` stands twice (first in line 2)"),
        ("a: &x b", 1, "anchors and aliases"),
        ("a: b\nc: *x", 2, "anchors and aliases"),
        ("a: b\n*x : c", 2, "anchors and aliases"),
        ("- &x\n  - b", 1, "anchors and aliases"),
        ("a: 1\n&x b: c", 2, "anchors and aliases"),
        ("a: b\nc: !!python/object/apply:os.system [ls]", 2, "the tag `tag:yaml.org,2002:python/object"),
        ("a: !mine b", 1, "the tag `!mine`"),
        ("a: ! b", 1, "the tag `!`"),
        ("- a\n- !!map {b: c}", 2, "the tag"),
        ("!!str a: b", 1, "the tag"),
        ("? [a]\n: b", 1, "a key must be plain text"),
        ("a: x\n{b: c}: d", 2, "a key must be plain text"),
        ("a: b\n---\nc: d", 2, "a second YAML document"),
        ("a: b\n...\n---\nc: d", 3, "a second YAML document"),
        ("a: b: c", 1, "not YAML: mapping values are not allowed"),
        ("a:\n\t- b", 2, "not YAML: found character"),
        ("a: @b", 1, "not YAML: found character"),
        ("a: b\n c: d", 2, "not YAML"),
        ("a: b\n\nc: \x07", 3, "the character U+0007 is not allowed"),
        ("a: \ud800", 1, "the character U+D800 is not allowed"),
        ("a: \uffff", 1, "the character U+FFFF is not allowed"),
    ],
)
def test_what_the_dialect_does_not_have_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    error = refused(text)
    assert (error.line, said in error.message) == (line, True), error
    assert "\n" not in error.message


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ['a: b\nc: "never\nclosed\n\nd: e\n', "a: b\nc: 'never\nclosed\n\nd: e\n"])
def test_what_is_never_closed_is_told_where_it_begins(text: str) -> None:
    error = refused(text)
    assert (error.line, error.hint) == (2, "a quotation mark or a bracket is not closed")


def test_a_list_that_is_not_closed_says_where_it_begins() -> None:
    error = refused("a: b\nc: [d\ne: f\n")
    assert "begins in line 2" in error.message
    assert error.hint


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_nesting_is_bounded(opening: str) -> None:
    assert "levels deep" in refused(opening * 2000).message


@pytest.mark.usefixtures("loader")
def test_forty_levels_are_deep_enough() -> None:
    assert parse("[" * yamlfile.MAX_DEPTH + "]" * yamlfile.MAX_DEPTH) is not None


@pytest.mark.parametrize("error", [yaml.YAMLError("odd\nthing"), yaml.MarkedYAMLError(), ValueError("odd\nthing")])
def test_whatever_the_parser_says_is_a_yaml_error(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(text: str, Loader: type) -> object:  # noqa: N803 - PyYAML's own name for it
        raise error

    monkeypatch.setattr(yaml, "parse", fails)
    found = refused("a: b", 4)
    assert found.line == 4
    assert found.message.startswith("this is not YAML")
    assert "\n" not in found.message


@pytest.mark.usefixtures("loader")
def test_a_merge_key_is_a_key_like_others() -> None:
    assert parse("<<: {a: b}") == {"<<": {"a": "b"}}


def test_a_repeated_key_keeps_its_first_value_when_asked_to() -> None:
    value, repeated = parse_keeping_first("- {a: x, a: y}\n- b: 1\n  b: 2\n  b: 3")
    assert value == [{"a": "x"}, {"b": "1"}]
    assert [error.line for error in repeated] == [1, 3, 4]
    assert isinstance(value, YamlList)
    assert isinstance(value[1], YamlMap)
    assert value[1].lines == {"b": 2}


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert refused(bomb).line == 1


_MARKS = [*"\n\t\"'[]{},:#|>~\r\\", "  ", "- ", "? ", "b: ", "&x ", "*x", "!!s ", "---\n", "...", "%Y"]
_PIECES = st.lists(st.sampled_from([*_MARKS, *"aé😀\u2028\x85\ufeff\x00"]), max_size=14).map("".join)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=40), _PIECES))
def test_any_text_is_a_value_or_a_yaml_error_inside_the_text(text: str) -> None:
    lines = 1 + text.count("\n") + text.count("\r")
    try:
        line = getattr(parse(text), "line", 1)
    except YamlError as error:
        line = error.line
    assert 1 <= line <= lines


def test_a_file_is_read_with_its_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: é\r\nb: x\r\n".encode())
    value = read(path)
    assert value == {"a": "é", "b": "x"}
    assert isinstance(value, YamlMap)
    assert value.lines == {"a": 1, "b": 2}
    assert read_keeping_first(path) == (value, [])


def test_a_file_that_is_no_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\nc: caf\xe9\n")
    with pytest.raises(YamlError, match="not UTF-8") as caught:
        read(path)
    assert (caught.value.line, caught.value.hint) == (2, "save it as UTF-8")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_BYTES", 3)
    path = tmp_path / "a.yaml"
    path.write_text("a: b")
    with pytest.raises(YamlError, match="larger than"):
        read(path)


def test_what_is_no_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.yaml")
    with pytest.raises(OSError, match="no regular file"):
        read(tmp_path)


def test_the_line_of_a_place_is_that_of_the_nearest_node_on_the_way() -> None:
    value = parse("a: x\nb:\n  - c: y\n  - z")
    assert [line_at(value, path) for path in ((), ("a",), ("b",), ("b", 0), ("b", 0, "c"), ("b", 1))] == [
        1,
        1,
        2,
        3,
        3,
        4,
    ]
    assert [line_at(value, path) for path in (("b", 9), ("no", 1), ("a", "deeper"), ("b", 0, "no"))] == [2, 1, 1, 3]
    assert line_at("text", ("a",), 5) == 5
