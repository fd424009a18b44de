"""A keyed list of four million addresses (``INZAGE_ENTRIES``) and a history, beside matching every visit by itself.

The history is real-shaped: five visits to a page (``INZAGE_VISITS``), few hosts with most pages, a tenth of the
addresses unusual (a port, an escape, a user's name). Ours: each distinct host is taken apart, keyed and looked up
once, and of the hosts that the list knows each address in full. Theirs: the address of every visit taken apart, each
of its expressions keyed and looked up; a sample of it, for all would take minutes. Both must find the same visits.
"""

import os
import random
import statistics
import time
from collections import Counter

from made_lists import KEY, addresses
from measuring import Row, keep_row

from inzage.watchlists.canonical import expressions
from inzage.watchlists.hosts import Hosts
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.listed import Listed

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
ENTRIES = int(os.environ.get("INZAGE_ENTRIES", "4000000"))
VISITS = int(os.environ.get("INZAGE_VISITS", "1000000"))
SAMPLE = 20_000
GOAL = 20


def history(chance: random.Random) -> list[str]:
    """Addresses of visits, in no order; now and then of a host that stands on the list."""
    pages = [_page(number, chance) for number in range(VISITS // 5)]
    return [pages[int(len(pages) * chance.random() ** 2)] for _ in range(VISITS)]


def _page(number: int, chance: random.Random) -> str:
    host = int(4000 * chance.random() ** 3)
    name = f"www.site-{host}.example" if number % 1000 else f"www.listed-{number}.example"
    odd = (":8080", "")[number % 20 > 0]
    user = ("someone@", "")[number % 25 > 0]
    escape = ("%2e", ".")[number % 50 > 0]
    return (
        f"https://{user}{name}{odd}/section-{number % 37}/an-article{escape}with-a-long-name-{number}?page={number % 9}"
    )


def ours(found: KeyedList, visits: list[str]) -> int:
    """How many visits are listed: each distinct address once."""
    times = Counter(visits)
    known = list(Hosts([found]).known(list(times)))
    classes = Listed([found]).classes_of_addresses(known)
    return sum(times[url] for url, listed in zip(known, classes, strict=True) if listed)


def theirs(found: KeyedList, visits: list[str]) -> int:
    """The same, each visit by itself; nothing is remembered."""
    look_up = found.classes_of_form.__wrapped__
    return sum(any(look_up(form) for form in expressions(url)) for url in visits)


def main() -> None:
    """Make, time in turn, keep the row."""
    chance = random.Random(20260401)  # noqa: S311 - invented data, no secret
    visits = history(chance)
    sample = visits[:SAMPLE]
    listed = (f"listed-{n}.example/" for n in range(ENTRIES))
    found = KeyedList.open(addresses(listed), KEY)
    turns: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        all_found = ours(found, visits)
        mine = (time.process_time() - began) / len(visits)
        began = time.process_time()
        in_sample = theirs(found, sample)
        turns.append((mine * 1e6, (time.process_time() - began) / len(sample) * 1e6))
        assert in_sample == ours(found, sample) <= all_found, (in_sample, all_found)
    both = [[turn[way] for turn in turns] for way in (0, 1)]
    ratio = statistics.median(both[1]) / statistics.median(both[0])
    note = f"CPU per visit, of {VISITS:,}; theirs of a sample of {SAMPLE:,}. {all_found:,} visits were listed."
    keep_row(
        Row(f"address rules, keyed, {ENTRIES:,} entries", "matching every visit", GOAL, ratio, *both, "µs", note=note)
    )


if __name__ == "__main__":
    main()
