"""The doors: classes of data on a carrier, each with one level of intrusion."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How deep a data class intrudes; also the order of work (stage A, B, C)."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class DataClass(StrEnum):
    """What a door opens onto. Each has one intrusion level."""

    DEVICE_FACTS = "device_facts"
    ACCOUNTS = "accounts"
    SOFTWARE = "software"
    CONNECTED_DEVICES = "connected_devices"
    HISTORY_EXTENT = "history_extent"
    BROWSING = "browsing"
    SEARCHES = "searches"
    DOWNLOADS = "downloads"
    FILES_TOUCHED = "files_touched"
    SHARING = "sharing"
    CONTACTS = "contacts"
    MESSAGE_METADATA = "message_metadata"
    MESSAGE_CONTENT = "message_content"
    MEDIA_DIGESTS = "media_digests"
    RECOVERED = "recovered"

    @property
    def level(self) -> Level:
        """Low, medium or high intrusion."""
        return _LEVELS[self]


_LEVELS: Mapping[DataClass, Level] = {
    DataClass.DEVICE_FACTS: Level.LOW,
    DataClass.ACCOUNTS: Level.LOW,
    DataClass.SOFTWARE: Level.LOW,
    DataClass.CONNECTED_DEVICES: Level.LOW,
    DataClass.HISTORY_EXTENT: Level.LOW,
    DataClass.BROWSING: Level.MEDIUM,
    DataClass.SEARCHES: Level.MEDIUM,
    DataClass.DOWNLOADS: Level.MEDIUM,
    DataClass.FILES_TOUCHED: Level.MEDIUM,
    DataClass.SHARING: Level.MEDIUM,
    DataClass.CONTACTS: Level.HIGH,
    DataClass.MESSAGE_METADATA: Level.HIGH,
    DataClass.MESSAGE_CONTENT: Level.HIGH,
    DataClass.MEDIA_DIGESTS: Level.HIGH,
    DataClass.RECOVERED: Level.HIGH,
}
