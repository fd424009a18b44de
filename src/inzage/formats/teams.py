"""What a conversation of Microsoft Teams is, by its identifier, which is the same on all systems.

``19:<person>_<person>@unq.gbl.spaces`` lies between two people and ``48:notes`` is one's own;
every other ``19:…`` (``@thread.v2`` a group or a meeting, ``@thread.tacv2`` and ``@thread.skype`` a
channel of a team) is a place where several meet, which that whole identifier names. A
channel's address (``teams.microsoft.com/l/channel/19%3a…``) holds it too.

References: https://learn.microsoft.com/en-us/graph/api/resources/chat; ALEAPP and iLEAPP ``teams.py``
"""

from inzage.formats.sqlite import Row

_MEETING = "19:"
_TWO = "@unq.gbl.spaces"


def placed(row: Row) -> Row:
    """(id, time, direction, contact, conversation, origin) → as ``correspondence.messages`` takes it."""
    number, time, direction, contact, conversation, origin = row
    name = conversation if isinstance(conversation, str) else ""
    group = name if name.startswith(_MEETING) and not name.endswith(_TWO) else ""
    return number, time, direction, contact, group, origin
