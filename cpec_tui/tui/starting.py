"""The collector of cyclic garbage while the program starts: thousands of new classes, and nothing to collect."""

from __future__ import annotations

import gc

# With the usual ones every tenth key waits 60 ms for all that the library holds to be looked through.
_THRESHOLDS = (3_000, 5, 200)


def start_begins() -> None:
    """Pause the collector; it takes a tenth of the time to the first picture."""
    gc.disable()


def start_is_over() -> None:
    """Go on collecting, seldom all at once; what was imported is never looked at again, which keeps pauses short."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
