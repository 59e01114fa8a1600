"""A short campaign: every attack that waits for no clock, once; ``make torture`` goes on for as long as one likes."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.engines import ENGINES
from tests.torture import Campaign, in_turn
from tests.torturing.attacks import ATTACKS, KILLS, OTHERS, REPEATABLE, two_writers_and_a_reader

SEED = 7


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_lost_and_nothing_wrong_is_answered_whatever_happens(tmp_path: Path, engine: str) -> None:
    campaign = Campaign(tmp_path, random.Random(SEED), engine)
    attacks = (*REPEATABLE, two_writers_and_a_reader)
    for attack in attacks:
        campaign.round(attack)
    table = campaign.table()
    assert len(table) == len(attacks) + 2
    assert table[-1].split()[:2] == ["all", str(len(attacks))]


def test_every_attack_has_its_turn() -> None:
    assert {*KILLS, *OTHERS} == set(ATTACKS)
    assert in_turn(KILLS, 2 * len(KILLS)) == [*KILLS, *KILLS]
    assert in_turn((), 5) == []
