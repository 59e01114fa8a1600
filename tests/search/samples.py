"""Random corpora and random queries over the same few words, so that most queries find something."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.corpora import built_library, make_corpus
from tests.engines import corpus_yaml
from tests.reading.pdfs import page, pdf, stack

WORDS = (
    "mine mines mined mining miner mineral minerals copper cooper port ports the of and in to harbour harbours gold"
    " golden rail rails rare earth earths ship shipped shipping énergie naïve 中国 矿 2024 o'clock re-opened Pakistan's"
    " Westland Aldport Redhill SAS quay quays a i if it und über दिल्ली لاہور"
).split()
NAMES = ("Stone and Sons", "Ada Brook", "Westland", "Aldport", "copper", "Redhill")
IDS = ("westland", "aldport", "redhill", "sas", "brook", "copper")
TAGS = ("ports", "mines", "rail ways")
PUBLISHERS = ("Harbour Gazette", "Mining Times")
AUTHORS = ("Ada Brook", "Stone, Brook and Lee")
DATES = ("2023", "2024-02", "2024-06-30", "2025-01-01")


def document(chance: random.Random) -> str:
    """A random source with front matter."""
    head = [f"title: {_some(chance, WORDS, 3)}"]
    if chance.random() < 0.7:
        head.append(f'date: "{chance.choice(DATES)}"')
    if chance.random() < 0.5:
        head.append(f"publisher: {chance.choice(PUBLISHERS)}")
    if chance.random() < 0.5:
        head.append(f"author: {chance.choice(AUTHORS)}")
    if chance.random() < 0.5:
        head.append("url: https://example.org/a")
    if chance.random() < 0.5:
        head.append(f"tags: [{', '.join(chance.sample(TAGS, 2))}]")
    if chance.random() < 0.5:
        head.append(f"language: {chance.choice(('en', 'en-GB', 'ur'))}")
    blocks = [_block(chance) for _ in range(chance.randrange(1, 7))]
    return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(blocks) + "\n"


def printed(chance: random.Random) -> bytes:
    """A random document of three pages."""
    words = [word for word in WORDS if word.isascii()]
    return pdf(*(page(stack(50, 700, *(f"{_some(chance, words, 5)}." for _ in range(3)))) for _ in range(3)))


def title_of(text: str) -> str:
    """The title in the front matter of a source."""
    return text.partition("title: ")[2].partition("\n")[0]


def _block(chance: random.Random) -> str:
    sentences = [_sentence(chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    return chance.choice(("", "", "", "• ")) + " ".join(sentences)


def _sentence(chance: random.Random) -> str:
    words = _some(chance, (*WORDS, *NAMES), chance.randrange(1, 12))
    return f"{words[0].upper()}{words[1:]}{chance.choice(('.', '', '!'))}"


def _some(chance: random.Random, words: tuple[str, ...] | list[str], count: int) -> str:
    return " ".join(chance.choice(words) for _ in range(count))


def built(seed: int, root: Path, engine: EngineName = "whoosh") -> Library:
    """A library over random documents; with an odd seed some are removed, changed and added after the first build."""
    chance = random.Random(seed)
    names = ("alpha", "beta", "gamma/one", "gamma/two", "delta")
    sources: dict[str, str | bytes] = {f"{name}.txt": document(chance) for name in names}
    body = str(sources["gamma/one.txt"]).partition("---\n\n")[2]
    head = f"title: {title_of(str(sources['gamma/one.txt']))}\ndate: 2024-06\nauthor: Ada Brook"
    sources["copied.txt"] = f"---\n{head}\n---\n\n{body}"
    sources["printed.pdf"] = printed(chance)
    corpus = make_corpus(root / "corpus", sources, corpus_yaml=corpus_yaml(engine))
    library = built_library(corpus, root / "built")
    library.today = lambda: TODAY
    if seed % 2:
        (corpus.root / "seeds" / "alpha.txt").unlink()
        later = {"beta.txt": document(chance) + "\nAn ending.\n", "omega.txt": document(chance)}
        make_corpus(corpus.root, later, corpus_yaml=corpus_yaml(engine))
        library.build()
    return library


# Queries

TODAY = date(2024, 7, 2)

_word = st.sampled_from([*WORDS, "mountain", "xyzzy", "Saindak"])
_letters = st.builds(lambda word, length: word[:length], _word, st.integers(1, 4))
_words = st.lists(_word, min_size=2, max_size=3).map(" ".join)
_name = st.sampled_from([*(f"@{entity}" for entity in IDS), "kind:place", "kind:mineral", "@re*", '@"ada brook"'])
_wild = st.sampled_from(["m*e", "mi?e", "*er", "?old", "co*er", "m*n*s", "g?l*", "zz*z"])
# What may stand near something else.
_fuzzy = st.builds(
    lambda word, slips: f"{word}~{slips}", st.sampled_from(["mime", "cooper", "gold", "prot"]), st.integers(0, 2)
)
_in_text = st.one_of(
    _word,
    _fuzzy,
    _name,
    _wild,
    _letters.map(lambda letters: f"{letters}*"),
    _words.map(lambda words: f'"{words}"'),
    st.lists(st.one_of(_word, _name), min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
    st.builds(lambda words, distance: f'"{words}"~{distance}', _words, st.integers(0, 4)),
)
_operator = st.builds(
    lambda word, distance: f" {word}/{distance} ", st.sampled_from(["NEAR", "PRE"]), st.integers(0, 6)
)


def _near(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    chain = st.builds(lambda parts, operator: operator.join(parts), st.lists(inner, min_size=2, max_size=3), _operator)
    pair = st.builds(lambda one, operator, other: f"({one}){operator}{other}", chain, _operator, inner)
    return st.one_of(chain, chain, pair)


# What stands in quotation marks holds none.
_quotable = _name.filter(lambda name: '"' not in name)
_more = st.lists(st.one_of(_word, _word, _quotable, _wild, _fuzzy), min_size=2, max_size=3).map(" ".join)
_leaf = st.one_of(
    _word,
    _wild,
    _near(_in_text),
    st.builds(lambda words, distance: f'"{words}"{distance}', _more, st.sampled_from(["", "", "~0", "~1", "~4"])),
    st.sampled_from(["re:/min.r?/", "re:/Port/i", r"re:/\bg\w+d\b/", "re:/(copper|gold) \\w/", "re:/ships?\\s/i"]),
    st.sampled_from(["has:date", "has:publisher", "has:tag", "has:mention", "has:entity", "is:title", "is:list"]),
    st.sampled_from(
        [
            "is:ambiguous",
            "is:b*",
            "is:t*",
            "has:*",
            "has:lang",
            "date:last-900-days",
            "date:this-year",
            "date:>=last-month",
        ]
    ),
    st.sampled_from(["mine", "miner", "mineral", "ports", "shipping", "rails", "golden"]),
    _letters.map(lambda letters: f"{letters}*"),
    _fuzzy,
    st.sampled_from(["page:1", "page:2", "page:>=2", "page:..2", "page:2..3", "page:9", "has:page", "has:p*"]),
    st.sampled_from(
        ["is:copy", "-is:copy", "is:c*", "has:author", "has:url", "author:brook", "author:*", "author:STONE"]
    ),
    st.sampled_from(["publisher:*", "lang:*", "lang:e*", "lang:en-gb", "tag:*", "doc:*", "doc:copied", "title:*"]),
    st.sampled_from(['@"stone and sons"', "@sto*", '@"ada b*"', "role:t*", "role:quote", "source:.pdf", "source:one"]),
    st.sampled_from(["date:yesterday", "date:last-month", "date:this-month", "date:last-year", "date:last-3-weeks"]),
    _words.map(lambda words: f'"{words}"'),
    st.builds(lambda words, letters: f'"{words} {letters}*"', _words, _letters),
    st.builds(lambda words, distance: f'"{words}"~{distance}', _words, st.integers(0, 6)),
    st.sampled_from([*(f"@{entity}" for entity in IDS), "@s*", "@re*"]),
    st.sampled_from(["kind:place", "kind:persons", "kind:mineral", "kind:organisation", "kind:p*"]),
    st.sampled_from(
        ["title:mine", "title:m*", 'title:"rare earth"', "doc:beta", "doc:gamma/*", "source:TWO", "tag:ports"]
    ),
    st.sampled_from(["publisher:gazette", "lang:en", 'tag:"rail ways"', "tag:m*", 'role:"list item"', "role:body"]),
    st.sampled_from(
        ["date:2024", "date:2024-02..2024-06", "date:>=2024-06-30", "date:<2024", "date:>2024", "date:..2023"]
    ),
)


_sentence_parts = st.recursive(
    st.one_of(_in_text, _near(_in_text)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=2).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"NOT ({part})"),
    ),
    max_leaves=4,
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"NOT ({part})"),
        st.builds(lambda one, other: f"{one} -({other})", inner, inner),
        inner.map(lambda part: f"in:document({part})"),
    )


_queries = st.recursive(
    st.one_of(_leaf, _sentence_parts.map(lambda part: f"in:sentence({part})")), _nested, max_leaves=6
)


@st.composite
def _drawn(draw: st.DrawFn) -> str:
    """A query; made so, the strategy is not written out in full where a test fails."""
    return draw(_queries)


queries = _drawn()
