"""The closed vocabulary that readers speak: observations, and remarks on the reading.

An observation never leaves the locked worker. Every time is an aware UTC
``datetime``. Fields called ``untrusted_…`` hold what the carrier says. One field
name has one type throughout. A new kind of observation needs an ADR; a new
reader does not. ``Alike`` and ``Rest`` are no kinds: they tell many observations of one kind at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar, cast

from inzage.artefact import Near

_Kind = TypeVar("_Kind", bound=type[Any])


def _made_quickly(kind: _Kind) -> _Kind:
    """A frozen data class whose values are made through the slots themselves, at half the cost.

    What ``dataclass`` writes looks up ``object.__setattr__`` and then the slot, by name, for every field of
    every row of a carrier; a slot's own setter is the same store without the search.
    """
    names = [field.name for field in fields(kind)]
    stores = {f"set_{name}": getattr(kind, name).__set__ for name in names}
    lines = [f"def __init__(self, {', '.join(names)}):", *(f"    set_{name}(self, {name})" for name in names)]
    exec("\n".join(lines), stores)  # noqa: S102 - as dataclass does; of names in this file alone
    made = cast(Any, stores["__init__"])
    made.__qualname__, made.__annotations__ = f"{kind.__qualname__}.__init__", kind.__init__.__annotations__
    kind.__init__ = made
    return kind


class OnThisDevice(StrEnum):
    """Was the act done on this device, or synchronised from another?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ProgramKind(StrEnum):
    """Closed classes of ordinary programs."""

    WIPING = "wiping"
    VPN = "vpn"
    TOR = "tor"
    PEER_TO_PEER = "peer_to_peer"
    VAULT = "vault"
    CONTAINER = "container"
    REMOTE_DESKTOP = "remote_desktop"
    VIRTUAL_MACHINE = "virtual_machine"
    CLOUD_STORAGE = "cloud_storage"
    MESSENGER = "messenger"
    BROWSER = "browser"
    OTHER = "other"


class Direction(StrEnum):
    """Which way a message or call went, seen from this device."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    UNKNOWN = "unknown"


class DeviceKind(StrEnum):
    """Closed classes of what was connected, paired or synchronised."""

    STORAGE = "storage"
    PHONE = "phone"
    BLUETOOTH = "bluetooth"
    NETWORK = "network"
    LINKED_APP = "linked_app"
    OTHER = "other"


class Moment(StrEnum):
    """Closed classes of what happened to a system as a whole."""

    INSTALLED = "installed"
    RESET = "reset"
    UPGRADED = "upgraded"
    CLOCK_CHANGED = "clock_changed"
    OTHER = "other"


class MediaKind(StrEnum):
    """What a file of media is, by its first bytes and not by its name."""

    PICTURE = "picture"
    VIDEO = "video"
    OTHER = "other"


class AccountKind(StrEnum):
    """Closed classes of accounts."""

    SYSTEM_USER = "system_user"
    EMAIL = "email"
    CLOUD = "cloud"
    MESSENGER = "messenger"
    OTHER = "other"


@_made_quickly
@dataclass(frozen=True, slots=True)
class Visit:
    """An address opened by the person: an act, not a sub-frame, reload or redirect hop."""

    at: datetime
    untrusted_url: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Search:
    """Words given to a search engine or search bar."""

    at: datetime
    untrusted_text: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Download:
    """A file fetched by a program; ``untrusted_urls`` is the chain, final address last."""

    at: datetime
    untrusted_urls: tuple[str, ...]
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class HistoryGap:
    """Records that were there and are not: ``missing`` of them between two kept ones."""

    at: datetime
    missing: int
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class HistoryEmptied:
    """A history younger than the profile's own use shows, not explained by expiry.

    ``at`` is the first moment that the history still covers (or of the last
    change of the file, where it holds nothing).
    """

    at: datetime
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class ProgramTrace:
    """A trace of a program of a closed class; ``at`` is its last known use."""

    at: datetime
    program: ProgramKind
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Saved:
    """An address kept for later: a bookmark, reading list or open tab. ``at``: when it was saved or last seen."""

    at: datetime
    untrusted_url: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Message:
    """One message, by its circumstances alone: when, which way, with whom, in a group or not.

    ``untrusted_group``: what identifies the group, channel or server, as the program
    writes it; empty between two people, and where the source does not say which group.
    """

    at: datetime
    direction: Direction
    untrusted_contact: str
    in_group: bool
    untrusted_group: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class MessageText:
    """What one message said. Only behind the door of content; no reader of circumstances gives it."""

    at: datetime
    direction: Direction
    untrusted_contact: str
    in_group: bool
    untrusted_text: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Call:
    """One call, by its circumstances alone. ``seconds``: how long it lasted, 0 where it was not answered."""

    at: datetime
    direction: Direction
    untrusted_contact: str
    seconds: int
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody in an address book or list of friends; ``at``: added or last changed, as far as the source says.

    ``declared_age``: years at that moment, only where the app stores an age or birth
    date that the contact declared.
    """

    at: datetime
    untrusted_contact: str
    declared_age: int | None
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Installation:
    """A program or app that is, or was, on the device; ``at``: when it came, or was last changed."""

    at: datetime
    program: ProgramKind
    untrusted_program: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class ProgramRun:
    """A program was used; ``times``: how often in all, as far as the trace counts; 0: it ran, no start is known."""

    at: datetime
    program: ProgramKind
    untrusted_program: str
    times: int
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class FileTouched:
    """A file was opened, moved to the bin or shown small; its name and content stay unread or inside."""

    at: datetime
    untrusted_name: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Sharing:
    """A file in a sharing program: ``shared`` is True where it was really sent, not only available."""

    at: datetime
    untrusted_name: str
    shared: bool
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class ConnectedDevice:
    """Another device that was connected, paired or linked; ``at``: last time.

    ``untrusted_device``: what tells it from every other (serial number, hardware
    address, number of the link), so that it can be compared with those that were
    declared; empty where the source has nothing of the kind.
    """

    at: datetime
    device: DeviceKind
    untrusted_device: str
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class Account:
    """An account that the device knows, by kind alone; ``at``: made or last used, as far as the source says."""

    at: datetime
    account: AccountKind
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class SystemMoment:
    """The system was installed, reset or upgraded, or its clock was set; ``at``: when, by the new clock."""

    at: datetime
    moment: Moment
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class MediaItem:
    """A file of media that lies on the carrier; ``size`` in bytes. Nothing of it is decoded.

    ``digests``: of its bytes, as ``algorithm:hex``, as far as a list asks for them.
    """

    at: datetime
    media: MediaKind
    size: int
    digests: tuple[str, ...]
    on_this_device: OnThisDevice


