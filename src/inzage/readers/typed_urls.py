"""Addresses typed into Internet Explorer or the old Edge, as the registry keeps them.

Internet Explorer 4 and later: the user's hive, ``Internet Explorer/TypedURLs``, ``url1``
the newest of 25 or 50. From Windows 8 on ``TypedURLsTime`` dates each of them (FILETIME);
before, only the newest has a date: that of the key, which was written when it came.

An act is a dated address. Undated ones show that it was typed, not when: they are left
out. A local path is no address. ``rows``: dated addresses inside the window.

**On this device**: unknown. From Windows 8 on a Microsoft account carries typed addresses
to a person's other devices, and no field says where one was typed. Chromium, Firefox and
the Edge of today do not write here, so this list alone is no browser's history: it is a family of
its own, which no question may take for one. Met real hives of Windows XP, 7 and 8.

References: artefact facts 3.5; plaso ``typedurls.py``; https://winreg-kb.readthedocs.io/
"""

import re
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.registry import USER, Key, hive, older, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Remark, Visit
from inzage.readers import reader

_KEY = "Software/Microsoft/Internet Explorer"
_ADDRESS = re.compile(r"(https?|ftp)://|www\.", re.IGNORECASE)
_NEWEST = "url1"


@reader(opens=DataClass.BROWSING, family="typed_addresses", at=USER, copies=older(*USER), met_real=True)
def typed_urls(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the dated addresses inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        typed, times = opened.key(f"{_KEY}/TypedURLs"), opened.key(f"{_KEY}/TypedURLsTime")
        for name, data in typed.values() if typed else ():
            at, address = _typed_at(name, typed, times), text(data)
            if dated.inside(at) and _ADDRESS.match(address):
                yield Visit(at, address, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from opened.remarks()


def _typed_at(name: str, typed: Key | None, times: Key | None) -> datetime | None:
    if times:
        return filetime_at(times.data(name))
    return typed.written if typed and name.lower() == _NEWEST else None
