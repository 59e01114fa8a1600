"""Long campaigns against built index and curated files: kills at any moment, damaged files, full disks, two writers.

    python -m tests.torture [--rounds 200] [--others 100] [--seed N] [--only ATTACK ...] [--engine E]

The text engine is Whoosh, Tantivy or, unless one of them is named, now this one and now that. So many rounds kill
something, and so many others do not. The seed is printed; the same one does the same again, but for what other
processes have got done when their time is up. The first thing that goes wrong ends it. At the end a table says what a
reader found after each attack, and how often the next build had to put it right.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.torturing.arena import BOTH, ENGINES, Arena, State
from tests.torturing.attacks import ATTACKS, KILLS, LEFT, MAY_LEAVE, OTHERS, Attack

_SHOWN = (State.REFUSED, State.NONE, State.PART, State.OLD, State.NEW)


class Campaign:
    """Rounds of edits, each followed by an attack on the build or on its files."""

    def __init__(self, home: Path, chance: random.Random, engine: str = BOTH) -> None:
        """Everything is kept under ``home``."""
        self._arena = Arena(home, chance, engine)
        self.found: Counter[tuple[str, State]] = Counter()

    def round(self, attack: Attack) -> str:
        """One attack; what it was. Raises AssertionError when anything is found that may not be."""
        arena = self._arena
        arena.begin_round()
        what = f"{_name(attack)} {attack(arena)}"
        state = arena.state()
        assert state in MAY_LEAVE.get(attack, LEFT), f"{what}: {state}"
        arena.rebuild()
        assert arena.state() is State.NEW or arena.old == arena.new == arena.seen(), f"{what}: not mended"
        self.found[_name(attack), state] += 1
        return f"{what} · {state}"

    def table(self) -> Sequence[str]:
        """Attack, rounds, what was found; whatever was not the new was rebuilt to it."""
        attacks = sorted({name for name, _ in self.found})
        lines = [f"{'attack':28}{'rounds':>8}" + "".join(f"{state:>9}" for state in _SHOWN) + f"{'rebuilt':>9}"]
        for name in (*attacks, ""):
            counts = [
                sum(n for (of, was), n in self.found.items() if was is state and name in (of, "")) for state in _SHOWN
            ]
            rounds = sum(counts)
            cells = "".join(f"{count:9,}" for count in (*counts, rounds - counts[-1]))
            lines.append(f"{name or 'all':28}{rounds:8,}{cells}")
        return lines


def _name(attack: Attack) -> str:
    return attack.__name__.replace("_", " ")


def in_turn(attacks: Sequence[Attack], rounds: int) -> list[Attack]:
    """So many attacks, each as often as the others; none when there are none to choose from."""
    return [attacks[number % len(attacks)] for number in range(rounds)] if attacks else []


def main() -> None:
    """Run the rounds."""
    known = {attack.__name__: attack for attack in ATTACKS}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--others", type=int, default=100)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--only", nargs="+", choices=known, default=list(known), metavar="ATTACK")
    parser.add_argument("--engine", choices=ENGINES, default=BOTH)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as home:
        campaign = Campaign(Path(home), chance, arguments.engine)
        order = in_turn([one for one in KILLS if one.__name__ in arguments.only], arguments.rounds)
        order += in_turn([one for one in OTHERS if one.__name__ in arguments.only], arguments.others)
        chance.shuffle(order)
        for number, attack in enumerate(order, 1):
            print(f"{number:>4}  {campaign.round(attack)}", flush=True)
    print("\n".join(["", *campaign.table()]))
    print("all well")


if __name__ == "__main__":
    main()
