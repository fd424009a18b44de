"""Programs that ran in the background or foreground, by the Background Activity Moderator (BAM, DAM).

Windows 10 1709 and later, ``SYSTEM``: ``Services/{bam,dam}/[State/]UserSettings/<SID>``;
each value is a program (path or package) whose first eight bytes are its last run
(FILETIME). Entries go after a week without a run, at the next start.

An act is a program's last run under a person's account (``S-1-5-21-…``, ``S-1-12-1-…``); what the system and
its services ran is none. The same program under both services or both keys of one user counts once,
at its latest. ``times`` is 0: a program that starts with the computer, brings itself up to date or
works in the background stands here too, and at its hour nobody need have been there. ``rows``: dated
values inside the window, of any account.

**On this device**: yes; a service of the machine writes it. Only the control set in use is
read. Has not yet met a real hive.

References: artefact facts 5; plaso ``bam.py``
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.programs import program_kind
from inzage.formats.registry import SYSTEM, Hive, hive, older
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, ProgramRun, Remark
from inzage.readers import reader

_RUN = 8
_PERSONS = ("s-1-5-21-", "s-1-12-1-")


@reader(opens=DataClass.SOFTWARE, family="program_use", at=SYSTEM, copies=older(*SYSTEM))
def bam(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each program whose last run falls inside the window."""
    dated, last = Dated(window), dict[tuple[str, str], datetime]()
    with hive(artefact) as opened:
        for user, program, at in _runs(opened):
            if dated.inside(at) and user.startswith(_PERSONS):
                last[user, program] = max(at, last.get((user, program), at))
        for (_, program), at in last.items():
            yield ProgramRun(at, program_kind(program), program, 0, OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _runs(opened: Hive) -> Iterator[tuple[str, str, datetime | None]]:
    """(user, program, last run)."""
    for service in ("bam", "dam"):
        for state in ("UserSettings", "State/UserSettings"):
            for user in opened.under(f"{opened.control_set()}/Services/{service}/{state}"):
                for program, data in user.values():
                    if len(data) >= _RUN:
                        yield user.name.lower(), program, filetime_at(data)