@_made_quickly
@dataclass(frozen=True, slots=True)
class MediaLook:
    """A file of media that was looked at: how many frames had enough to see, and which lie near to a list's entries.

    ``telling``: 1 for a picture; 0 where it showed too little, or was not looked at yet. A picture
    or a hash is not in it.
    """

    at: datetime
    media: MediaKind
    telling: int
    near: tuple[Near, ...]
    on_this_device: OnThisDevice


ORIGINS: Mapping[object, OnThisDevice] = {word.value: word for word in OnThisDevice}
DIRECTIONS: Mapping[object, Direction] = {word.value: word for word in Direction}
"""A query's words to what they mean: looked up once a row, which costs a tenth of making the same again."""

Observation = (
    Visit
    | Search
    | Download
    | Saved
    | HistoryGap
    | HistoryEmptied
    | ProgramTrace
    | Message
    | MessageText
    | Call
    | Contact
    | Installation
    | ProgramRun
    | FileTouched
    | Sharing
    | ConnectedDevice
    | Account
    | SystemMoment
    | MediaItem
    | MediaLook
)


@_made_quickly
@dataclass(frozen=True, slots=True)
class Alike:
    """Two acts or more that differ in nothing but their moment, told at once.

    ``first`` is the first of them, ``last`` the moment of the last, ``acts`` how many they are.
    ``ticks``: the moment of each as the source counts it, with commas between, in no order;
    ``moment`` reads one.
    """

    first: Visit | Message
    acts: int
    last: datetime
    ticks: str
    moment: Callable[[int], datetime | None]

    def moments(self) -> Iterator[datetime]:
        """When each was."""
        return filter(None, map(self.moment, map(int, self.ticks.split(","))))

    def each(self) -> Iterator[Visit | Message]:
        """Each by itself."""
        kind = type(self.first)
        same = [getattr(self.first, name) for name in kind.__match_args__[1:]]
        for at in self.moments():
            yield kind(at, *same)


@dataclass(frozen=True, slots=True)
class Rest:
    """So many acts of a kind and origin that nobody looks at, but perhaps for their hour.

    ``sample`` stands for them: at the beginning of their hour, in UTC, and without what it was about. Where no
    question asks for hours they are all one, and its moment and origin say nothing of the others.
    """

    sample: Visit
    acts: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Remark: so many rows of the main table inside the window were opened."""

    rows: int


@dataclass(frozen=True, slots=True)
class Covers:
    """Remark: the time that the artefact really covers, whatever the window."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Degraded:
    """Remark: read, but not whole; what it yields is a lower bound."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Remark: the file is sound and holds more than this reader can or may read; a lower bound."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Remark: of the reader's own columns ``absent`` are not there, ``unknown`` others are."""

    absent: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Dirty:
    """Remark: the file was left half-written; ``replayed``: its log brought it up to date, else it is a lower bound."""

    replayed: bool


Remark = Opened | Covers | Degraded | Beyond | Columns | Dirty

Record = Mapping[str, int]
"""Observation kind (class name) to how many acts of it were yielded."""
