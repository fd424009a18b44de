"""The file of each kind that was opened last, from Explorer's list ``RecentDocs``.

Windows 95 and later, the user's hive. The list itself and one list per ending keep names in
the order of use (``MRUListEx``), but a date only for the list as a whole: that of its
newest entry. So an act is the newest of each list, dated by its key; the same name twice
(in the whole list and under its ending) is one act. A folder is booked with each file
opened in it and is none of its own. The others were opened before that moment, nobody
knows when, and are left out. ``rows``: lists whose newest entry lies inside the window.

A value begins with the name (UTF-16, up to a zero); what follows, the shortcut, is unread.

**On this device**: yes; Explorer writes what was opened at this screen. A roaming profile
of an organisation's network is the exception that the hive does not show. Met real hives
of Windows XP, 7 and 8.

References: artefact facts 9; plaso ``mrulistex.py``; https://winreg-kb.readthedocs.io/
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.registry import USER, Hive, Key, hive, older, text
from inzage.mandate import DataClass
from inzage.observations import FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader

_KEY = "Software/Microsoft/Windows/CurrentVersion/Explorer/RecentDocs"
_FOLDERS = "Folder"
_NOBODY = 0xFFFFFFFF


@reader(opens=DataClass.FILES_TOUCHED, family="files_touched", at=USER, copies=older(*USER), met_real=True)
def recent_docs(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the newest of each list whose moment falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        folders = opened.key(f"{_KEY}/{_FOLDERS}")
        seen = {_newest(folders)} if folders else set[str]()
        for listed in _lists(opened):
            at, name = listed.written, _newest(listed)
            if name and dated.inside(at) and name not in seen:
                seen.add(name)
                yield FileTouched(at, name, OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _lists(opened: Hive) -> Iterator[Key]:
    """The lists per ending first: the whole list's date can be that of another entry's removal."""
    yield from opened.under(_KEY)
    whole = opened.key(_KEY)
    if whole:
        yield whole


def _newest(listed: Key) -> str:
    order = listed.data("MRUListEx")[:4]
    number = int.from_bytes(order, "little") if order else _NOBODY
    return text(listed.data(str(number))) if number != _NOBODY else ""
