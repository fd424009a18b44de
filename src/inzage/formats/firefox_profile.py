"""Files of a Firefox profile on a computer, and whether what they hold was done on this device.

The roots are those of ``mozilla.PLACES``; a file that lies elsewhere is known by its name.

References: https://support.mozilla.org/kb/profiles-where-firefox-stores-user-data
"""

from inzage.artefact import Artefact
from inzage.formats import mozilla
from inzage.observations import OnThisDevice

_NAME = "/places.sqlite"
_PHONES = ("org.mozilla.", "org.torproject.")
_ROOTS = tuple(
    place.removesuffix(_NAME)
    for place in mozilla.PLACES
    if place.endswith(_NAME) and not place.startswith(_PHONES)
)  # fmt: skip


def places(*files: str) -> tuple[str, ...]:
    """Globs of these files in every root that is certainly a profile's."""
    return tuple(f"{root}/{name}" for root in _ROOTS for name in files)


def here_or_unknown(artefact: Artefact) -> OnThisDevice:
    """What Sync may carry is of this device only where the profile never took part in it."""
    return OnThisDevice.YES if mozilla.never_synchronised(artefact) else OnThisDevice.UNKNOWN
