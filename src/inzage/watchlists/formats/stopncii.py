"""StopNCII hash records (JSON): pictures by PDQ; what was withdrawn or deleted is left out. It has no category.

References: https://github.com/facebook/ThreatExchange (``stopncii/api.py``: names, states); read only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from inzage.watchlists.formats import Brought, Left, Row
from inzage.watchlists.formats.hashes import wanted
from inzage.watchlists.formats.records import records

_GONE = frozenset({"Withdrawn", "Deleted"})
_PICTURE = "ImagePDQ"


def rows(brought: Brought) -> Iterator[Row]:
    """Each picture that its maker did not take back."""
    for number, _, found in records(brought.file, ["hashRecords.item"]):
        if found.get("hashStatus") in _GONE:
            brought.left[Left.WITHDRAWN] += 1
            continue
        told = wanted(_said(found), brought)
        if told is not None:
            yield Row(number, told)


def _said(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    if found.get("signalType") == _PICTURE:
        yield "pdq", found.get("hashValue")
