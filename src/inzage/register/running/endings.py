"""What becomes of a run whose process has ended: by its exit code, and by what was asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.errors import InzageError
from inzage.register import Catalogue
from inzage.register.faults import Overtaken
from inzage.register.running import Asking, Purpose, State
from inzage.register.running.claims import Worker, keep_for, let_go
from inzage.register.running.intake import not_received, take_in
from inzage.register.running.places import Places
from inzage.register.running.progress import at_the_end
from inzage.register.running.receiving import NotReceived, Stopped, of_folder
from inzage.register.running.recounts import outcome_of
from inzage.register.running.runs import actor_of, case_of
from inzage.register.running.tables import Run

DONE, ERROR, HALTED, NOT_ASSESSABLE, REFUSED, INTERRUPTED = 0, 1, 3, 4, 5, 6
ENDED = {DONE: State.FINISHED, NOT_ASSESSABLE: State.FINISHED, HALTED: State.STOPPED}
BACK = (Asking.INTERRUPT, Asking.PUT_BACK)
GENERAL = {
    REFUSED: "The mandate, the order or the kit does not allow this check; nothing was opened.",
    INTERRUPTED: "The check was interrupted; it can go on.",
}
"""In English, beside the tool's own sentence, which comes in Dutch."""
STOPPED_BY: Mapping[bool, Stopped] = {True: "toezichthouder", False: "bekend-materiaal"}
INTAKE_SECONDS = 900.0
"""For how long a run is kept while its case is examined."""
FAILED = "The check could not be carried out; what was recorded is kept."


def settle(run: Run, code: int, worker: Worker, catalogue: Catalogue, places: Places) -> None:
    """Put the run where its exit code leads, and take its case in where there is one."""
    told: dict[str, Any] = {"exit_code": code, "said": _said(run, code)}
    if code in ENDED:
        told["progress"] = at_the_end(run.progress)
    if code in ENDED and run.purpose == Purpose.CHECK:
        if keep_for(run, worker, INTAKE_SECONDS):
            _bring_in(_Ended(run, worker, ENDED[code], told), catalogue, places)
        return
    if run.purpose == Purpose.RECOUNT and code in ENDED:
        told["outcome"] = outcome_of(Path(run.folder))
    if code == INTERRUPTED and run.asked in BACK:
        told["attempt"] = 0  # nothing went wrong
    let_go(run, worker, ENDED.get(code) or _unfinished(run, code), **told)


def _said(run: Run, code: int) -> dict[str, str]:
    return {} if code in ENDED else {**run.said, "en": GENERAL.get(code, FAILED)}


def _unfinished(run: Run, code: int) -> State:
    """Interrupted by an officer it waits for one; by a pause, its worker's end, or killed, for the next worker."""
    if code == INTERRUPTED and run.asked == Asking.INTERRUPT:
        return State.INTERRUPTED
    return State.QUEUED if code == INTERRUPTED or code < 0 else State.FAILED


@dataclass(frozen=True, slots=True)
class _Ended:
    """A run whose check came to its end, still in this worker's hands."""

    run: Run
    worker: Worker
    state: State
    told: Mapping[str, Any]

    def put_down(self) -> None:
        """In the transaction that takes its case in: so no kill comes between."""
        state = State.TAKEN_IN if self.state is State.FINISHED else self.state
        if not let_go(self.run, self.worker, state, **self.told):
            raise Overtaken(state=State.RUNNING.value)


def _bring_in(ended: _Ended, catalogue: Catalogue, places: Places) -> None:
    """Take the finished case of a run in; a refusal is said with the run, and stands in the log."""
    run = ended.run
    by, stopped = actor_of(run), STOPPED_BY[run.asked == Asking.STOP]
    try:
        take_in(catalogue, of_folder(case_of(run), places, stopped), run.activity_id, by, places, also=ended.put_down)
    except NotReceived as fault:
        _not_taken(ended, not_received(catalogue, fault, run.activity_id, by))
    except InzageError as refused:
        _not_taken(ended, refused)


def _not_taken(ended: _Ended, why: InzageError) -> None:
    said = {"nl": why.sentence("nl"), "en": why.sentence("en")}
    let_go(ended.run, ended.worker, ended.state, **{**ended.told, "said": said})
