"""Which WhatsApp addresses are talk between people, and with whom."""

import pytest

from inzage.formats.whatsapp import between_people

PERSON, GROUP = "31600000001@s.whatsapp.net", "120363000000000001@g.us"


@pytest.mark.parametrize(
    ("direction", "chat", "sender", "told"),
    [
        ("incoming", PERSON, None, ("incoming", PERSON, "")),
        ("outgoing", PERSON, None, ("outgoing", PERSON, "")),
        ("incoming", "9990@lid", None, ("incoming", "9990@lid", "")),
        ("incoming", GROUP, PERSON, ("incoming", PERSON, GROUP)),
        ("incoming", GROUP, None, ("incoming", GROUP, GROUP)),
        ("incoming", GROUP, "", ("incoming", GROUP, GROUP)),
        ("outgoing", GROUP, PERSON, ("outgoing", GROUP, GROUP)),
        ("incoming", PERSON, "31600000002@s.whatsapp.net", ("incoming", PERSON, "")),
        ("incoming", "status@broadcast", PERSON, (None, "status@broadcast", "")),
        ("outgoing", "1234567@broadcast", None, (None, "1234567@broadcast", "")),
        ("incoming", "123@newsletter", None, (None, "123@newsletter", "")),
        ("incoming", "g.us@s.whatsapp.net", None, ("incoming", "g.us@s.whatsapp.net", "")),
        ("incoming", None, None, ("incoming", None, "")),
        (None, GROUP, PERSON, (None, GROUP, GROUP)),
    ],
)
def test_a_row_becomes_a_message_or_none(
    direction: str | None, chat: str | None, sender: str | None, told: tuple[str | None, str | None, str]
) -> None:
    act, contact, group = told
    assert between_people((7, 1, direction, chat, sender, "unknown")) == (7, 1, act, contact, group, "unknown")
