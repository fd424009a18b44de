"""Devices that were not declared: connected to, paired with or linked to a carrier, and not on the declaration.

The condition asks that all devices are shown. The mandate (or its order) names the
declared ones as tokens of their serial numbers (``apparaten``); inside the lock what
the carrier remembers is compared with them. Each device counts once per source, at
the last moment it was seen inside the window, by its kind.

Kinds that are no devices of a person are left out: networks. Of a device without a
number nobody can say whether it was declared: it is counted as of unknown origin, so
that it can make the answer *not assessable* but never an indication.

One device in two sources (the registry and a log, say) counts twice; the count is one
of traces.

False alarms: not measured on neutral data. Known: a friend's stick, a hired car, a
printer's card reader. Their number is what a talk is about, not what follows from it.

References: readers that yield ``ConnectedDevice``; domain facts 5.3, A1.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from inzage.artefact import Window
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.mandate.named import Named
from inzage.observations import ConnectedDevice, DeviceKind, OnThisDevice

_KINDS = tuple(kind for kind in DeviceKind if kind is not DeviceKind.NETWORK)


@indicator(observes=(ConnectedDevice,), labels=tuple(kind.value for kind in _KINDS))
class UndeclaredDevices(Detector):
    """Counts devices that a carrier remembers and nobody declared."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        self._declared = Named.of(parameters.get("apparaten"))
        self._last: dict[tuple[str, str], tuple[datetime, OnThisDevice]] = {}

    def observe(self, seen: ConnectedDevice) -> Iterator[Counted]:
        """Nothing yet: only at the end is it known when each was last seen."""
        if seen.device in _KINDS and not self._declared.holds(seen.untrusted_device):
            self._keep(seen)
        return iter(())

    def conclude(self) -> Iterator[Counted]:
        """Each device once, at its last moment."""
        for (kind, _), (at, origin) in self._last.items():
            yield kind, at, origin

    def _keep(self, seen: ConnectedDevice) -> None:
        known = seen.untrusted_device
        origin = seen.on_this_device if known else OnThisDevice.UNKNOWN
        name = (seen.device.value, known or f"\0{len(self._last)}")
        before = self._last.get(name)
        if before is None or seen.at > before[0]:
            self._last[name] = (seen.at, origin)
