"""Wi-Fi networks in ``wpa_supplicant.conf``, by number alone: Android up to 7, and Linux without a desktop.

Text; one ``network={ … }`` each. An act is a network. The file dates nothing: ``at`` is its last change,
when the network was there; without a date the reading is a lower bound, and so it is where braces do not
pair. ``rows``: networks, where that date is in the window. Names and keys inside the braces are passed over.

**On this device**: unknown; a network can be written down, or come along from an older phone, and
never be used. Has not yet met a real file.

References: wpa_supplicant.conf(5)
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_NETWORK = re.compile(rb"^[ \t]*network[ \t]*=[ \t]*\{", re.MULTILINE)
_SETTING = re.compile(rb"^[ \t]*(ctrl_interface|update_config|country|p2p_disabled)[ \t]*=", re.MULTILINE)
_BEGINS = re.compile(rb"^[ \t]*[^#\s=]+[ \t]*=[ \t]*\{[ \t]*\r?$", re.MULTILINE)
_ENDS = re.compile(rb"^[ \t]*\}[ \t]*\r?$", re.MULTILINE)
_MOST = 4 * 1024 * 1024


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("wifi/wpa_supplicant.conf", "wpa_supplicant/wpa_supplicant.conf"),
    elsewhere=("**/wpa_supplicant*.conf",),
)
def wpa_networks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the networks, at the file's last change."""
    settings = content(artefact, _MOST)
    networks = len(_NETWORK.findall(settings))
    if not networks and not _SETTING.search(settings):
        raise refused(artefact)
    at, dated = last_seen(artefact), Dated(window)
    for _ in range(networks):
        if dated.inside(at):
            yield ConnectedDevice(at, DeviceKind.NETWORK, "", OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    yield from marred(settings)
    if at is None or len(_BEGINS.findall(settings)) != len(_ENDS.findall(settings)):
        yield Degraded()
