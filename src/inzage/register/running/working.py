"""The worker: takes a run, starts the check as a process of its own, listens to it, and takes its case in.

It never reads a carrier, nor loads what does. Whatever kills it, the check ends with it, and the
next worker goes on with ``--resume``; the case's own journal sees to it that nothing is done twice.
"""

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from inzage.record import MANDATE, ORDER
from inzage.record.place import part_of
from inzage.register import Catalogue
from inzage.register.running import Asking, Laid, Purpose, State, machines, sittings
from inzage.register.running.claims import Worker, beat, claim, let_go
from inzage.register.running.endings import BACK, ERROR, settle
from inzage.register.running.launch import born, launched
from inzage.register.running.places import Places
from inzage.register.running.plans import words_of
from inzage.register.running.progress import SENTENCES, Lines, lit, sentence, step
from inzage.register.running.recounts import OUTCOME
from inzage.register.running.runs import ask_to_seal, begun, case_of
from inzage.register.running.tables import Intake, Run
from inzage.signing.files import write_whole

LOOK = 0.5
"""Seconds between two looks at what an officer asked, and between two writes of the progress."""
MOST_HANDS = 4
"""Readers at once of one check: what it takes by itself where it has the machine alone."""
PATIENCE = 30.0
"""Seconds that a process gets to end in good order."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker works with. ``stopping``: was it asked to end?

    ``seats``: how many workers this machine has; ``cluster``: where checks have their work done, if elsewhere.
    """

    catalogue: Catalogue
    places: Places
    worker: Worker = field(default_factory=Worker)
    stopping: Callable[[], bool] = lambda: False
    seats: int = 1
    cluster: str = ""

    @property
    def share(self) -> list[str]:
        """Words of a check on where it reads: on the cluster, or with its part of this machine beside the others."""
        if self.cluster:
            return ["--cluster", self.cluster]
        cores = os.cpu_count() or 1
        return ["--jobs", str(max(1, min(MOST_HANDS, cores // self.seats)))] if self.seats > 1 else []


def work_forever(bench: Bench, pause: float = 1.0) -> None:
    """Take up one run after another until asked to end; none while this machine lacks what a run needs."""
    signed, said, watch = 0.0, "?", machines.Watch(bench.places.files, bench.cluster)
    while not bench.stopping():
        lacking = watch.lacks()
        if lacking != said or time.monotonic() - signed >= machines.SIGN.total_seconds():
            machines.sign(bench.seats, bench.cluster, lacking)
            signed, said = time.monotonic(), lacking
        if lacking or work_once(bench) is None:
            time.sleep(pause)


def work_once(bench: Bench) -> Run | None:
    """Carry out the first run that waits, to wherever it comes; None where none waits."""
    run = claim(bench.worker)
    if run is None:
        return None
    _end_old(run)
    if run.asked == Asking.STOP and not ask_to_seal(run) and not begun(run):
        let_go(run, bench.worker, State.FAILED, said=NOT_BEGUN)
    elif (code := _carried_out(run, bench)) is not None:
        settle(Run.objects.get(id=run.id), code, bench.worker, bench.catalogue, bench.places)
    return Run.objects.get(id=run.id)


def _carried_out(run: Run, bench: Bench) -> int | None:
    """Its exit code; None where the run is in other hands.

    What a cluster did not take, so that nothing was opened, is read here: a night is not lost to nodes that are gone.
    What is broken in the check itself breaks here too, and says so.
    """
    code = _Sitting(run, bench).carry_out()
    if code == ERROR and bench.cluster and not begun(run) and not bench.stopping():
        return _Sitting(Run.objects.get(id=run.id), replace(bench, cluster="")).carry_out()
    return code


NOT_BEGUN = {
    "nl": "Er was nog niets begonnen, dus er is niets te verzegelen.",
    "en": "Nothing had begun yet, so there is nothing to seal.",
}


def _end_old(run: Run) -> None:
    """The process that a dead or sleeping worker left: it must be gone before another writes to its case."""
    pid = run.pid
    if pid is None or run.born is None or born(pid) != run.born:
        return
    for sent, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sent)
        until = time.monotonic() + patience
        while time.monotonic() < until and born(pid) == run.born:
            time.sleep(0.05)
        if born(pid) != run.born:
            return


def words(run: Run, places: Places, share: Sequence[str] = ()) -> list[str]:
    """The command for this run, from the papers in its folder. ``share``: as of ``Bench``; a recount takes none."""
    folder, case = Path(run.folder), case_of(run)
    kit = ["--kit", str(places.checking()), *(["--lists", str(places.lists)] if places.lists else [])]
    laid = words_of([Laid(**one) for one in run.carriers])
    if run.purpose == Purpose.RECOUNT:
        taken = Intake.objects.get(order=run.order).folder
        return ["recount", taken, *laid, *kit, "--out", str(case), "--json"]
    papers = ["--mandate", str(folder / MANDATE), "--order", str(folder / ORDER)]
    more = [*share, *(["--resume"] if begun(run) else [])]
    return ["check", *laid, *papers, *kit, "--out", str(case), "--progress", "jsonl", *more]


class _Sitting:
    """One process from its start to its end."""

    def __init__(self, run: Run, bench: Bench) -> None:
        self._run, self._bench = run, bench
        self._lines, self._said = Lines(), list[str]()
        self._progress: dict[str, Any] = dict(run.progress)
        self._fresh = False
        self._signalled = self._sealing = False

    def carry_out(self) -> int | None:
        """Its exit code; None where the run is in other hands."""
        self._lay_papers()
        before = sittings.spent()
        with (Path(self._run.folder) / OUTCOME).open("wb") as outcome:
            process = subprocess.Popen(  # noqa: S603 (our own interpreter and words)
                launched("--lang", "nl", *words(self._run, self._bench.places, self._bench.share)),
                stdin=subprocess.DEVNULL,
                stdout=outcome if self._run.purpose == Purpose.RECOUNT else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # the terminal's Ctrl-C is for the worker, which passes it on
            )
        try:
            mine = self._beat(pid=process.pid, born=born(process.pid)) and self._attend(process)
        finally:
            _end(process)
        if not mine:
            return None
        sat = Run.objects.values_list("sat", flat=True).get(id=self._run.id)
        cost = sittings.costed(sat, sittings.spent() - before)
        self._beat(said=self._told(), progress=self._progress, sat=cost)
        return process.returncode

    def _lay_papers(self) -> None:
        folder = Path(self._run.folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / MANDATE, bytes(self._run.order.mandate.envelope))
        write_whole(folder / ORDER, bytes(self._run.order.envelope))
        if self._run.purpose == Purpose.RECOUNT:  # it cannot be gone on with, and begins anew
            for left in (case_of(self._run), part_of(case_of(self._run))):
                shutil.rmtree(left, ignore_errors=True)

    def _attend(self, process: subprocess.Popen[bytes]) -> bool:
        """Listen until it ends; False as soon as the run is in other hands."""
        if process.stderr is None:
            return False
        os.set_blocking(process.stderr.fileno(), False)
        looked = beaten = time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stderr, selectors.EVENT_READ)
            while self._listen(process.stderr, bool(selector.select(LOOK))):
                at = time.monotonic()
                if at - looked < LOOK:
                    continue
                looked = at
                self._heed(process)
                if self._fresh or at - beaten >= self._bench.worker.beat:
                    beaten, self._fresh = at, False
                    if not self._beat(progress=self._progress):
                        return False
        return True

    def _listen(self, stream: IO[bytes], ready: bool) -> bool:
        """Take in what there is; False at the end."""
        data = stream.read(1 << 16) if ready else None
        for line in self._lines.feed(data or b""):
            self._take(line)
        return data != b""

    def _take(self, line: bytes) -> None:
        if (at := step(line)) is not None:
            self._progress, self._fresh = {**self._progress, **lit(at)}, True
        elif said := sentence(line, [one["path"] for one in self._run.carriers]):
            self._said = [*self._said, said][-SENTENCES:]

    def _heed(self, process: subprocess.Popen[bytes]) -> None:
        """Pass on what an officer asked, or that this worker must end."""
        asked = Run.objects.values_list("asked", flat=True).get(id=self._run.id)
        if asked == Asking.STOP and not self._sealing:
            self._sealing = ask_to_seal(self._run)
        elif (asked in BACK or self._bench.stopping()) and not self._signalled:
            self._signalled = True
            process.send_signal(signal.SIGINT)

    def _told(self) -> dict[str, str]:
        return {"nl": " ".join(self._said)} if self._said else {}

    def _beat(self, **said: Any) -> bool:  # noqa: ANN401 - columns of the run
        return beat(self._run, self._bench.worker, **said)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have it ended, and bury it. After its last word it is about to end by itself."""
    if process.stderr is not None:
        process.stderr.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
        return
    process.kill()
    process.wait()
