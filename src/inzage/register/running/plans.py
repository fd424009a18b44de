"""What a check would open, before it begins: ``inzage plan`` as a process of its own."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from inzage.record import MANDATE, ORDER
from inzage.register.models import Record
from inzage.register.running import Laid
from inzage.register.running.faults import PlanUnknown
from inzage.register.running.launch import launched
from inzage.register.running.orders import live_order
from inzage.register.running.papers import paper_of
from inzage.register.running.places import Places
from inzage.register.running.progress import sentence

SECONDS = 120.0
LARGEST = 4 * 1024 * 1024
GENERAL = ("Laat de beheerder ernaar kijken.", "Have the administrator look into it.")


def plan(activity: Record, laid: Sequence[Laid], places: Places) -> dict[str, Any]:
    """The plan as ``inzage plan --json`` tells it. Of carriers only names are walked.

    Before an order was given out it is the mandate's alone: without carriers and lists.

    Raises:
        NoMandate, NotSetUp: there is nothing to plan with.
        PlanUnknown: the tool refused, and says why.
    """
    given = live_order(activity)
    with TemporaryDirectory(prefix="inzage-") as folder:
        mandate, order = Path(folder, MANDATE), Path(folder, ORDER)
        mandate.write_bytes(bytes(paper_of(activity).envelope))
        if given is None:
            return _told(["plan", str(mandate), "--json"], ())
        order.write_bytes(bytes(given.envelope))
        papers = ["plan", str(mandate), "--order", str(order), "--kit", str(places.checking()), "--json"]
        lists = ["--lists", str(places.lists)] if places.lists else []
        return _told([*papers, *lists, *words_of(laid)], laid)


def words_of(laid: Sequence[Laid]) -> list[str]:
    """The carriers on a command line, and what is said of each."""
    said = [(f"--{name}", one.json[name]) for one in laid for name in ("kind", "presented", "owner")]
    return [*(one.path for one in laid), *(word for pair in said for word in pair)]


def _told(words: Sequence[str], laid: Sequence[Laid]) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and words)
            launched("--lang", "nl", *words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode == 0 and len(done.stdout) <= LARGEST and isinstance(told := json.loads(done.stdout), dict):
            return told
    except (subprocess.TimeoutExpired, ValueError):
        raise PlanUnknown(said=GENERAL) from None
    why = sentence(done.stderr.strip().rpartition(b"\n")[2], [one.path for one in laid])
    raise PlanUnknown(said=(why or GENERAL[0], GENERAL[1]))
