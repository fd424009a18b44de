"""Forbidden software: programs of a class that the condition forbids, present or used.

Asked where the mandate names classes of ordinary programs (``soorten``): anonymising,
wiping, sharing between peers, vaults and so on. Which program belongs to which class
stands in a closed table of this version (``formats.programs``), never on a list of a
person. What counts:

- ``<class>``: one program that is or was on the device, counted at the moment it came
  or was last changed, as far as the source says;
- ``<class>_used``: one trace of use, at its last moment.

A program that comes with the system (OneDrive with Windows, Google Drive with Android) is there, and runs,
where nobody chose it: that it is there, or ran without a known start, counts never; that somebody
started it does.

The same program in two sources counts twice: the count is one of traces, not of
programs, and the document says so. A program whose class the table does not know
counts never. Only acts inside the window count; a program that has been there for
longer and left no trace inside it does not.

False alarms: not measured on neutral data. Known: a program's own class is a judgement
about ordinary programs; on a device with a firm's own VPN or a museum's remote desktop
it is true and innocent. That is why the block asks the court for the classes, and the officer for a talk.

References: readers that yield ``Installation``, ``ProgramRun`` and ``ProgramTrace``;
domain facts 5.2 (software for VPN, cloud storage, virtual desktops), 5.3 A3.
"""

from collections.abc import Iterator, Mapping

from inzage.artefact import Window
from inzage.formats.programs import comes_along
from inzage.indicators import Counted, Detector, Lookups, indicator
from inzage.observations import Installation, ProgramKind, ProgramRun, ProgramTrace

USED = "_used"
_KINDS = tuple(kind for kind in ProgramKind if kind is not ProgramKind.OTHER)


@indicator(
    observes=(Installation, ProgramRun, ProgramTrace),
    labels=tuple(kind.value + end for kind in _KINDS for end in ("", USED)),
)
class ForbiddenSoftware(Detector):
    """Counts traces of programs of the forbidden classes."""

    def __init__(self, lookups: Lookups, parameters: Mapping[str, object], window: Window | None = None) -> None:
        named = parameters.get("soorten")
        self._forbidden = frozenset(named if isinstance(named, list | tuple) else ())

    def observe(self, seen: Installation | ProgramRun | ProgramTrace) -> Iterator[Counted]:
        """One act, if the program's class is forbidden."""
        if seen.program.value in self._forbidden and seen.program in _KINDS and not _of_itself(seen):
            end = "" if isinstance(seen, Installation) else USED
            yield seen.program.value + end, seen.at, seen.on_this_device


def _of_itself(seen: Installation | ProgramRun | ProgramTrace) -> bool:
    """Did it come with the system, and is nothing told of anybody who started it?"""
    if isinstance(seen, ProgramTrace) or (isinstance(seen, ProgramRun) and seen.times):
        return False
    return comes_along(seen.untrusted_program)
