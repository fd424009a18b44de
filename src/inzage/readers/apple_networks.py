"""Wireless networks that a Mac, iPhone or iPad has joined. What they are called is not read.

| file | since | joined at |
|---|---|---|
| ``com.apple.airport.preferences.plist`` | macOS until 11 | ``LastConnected``, in a list or by number |
| ``com.apple.wifi.plist`` | iOS until 14 | ``lastJoined``, ``lastAutoJoined``, ``prevJoined`` |
| ``com.apple.wifi.known-networks.plist`` | iOS 15, macOS 11 and later | ``JoinedByUserAt``, ``JoinedBySystemAt`` |

An act is a network, at the last of these moments. One that was never joined here (it came with
iCloud or an organisation's settings, and has only the moment at which it was added) is none and
lies in no window. ``rows``: networks whose last moment lies inside the window.

**On this device**: yes. A network that was forgotten is not there. Met two real files (macOS 10.9: 4
networks; iOS 16: 1); ``com.apple.wifi.plist`` only as described.

References: https://github.com/log2timeline/plaso (``plist_plugins/airport.py``,
``ios_wifi_known_networks.py``), https://github.com/abrignoni/iLEAPP (``appleWifiPlist.py``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.trees import Fields, date, entries, inner, plist_tree
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_JOINED = ("LastConnected", "lastJoined", "lastAutoJoined", "prevJoined", "JoinedByUserAt", "JoinedBySystemAt")
_LISTS = ("RememberedNetworks", "List of known networks")


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("**/com.apple.airport.preferences.plist", "**/com.apple.wifi.plist", "**/com.apple.wifi.known-networks.plist"),
    met_real=True,
)
def apple_networks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the networks that were last joined inside the window."""
    settings, dated = plist_tree(artefact), Dated(window)
    for network in _networks(settings):
        at = _joined(network)
        if dated.inside(at):
            yield ConnectedDevice(at, DeviceKind.NETWORK, "", OnThisDevice.YES)
    yield from dated.remarks()


def _networks(settings: Fields) -> Iterator[Fields]:
    """All that any form keeps; a file without networks is one of settings alone, as later versions leave it."""
    listed = [entry for name in _LISTS for entry in entries(settings.get(name))]
    named = {**inner(settings, "KnownNetworks"), **{k: v for k, v in settings.items() if k.startswith("wifi.")}}
    yield from (network for network in (*listed, *named.values()) if isinstance(network, dict))


def _joined(network: Fields) -> datetime | None:
    return max((at for name in _JOINED if (at := date(network, name))), default=None)
