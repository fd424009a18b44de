"""Networks that a Linux computer knows (NetworkManager, ``*.nmconnection``). No key is read out.

One file a connection; ``[connection]`` holds its ``type`` and often ``timestamp``: when it was last
made (Unix seconds). An act is a network: Wi-Fi, cable, mobile or a private one (VPN). The
computer's connection with itself and what joins its own parts (``loopback``, ``bridge``,
``tun``) are none. Without ``timestamp``: the file's last change. ``rows``: 1 where that falls inside
the window.

**On this device**: yes where ``timestamp`` says that it was made; unknown without, because a
connection can be written down and never used. Networks that were taken out are gone. Has not
yet met a real file.

References: nm-settings-keyfile(5), nm-settings(5) ("timestamp")
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.keyfile import keyfile, number, section
from inzage.formats.moments import Dated, unix_seconds
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_NETWORKS = frozenset(
    {"wifi", "802-11-wireless", "ethernet", "802-3-ethernet", "gsm", "cdma", "vpn", "wireguard", "pppoe"}
)


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("NetworkManager/system-connections/*.nmconnection",),
    elsewhere=("NetworkManager/system-connections/*",),
)
def linux_networks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the network, if its moment falls inside the window."""
    connection = section(keyfile(artefact), "connection")
    if connection is None or "type" not in connection:
        raise refused(artefact, Reason.TABLE_MISSING)
    made = unix_seconds(number(connection, "timestamp"))
    at, dated = made or last_seen(artefact), Dated(window)
    if dated.inside(at) and connection["type"] in _NETWORKS:
        here = OnThisDevice.YES if made else OnThisDevice.UNKNOWN
        yield ConnectedDevice(at, DeviceKind.NETWORK, connection.get("uuid", ""), here)
    yield from dated.remarks()
    yield from marred(content(artefact))
    if at is None:
        yield Degraded()
