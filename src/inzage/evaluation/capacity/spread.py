"""A day for the next check, drawn at random inside the allowed window, so that anybody can draw it again.

Checks that can be foreseen are avoided. So the day is not chosen: it follows from a seed made on the spot, and seed,
window and day are logged together. Whoever doubts it draws again from what was logged and finds the same day.
What it proves: that this day belongs to this seed. That nobody drew twice, the log proves, where each draw is a line.

References: HMAC, RFC 2104; rejection of the uneven rest, so that each day has the same chance.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import count

SPREAD = 0.2
"""Of the interval, to either side."""
SEED = 32
"""Bytes."""
WORD = 8
"""Bytes of a digest that are read as one number."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that may be drawn, both ends inclusive. Raises ValueError where there is none."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a window has a day at least")

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Draw:
    """What is logged. ``about``: the key of what it was for; ``seed``: in hexadecimal; ``commitment``: its digest."""

    about: str
    window: Window
    seed: str
    commitment: str
    day: date


def window(previous: date, interval: float, lawful: date, last: date, spread: float = SPREAD) -> Window | None:
    """Around ``previous`` and one ``interval`` (days), ``spread`` of it to either side.

    Never before ``lawful`` (the court's number; today) nor after ``last`` (the order's). Where the interval is past
    and the order still runs, the check is behind: it can be on any day from ``lawful`` for as wide as its window is.
    None where no day is left.
    """
    slack = timedelta(round(interval * spread))
    due = previous + timedelta(round(interval))
    first, end = max(due - slack, lawful), due + slack
    if end < first:
        end = first + slack
    end = min(end, last)
    return Window(first, end) if first <= end else None


def draw(about: str, inside: Window, seed: bytes | None = None) -> Draw:
    """A day with the same chance for each of the window. ``seed``: fresh from the system, but in tests."""
    seed = seed or secrets.token_bytes(SEED)
    return Draw(about, inside, seed.hex(), commitment(seed), drawn(about, inside, seed))


def commitment(seed: bytes) -> str:
    """SHA-256 of a seed, in hexadecimal."""
    return sha256(seed).hexdigest()


def drawn(about: str, inside: Window, seed: bytes) -> date:
    """The day that a seed gives."""
    return inside.first + timedelta(_below(inside.days, seed, f"{about}|{inside.first}|{inside.last}"))


def _below(many: int, seed: bytes, said: str) -> int:
    """A number below ``many``: words of the digest, the first that lies under the largest whole multiple of it."""
    whole = 2 ** (8 * WORD)
    bound = whole - whole % many
    for turn in count():
        word = int.from_bytes(hmac.digest(seed, f"{said}|{turn}".encode(), "sha256")[:WORD], "big")
        if word < bound:
            return word % many
    raise AssertionError("unreachable")  # pragma: no cover


def holds(told: Draw) -> bool:
    """Whether the day is that of its seed, and the seed that of its digest: a draw done again from the log."""
    seed = bytes.fromhex(told.seed)
    return commitment(seed) == told.commitment and drawn(told.about, told.window, seed) == told.day
