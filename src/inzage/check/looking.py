"""Inside the lock, for a human look that the mandate grants: a few items of one question, as lines of text.

This is the only handler from which content leaves a worker. It answers at most as many
items as it is asked for, only of acts that count for the question, each one line of
printable text of bounded length. The broker shows them and keeps none.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, cast

from inzage.artefact import AMSTERDAM, Window
from inzage.check.inside import Sight, artefacts_of, lists_of, questions_of_request
from inzage.mandate.named import Named
from inzage.observations import Observation
from inzage.readers import Reader, all_readers
from inzage.result import Unreadable
from inzage.worker import Reply, Request

LONGEST = 300
"""Signs of one item."""

_READERS: Mapping[str, Reader] = {reader.name: reader for reader in all_readers()}


def handle(request: Request, descriptors: Sequence[int]) -> Reply:
    """At most ``most`` items of the one question, in the order in which the artefact holds them."""
    message = cast(dict[str, Any], request)
    items: list[str] = []
    try:
        for item in _items(message, descriptors):
            items.append(item)
            if len(items) >= message["most"]:
                break
    except (Unreadable, MemoryError):
        pass  # what could be read of it was; a look makes no claim about the rest
    return cast(Reply, {"items": items})


def _items(message: Mapping[str, Any], descriptors: Sequence[int]) -> Iterator[str]:
    reader = _READERS[message["reader"]]
    window = Window(*(date.fromisoformat(day) for day in message["window"]))
    (artefact,), rest = artefacts_of(message, descriptors)
    lists = lists_of(message, rest)
    ((registered, indicator),) = questions_of_request(message, lists, window).values()
    sight = Sight(window, Named.of(message["shut"]))
    for seen in reader.read(artefact, window):
        if isinstance(seen, registered.observes) and sight.of(seen) and any(indicator.observe(seen)):
            yield item_of(seen)


def item_of(seen: Observation) -> str:
    """One observation as a person may read it: its moment and what the carrier says, in one line."""
    at = seen.at.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M")
    said = [getattr(seen, field.name) for field in fields(seen) if field.name.startswith("untrusted_")]
    flat = [part for one in said for part in (one if isinstance(one, tuple) else (one,)) if part]
    return f"{at}  {' · '.join(map(printable, flat))}"[:LONGEST]


def printable(untrusted: str) -> str:
    """Text that cannot move a cursor, turn direction or hide itself; what could is shown as ``·``."""
    return "".join("·" if unicodedata.category(sign)[0] in "CZ" and sign != " " else sign for sign in untrusted)
