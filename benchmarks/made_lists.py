"""Keyed lists of addresses as an import leaves them, made directly: gate and signature are not what is timed."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.layout import HOSTS, PART, Header, record
from inzage.watchlists.packing import Sorter, write

KEY = bytes(range(32))


def addresses(forms: Iterable[str]) -> int:
    """An open descriptor of a keyed list with these entries (``host/`` or ``host/page``); its name is gone already."""
    folder = Path(tempfile.gettempdir())
    with Sorter(folder) as sorter, tempfile.TemporaryFile(dir=folder) as file:
        for form in forms:
            host, _, page = form.partition("/")
            sorter.add(record(KEY, ListKind.ADDRESSES, form, 0))
            if page:
                sorter.add(record(KEY, ListKind.ADDRESSES, f"{host}/", PART))
        header = Header(ListKind.ADDRESSES, Meaning.LISTED, ("voorbeeld",), "{}", shapes=(HOSTS,))
        write(sorter, header, KEY, file)
        file.flush()
        return os.dup(file.fileno())
