"""What Kik's databases on both systems share: a group has an address of its own, like a person.

References: plaso ``ios_kik.py``, ALEAPP ``kik*.py``; artefact facts 4.8.
"""

from inzage.formats.sqlite import Row

_GROUPS = "groups.kik.com"


def grouped(row: Row) -> Row:
    """(id, time, direction, contact, chat, is it called a group, origin) → as ``correspondence.messages`` takes it."""
    number, time, direction, contact, chat, told, origin = row
    place = chat if isinstance(chat, str) and (told or chat.endswith(_GROUPS)) else told
    return number, time, direction, contact, place, origin
