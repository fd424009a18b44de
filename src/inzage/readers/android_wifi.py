"""Wi-Fi networks that an Android device knows (``WifiConfigStore.xml``, Android 8 and later), by number alone.

Text XML, or binary (ABX) from Android 12 on; one ``<Network>`` each. An act is a network. The file dates
nothing: ``at`` is its last change, when the network was there; without a date the reading is a
lower bound. ``rows``: networks, where that date is in the window. Names and keys are text between
the marks, and that is not even taken up.

**On this device**: yes where the phone was once connected (``HasEverConnected``); unknown else,
because networks come along from an older phone or an account. Has not yet met a real file.

References: https://android.googlesource.com/platform/packages/modules/Wifi/
(``WifiConfigStore.java``, ``XmlUtil.java``); ALEAPP ``wifiProfiles.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.markup import Markup
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_ROOT, _NETWORK, _FLAG = "WifiConfigStoreData", "Network", "boolean"
_EVER = "HasEverConnected"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("wifi/WifiConfigStore.xml", "com.android.wifi/WifiConfigStore.xml"),
    elsewhere=("**/WifiConfigStore.xml",),
)
def android_wifi(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the networks, at the file's last change."""
    markup, dated, at = Markup(artefact), Dated(window), last_seen(artefact)
    if markup.elements[0][0] != _ROOT:
        raise refused(artefact, Reason.TABLE_MISSING)
    for used in _networks(markup):
        if dated.inside(at):
            yield ConnectedDevice(at, DeviceKind.NETWORK, "", OnThisDevice.YES if used else OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if markup.degraded or at is None:
        yield Degraded()


def _networks(markup: Markup) -> list[bool]:
    """For each network: was the phone ever connected to it?"""
    used: list[bool] = []
    for name, held in markup.elements:
        if name == _NETWORK:
            used.append(False)
        elif used and name == _FLAG and held.get("name") == _EVER:
            used[-1] = held.get("value") == "true"
    return used
