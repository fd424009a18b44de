"""What WhatsApp's databases on all systems share: its addresses, and which chats are talk between people.

``@s.whatsapp.net`` is a person, ``@lid`` the same person under a hidden number, ``@g.us`` a
group, which that whole address (``120363000000000001@g.us``) identifies. A status
(``status@broadcast``), a broadcast list (``@broadcast``, whose messages stand once more in each
recipient's chat) and a channel (``@newsletter``) are no conversation.

References: IPED ``parsers/whatsapp``, ALEAPP ``WhatsApp.py``; artefact facts 4.1.
"""

from inzage.formats.sqlite import Row

_NO_TALK = ("@broadcast", "@newsletter")
_GROUP = "@g.us"


def between_people(row: Row) -> Row:
    """(id, time, direction, chat, sender in a group, origin) → as ``correspondence.messages`` takes it."""
    number, time, direction, chat, sender, origin = row
    name = chat if isinstance(chat, str) else ""
    group = name.endswith(_GROUP)
    act = None if name.endswith(_NO_TALK) else direction
    contact = sender if group and direction == "incoming" and sender else chat
    return number, time, act, contact, name if group else "", origin
