"""Other devices with which a Chromium browser synchronises (``Sync Data/LevelDB``): phones, computers.

Chrome, Edge, Brave and others since 2016, on computers and phones, signed in and synchronising. A
LevelDB, read whole over all its files; opened are the keys ``device_info-dt-…`` (a device, as it told of
itself) and ``device_info-GlobalMetadata`` (which of them is this one: ``cache_guid``). Of a device are
taken its number, its form (phone or tablet, or another), whether it is a browser and when it last told
of itself; name, maker and model are not read out.

An act is another browser at that moment (``last_updated_timestamp``, milliseconds, refreshed once a day
at the most). ``rows``: devices with a moment inside the window, this one too. This device is left out;
where the file does not say which that is, nothing is counted and the reading is a lower bound. Left out
are clients that are no browser (Google Play services: the phone's own Chrome tells of itself). A device
without a moment makes the reading a lower bound too.

**Which device.** *Unknown*: it was the other device that synchronised, and the account may be shared.
Signing out here empties the list; it then comes back with this very browser in it under an
earlier number, for up to 56 days, where its settings were lost. What was taken out is not given.

Limits: without ``CURRENT`` there is no database; before 2016 the list was not kept in this form; a
part that is lost makes a lower bound, in which an older moment may stand for a newer one. Has met no
real file with another device in it yet: only what Chromium 156 kept of profiles that never
synchronised, and of one that knew itself alone.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/sync/protocol/
(``device_info_specifics.proto``, ``data_type_state.proto``, ``sync_enums.proto``),
``components/sync_device_info/device_info_sync_bridge.cc``,
``components/sync/model/blocking_data_type_store_impl.cc``
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Artefact, Window
from inzage.formats import chromium, protobuf
from inzage.formats.leveldb import store
from inzage.formats.moments import Dated, unix_millis
from inzage.mandate import DataClass
from inzage.observations import Beyond, ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_FILE = "Sync Data/LevelDB/CURRENT"
_DEVICE, _STATE = b"device_info-dt-", b"device_info-GlobalMetadata"
_OWN = 5
_TYPE, _OLD_VERSION, _AT, _VERSION, _FORM = 3, 5, 8, 17, 20
"""Field numbers of ``DataTypeState`` and of ``DeviceInfoSpecifics``."""
_HANDHELD_FORMS, _HANDHELD_TYPES = (2, 3), (6, 7)

_Fields = Mapping[int, int | bytes]


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=chromium.places(_FILE),
    elsewhere=(f"**/{_FILE}",),
    copies=(f"User Data*/Snapshots/**/{_FILE}",),
)
def chromium_synced_devices(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the other browsers that last told of themselves inside the window."""
    kept = store(artefact, _DEVICE, _STATE)
    own, dated, whole = _own(kept.entries.get(_STATE, b"")), Dated(window), kept.whole
    devices = {key.removeprefix(_DEVICE): value for key, value in kept.entries.items() if key.startswith(_DEVICE)}
    for number, value in sorted(devices.items()):
        told = _fields(value)
        at = unix_millis(told.get(_AT))
        other = bool(own) and number != own and (_OLD_VERSION in told or _VERSION in told)
        whole &= bool(told) and (at is not None or not other)
        if dated.inside(at) and other:
            yield ConnectedDevice(at, _kind(told), number.decode("utf-8", "replace"), OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
    elif devices and not own:
        yield Beyond()


def _own(state: bytes) -> bytes:
    """The number of this device, empty where it is not told."""
    told = _fields(state).get(_OWN)
    return told if isinstance(told, bytes) else b""


def _fields(untrusted: bytes) -> _Fields:
    """The last value of each field; nothing where it is no message."""
    try:
        return dict(protobuf.fields(untrusted))
    except protobuf.Broken:
        return {}


def _kind(told: _Fields) -> DeviceKind:
    """By its form, or by its type where it tells no form."""
    form, handheld = told.get(_FORM), told.get(_TYPE) in _HANDHELD_TYPES
    if form:
        handheld = form in _HANDHELD_FORMS
    return DeviceKind.PHONE if handheld else DeviceKind.LINKED_APP
