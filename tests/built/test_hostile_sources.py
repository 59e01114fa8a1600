"""Sources that are empty, broken, huge or gone: reported one by one, and nothing else is lost."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from cpec_tui.errors import ReadingError
from cpec_tui.library import Library
from cpec_tui.linking.linker import Linker
from cpec_tui.model import Paragraph
from cpec_tui.reading import registry
from tests.corpora import MINE, built_library, make_corpus


def failed(library: Library) -> list[str]:
    return [path for path, _, _ in library.build(rebuild=True).failed]


def test_an_empty_corpus_is_built_and_finds_nothing(tmp_path: Path) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", {}), tmp_path / "built")
    assert library.overview().documents == 0
    assert library.search("copper").total == 0
    assert library.documents() == []
    assert library.card("sas").mentions == 0
    library.close()


def test_a_corpus_without_seeds_is_an_empty_one(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {})
    corpus.seeds.rmdir()
    library = built_library(corpus, tmp_path / "built")
    assert library.overview().documents == 0
    library.close()


@pytest.mark.parametrize("content", [b"", b" \n\t\n", bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + bytes(4096)])
def test_a_source_without_text_is_reported_and_the_others_stand(tmp_path: Path, content: bytes) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"bad.txt": content, "mine.txt": MINE})
    library = built_library(corpus, tmp_path / "built")
    assert failed(library) == ["seeds/bad.txt"]
    assert library.search("visited").total == 1
    library.close()


@pytest.mark.parametrize(
    "text",
    [
        "Copper\0 and \x1b[31m SAS\x1b[0m [/red] [sic]",
        "\u202eCopper SAS\u202c",
        "İ ß e\u0301 Copper SAS",
        "\U0010ffff SAS Copper",
    ],
)
def test_odd_characters_are_kept_and_named_entities_are_found(tmp_path: Path, text: str) -> None:
    library = built_library(make_corpus(tmp_path / "corpus", {"odd.txt": text}), tmp_path / "built")
    shown = library.document("odd").paragraphs[0]
    assert {shown.text[one.start : one.end] for one in shown.mentions} == {"Copper", "SAS"}
    assert library.search("copper").total == 1
    library.close()


def test_one_line_of_a_megabyte_is_read_linked_and_found(tmp_path: Path) -> None:
    line = ("gold and rail " * 70 + "Copper of Westland ") * 1_000
    assert len(line) > 990_000
    library = built_library(make_corpus(tmp_path / "corpus", {"line.txt": line}), tmp_path / "built")
    assert library.card("copper").mentions == 1_000
    assert library.search('"rail copper of westland"').total == 1
    library.close()


def test_a_file_that_vanishes_before_it_is_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"gone.txt": MINE, "mine.txt": MINE})
    load = registry.load

    def late(path: Path) -> bytes:
        (corpus.seeds / "gone.txt").unlink(missing_ok=True)
        return load(path)

    monkeypatch.setattr(registry, "load", late)
    library = built_library(corpus, tmp_path / "built")
    assert [path for path, _, _ in library.build().failed] == []
    assert [one.id for one in library.documents()] == ["mine"]
    library.close()


def test_a_file_that_vanishes_is_named_in_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"gone.txt": MINE, "mine.txt": MINE})

    def vanished(path: Path) -> bytes:
        raise ReadingError("the file vanished while it was to be read", "index again")

    monkeypatch.setattr(registry, "load", vanished)
    library = built_library(corpus, tmp_path / "built")
    assert failed(library) == ["seeds/gone.txt", "seeds/mine.txt"]
    library.close()


@pytest.mark.parametrize("where", ["reading", "linking"])
def test_a_file_that_the_program_fails_on_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"bad.txt": "Bad luck", "mine.txt": MINE})
    read, link = registry.read_source, Linker.link

    def bad_reader(content: bytes, *rest: object) -> object:
        return read(content, *rest) if content != b"Bad luck" else content.nothing  # type: ignore[arg-type, attr-defined]

    def bad_linker(self: Linker, paragraphs: tuple[Paragraph, ...], doc: str) -> object:
        return link(self, paragraphs, doc) if paragraphs[0].text != "Bad luck" else paragraphs[99]

    if where == "reading":
        monkeypatch.setattr(registry, "read_source", bad_reader)
    else:
        monkeypatch.setattr(Linker, "link", bad_linker)
    library = built_library(corpus, tmp_path / "built")
    (problem,) = [one for one in library.problems() if one.path == "seeds/bad.txt"]
    assert "this program failed on the file" in problem.message
    assert library.search("visited").total == 1
    library.close()


def test_file_names_that_are_no_text_are_told_apart(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"mine.txt": MINE})
    try:
        for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
            Path(str(corpus.seeds) + "/" + name.decode("utf-8", "surrogateescape")).write_text("Copper")
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    library = built_library(corpus, tmp_path / "built")
    assert library.overview().documents == 3
    assert not library.changes().any
    library.close()


def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadingError, match="no regular file"):
        registry.load(tmp_path / "pipe")


def test_everything_that_is_no_source_is_reported_with_reason_and_hint(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"mine.txt": MINE})
    os.mkfifo(corpus.seeds / "pipe.txt")
    (corpus.seeds / "endless.txt").symlink_to("/dev/zero")
    (corpus.seeds / "circle").symlink_to("circle")
    (corpus.seeds / "again").symlink_to(".")
    (corpus.seeds / "disk").symlink_to("/")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(corpus.seeds)  # The path of a socket must be short.
        server.bind("socket.txt")
        os.chdir(here)
        library = built_library(corpus, tmp_path / "built")
    report = library.build(rebuild=True)
    assert report.documents == 1
    assert [path for path, _, _ in report.failed] == [
        f"seeds/{name}" for name in ("again", "circle", "disk", "endless.txt", "pipe.txt", "socket.txt")
    ]
    assert all(reason and hint for _, reason, hint in report.failed)
    assert not library.changes().any
    library.close()
