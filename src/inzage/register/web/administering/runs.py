"""The queue of checks, to be read: where each run is, never what is on a carrier or where it lies."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from inzage.register.running import Purpose, State
from inzage.register.running.tables import Run
from inzage.register.values import Actor, Words
from inzage.register.web.listing import Tone
from inzage.register.web.reading import visible
from inzage.register.web.saying import language, say

STATES: Mapping[str, tuple[Words, Tone]] = {
    State.QUEUED.value: (Words("In de wachtrij", "Queued"), "info"),
    State.RUNNING.value: (Words("Bezig", "Running"), "info"),
    State.INTERRUPTED.value: (Words("Onderbroken", "Interrupted"), "attention"),
    State.FINISHED.value: (Words("Klaar, nog niet ingenomen", "Finished, not taken in yet"), "info"),
    State.FAILED.value: (Words("Mislukt", "Failed"), "danger"),
    State.STOPPED.value: (Words("Gestopt en verzegeld", "Stopped and sealed"), "closed"),
    State.TAKEN_IN.value: (Words("Ingenomen", "Taken in"), "ok"),
}
PURPOSES = {Purpose.CHECK.value: Words("Controle", "Check"), Purpose.RECOUNT.value: Words("Hertelling", "Recount")}


@dataclass(frozen=True, slots=True)
class Line:
    """A run. ``record``: its activity, where this actor may see that; ``said``: why it failed, in a sentence."""

    run: Run
    purpose: str
    state: str
    tone: Tone
    said: str
    record: str


def queue(by: Actor, state: str = "") -> QuerySet[Run]:
    """Runs of one's own organisation, the newest first."""
    found = Run.objects.filter(organisation=by.organisation).order_by("-queued", "id")
    return found.filter(state=state) if state in STATES else found


def counts(by: Actor) -> list[tuple[str, str, int]]:
    """Code, word and number of each state that runs are in."""
    found = Run.objects.filter(organisation=by.organisation).values_list("state").annotate(many=Count("id"))
    many = dict(found)
    return [(code, say(words), many[code]) for code, (words, _) in STATES.items() if code in many]


def shown(by: Actor, runs: list[Run]) -> list[Line]:
    """Lines of runs."""
    seen = set(visible(by).filter(root__in=[run.activity_id for run in runs]).values_list("root", flat=True))
    return [_line(run, run.activity_id in seen) for run in runs]


def _line(run: Run, seen: bool) -> Line:
    words, tone = STATES[run.state]
    said = str(run.said.get(language(), ""))
    return Line(run, say(PURPOSES[run.purpose]), say(words), tone, said, str(run.activity_id) if seen else "")
