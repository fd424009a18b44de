"""Which WhatsApp addresses are talk between people, and with whom."""

import pytest

from inzage.formats.whatsapp import between_people

PERSON, GROUP = "31600000001@s.whatsapp.net", "120363000000000001@g.us"


@pytest.mark.parametrize(
    ("direction", "chat", "sender", "told"),
    [
        ("incoming", PERSON, None, ("incoming", PERSON, False)),
        ("outgoing", PERSON, None, ("outgoing", PERSON, False)),
        ("incoming", "9990@lid", None, ("incoming", "9990@lid", False)),
        ("incoming", GROUP, PERSON, ("incoming", PERSON, True)),
        ("incoming", GROUP, None, ("incoming", GROUP, True)),
        ("incoming", GROUP, "", ("incoming", GROUP, True)),
        ("outgoing", GROUP, PERSON, ("outgoing", GROUP, True)),
        ("incoming", PERSON, "31600000002@s.whatsapp.net", ("incoming", PERSON, False)),
        ("incoming", "status@broadcast", PERSON, (None, "status@broadcast", False)),
        ("outgoing", "1234567@broadcast", None, (None, "1234567@broadcast", False)),
        ("incoming", "123@newsletter", None, (None, "123@newsletter", False)),
        ("incoming", "g.us@s.whatsapp.net", None, ("incoming", "g.us@s.whatsapp.net", False)),
        ("incoming", None, None, ("incoming", None, False)),
        (None, GROUP, PERSON, (None, GROUP, True)),
    ],
)
def test_a_row_becomes_a_message_or_none(
    direction: str | None, chat: str | None, sender: str | None, told: tuple[str | None, str | None, bool]
) -> None:
    act, contact, group = told
    assert between_people((7, 1, direction, chat, sender, "unknown")) == (7, 1, act, contact, group, "unknown")
