"""Where sentences begin."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpec_tui.sentences import sentence_starts


def sentences(text: str) -> list[str]:
    bounds = [0, *sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(bounds)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["The mine opened.", "It closed!", "Why?", "Nobody knows."],
        ["He said: “It is done.”", "Then he left."],
        ["Dr. Brook met Mr. J. Stone on 5 Jan. 2024 at No. 7.", "She left."],
        ["It cost Rs. 500 to the U.S. Treasury in 2024.", "14 men came."],
        ["“Stop!” he said and stopped."],
        ["It rose by 3.5 per cent.", "(It fell later.)"],
        ["矿山开放了。", "它关闭了！", "为什么？"],
        ["یہ ایک کان ہے۔", "وہ بند ہے۔"],
        ["No end"],
        [""],
    ],
)
def test_a_text_is_cut_where_its_sentences_begin(wanted: list[str]) -> None:
    joint = "" if wanted[0].endswith("。") else " "
    assert sentences(joint.join(wanted)) == wanted


@given(text=st.one_of(st.text(), st.text(alphabet="aB.!?\" '\n。5")))
def test_starts_rise_and_lie_inside(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) for start in starts)
