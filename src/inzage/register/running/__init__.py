"""A check from the screen: order out, process beside us, case file in. Services only; screens stand on them.

In the order of use (``by``: an ``Actor``; ``places``: ``Places.from_settings()``; ``at``: when it happened)::

    papers.keep_mandate(opdracht, envelope, places)            -> sha256   the signed mandate, kept as it is
    orders.ask(catalogue, activity, by, reasons, at)           -> Record   a second person agrees: moving.consent
    orders.issue(catalogue, orders.Wanted(activity.id, by, consent.id, at, valid_days), places)  -> GivenOrder
    orders.live_order(activity) · orders.withdraw(catalogue, given, by, at)
    plans.plan(activity, laid, places)                         -> dict     what would open (inzage plan --json)
    bundles.out(given)                                         -> bytes    zip for a laptop without network
    runs.queue(catalogue, given, laid, by, places, at=...)     -> Run      the activity is under way from here
    runs.interrupt(run, by) · runs.stop(run, by) · runs.again(run, by)
    pausing.pause(by, machine, running, why) · pausing.go_on(by, machine, why) · pausing.prioritise(run, by, to, why)
    nights.summary(night, moment, organisation)                -> Summary  what a night came to
    working.work_once(Bench(catalogue, places)) · work_forever             ``inzage work`` does
    intake.take_upload(catalogue, Upload(stream, declared, stopped), activity.id, by, places)    -> Intake
    intake.take_folder(catalogue, folder, activity.id, by, places, stopped=...)                  -> Intake
    recounts.dispute(catalogue, finding, by, at) · recounts.queue(finding, laid, by, places)     -> Run

States of a ``Run`` (``State``): *queued* → *running* → *finished* → *taken_in*; *interrupted* and
*failed* go back to *queued* by ``again``; *stopped* (halted and sealed) never goes on. A run whose
worker died is taken up by the next when its lease is over, with the check's own ``--resume``. Runs wait by
``Priority``, last day (``due``) and when they were queued; in a paused queue none begins but to be sealed.

``Run.progress`` (never content; ``{}`` before the first line)::

    {"stage": "A"|"B"|"C"|"digest", "carrier": 1, "done": 3, "total": 8, "rows": 84,
     "fraction": 0.375, "seconds": 2.1, "left": 4.0|null,
     "lights": {"A": "done", "B": "running", "C": "waiting"}}

The fraction is of the stage at hand. Answers are not known before the case is taken in.
``Run.said``: {"nl", "en"} of what failed or was refused; ``Run.outcome`` of a recount: {"same": true, "questions":
[{"question", "same", "then": {"answer","count","days"}, "now": {..}}]}.

A case that was taken in, or refused, is a record of kind ``inname`` about the activity; its data::

    {"upload_sha256", "bytes", "refused": code}                  state geweigerd
    {"upload_sha256", "bytes", "case": {
       "check_id", "status": "done"|"halted", "marks": [..], "code", "mandate_sha256", "method_version",
       "begun", "ended", "window": {"from","to"}, "ledger": {"entries","root"}, "handover": number|absent,
       "answers":   [{"question","block","answer","count","days","first"?,"last"?,"per_day": [{"day","count"}],
                      "by": [{"carrier","class","count","days"}], "on_this_device": {"yes","no","unknown"},
                      "reasons": [..], "seen": 0..1, "lists": [{"list","version"}]}],
       "coverage":  [{"data_class","status","reason"?,"artefacts","rows"}],
       "intrusion": [{"data_class","level","artefacts","rows","bytes","human"}],
       "carriers":  [{"ordinal","kind","presented","owner"}],
       "documents": [{"document","sha256"}], "instrument": {"version","engine_sha256"}}}   state ingenomen

Beside it stand ``gedraging`` (one per question) and ``inbreuktelling`` (one per class of data),
and the activity goes on to *gedaan* or *gestopt*. ``Intake`` leads from check to record and folder.

Implementations load Django, but for ``examine_inside``, ``opened_inside``, ``telling`` (in the locked worker) and
``launch``.
Errors: ``faults``, all below ``RegisterFault``.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Literal

from inzage.mandate import CarrierKind, Owner, Presented

UNPACKED = 256 * 1024 * 1024
"""Bytes of all files of a case together: twenty times the largest ledger that a check can write."""


class State(StrEnum):
    """Where a run is."""

    QUEUED = "queued"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"
    FAILED = "failed"
    STOPPED = "stopped"
    TAKEN_IN = "taken_in"


class Asking(StrEnum):
    """What was asked of a run; the worker does it at its next beat. ``PUT_BACK``: by a pause, it keeps its turn."""

    NOTHING = ""
    INTERRUPT = "interrupt"
    PUT_BACK = "put_back"
    STOP = "stop"


class Priority(IntEnum):
    """What goes first. It changes the order of waiting, and nothing of what a check may do."""

    URGENT = 1
    ORDINARY = 2
    ROOM = 3


class Steer(StrEnum):
    """What somebody does to a queue, or to one run in it; the word of its line in the log."""

    PAUSE = "queue-pause"
    GO_ON = "queue-go-on"
    PRIORITY = "run-priority"
    INTERRUPT = "run-interrupt"
    STOP = "run-stop"
    AGAIN = "run-again"


class Running(StrEnum):
    """What becomes of runs that are under way when their queue is paused."""

    FINISH = "finish"
    PUT_BACK = "put_back"


class Purpose(StrEnum):
    """A check, or a recount of one."""

    CHECK = "check"
    RECOUNT = "recount"


@dataclass(frozen=True, slots=True)
class Laid:
    """A carrier on the table, as its officer says it lies there. ``path`` is told to nobody."""

    path: str
    kind: CarrierKind
    presented: Presented
    owner: Owner

    @property
    def json(self) -> dict[str, str]:
        """As a run keeps it."""
        return {"path": self.path, "kind": self.kind, "presented": self.presented, "owner": self.owner}


@dataclass(frozen=True, slots=True)
class Brought:
    """A case as it came: a zip in quarantine, or a folder on this machine. ``sha256`` is of the zip, or of all files.

    ``stopped``: of a halted check, who stopped it, for the case itself does not tell.
    """

    path: Path
    form: Literal["zip", "folder"]
    sha256: str
    size: int
    stopped: Literal["bekend-materiaal", "toezichthouder"] | None = None
