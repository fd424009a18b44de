"""A machine on which workers take runs up: the sign that it is there, and what it lacks before a run may begin."""

import os
import shutil
import socket
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.db import DatabaseError

from inzage.register.log import now
from inzage.register.running.runs import machine
from inzage.register.running.tables import Machine
from inzage.register.values import Words

DISK = 1024**3
"""Bytes that must be free before a run begins: its case unpacked, with as much again beside it."""
MEMORY = 512 * 1024**2
"""Bytes of memory that must be available before a run begins: one locked worker at its largest, and the check."""
SIGN = timedelta(seconds=20)
"""Between two signs of a worker that waits."""
AWAY = timedelta(minutes=3)
"""Without any sign for so long a machine counts as away: three leases."""
REACHED = 3.0
"""Seconds that a cluster gets to answer."""
MEMINFO = Path("/proc/meminfo")
LACKS: Mapping[str, Words] = {
    "disk": Words(
        "Er is te weinig schijfruimte; er begint niets tot er ten minste 1 GB vrij is.",
        "There is too little room on the disk; nothing begins until at least 1 GB is free.",
    ),
    "memory": Words(
        "Er is te weinig werkgeheugen vrij; er begint niets tot er ten minste 512 MB vrij is.",
        "There is too little memory; nothing begins until at least 512 MB is free.",
    ),
    "cluster": Words(
        "Het rekencluster antwoordt niet; er begint niets tot het weer bereikbaar is.",
        "The cluster does not answer; nothing begins until it can be reached again.",
    ),
}


def lacks(files: Path, cluster: str = "") -> str:
    """What keeps a run from beginning here: a word of ``LACKS``, or nothing."""
    if shutil.disk_usage(files).free < DISK:
        return "disk"
    if (free := available()) is not None and free < MEMORY:
        return "memory"
    return "cluster" if cluster and not reached(cluster) else ""


class Watch:
    """The same, again and again: a cluster that answered is not asked each second."""

    def __init__(self, files: Path, cluster: str) -> None:
        self._files, self._cluster = files, cluster
        self._answered: float | None = None

    def lacks(self) -> str:
        """What keeps a run from beginning here now."""
        known = self._answered is not None and time.monotonic() - self._answered < SIGN.total_seconds()
        lacking = lacks(self._files, "" if known else self._cluster)
        if not known:
            self._answered = None if lacking else time.monotonic()
        return lacking


def available() -> int | None:
    """Bytes of memory that new work can have; None where the kernel does not say.

    References: proc(5), MemAvailable.
    """
    try:
        lines = MEMINFO.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    said = next((line.split() for line in lines if line.startswith("MemAvailable:")), None)
    return int(said[1]) * 1024 if said else None


def reached(cluster: str) -> bool:
    """Whether something listens at the address of a cluster. What it is, the check itself finds out."""
    parts = urlsplit(cluster)
    if not parts.hostname or not parts.port:
        return True  # a form that only the check understands
    try:
        socket.create_connection((parts.hostname, parts.port), REACHED).close()
    except OSError:
        return False
    return True


def sign(seats: int, cluster: str, lacking: str) -> None:
    """Say that this machine is there. Never in the way of the work: where it cannot be written, the next sign is."""
    told = {"seen": now(), "seats": seats, "cores": os.cpu_count() or 1, "elsewhere": bool(cluster), "lacks": lacking}
    try:
        Machine.objects.update_or_create(machine=machine(), defaults=told)
    except DatabaseError:
        return


def away(last: datetime | None, moment: datetime) -> bool:
    """Whether nothing was heard of a machine for too long."""
    return last is None or moment - last > AWAY
