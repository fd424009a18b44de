"""From a figure back to its rows: the cohort is selected again as of the look, and held against what the look kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inzage import __version__
from inzage.evaluation import Cohort, Unit
from inzage.evaluation.asking import cohort_of
from inzage.evaluation.questions import question as asked
from inzage.register import Catalogue
from inzage.register.evaluating.looking import digest_of
from inzage.register.evaluating.protocols import protocol_of
from inzage.register.evaluating.rows import counted, rows
from inzage.register.models import Record
from inzage.register.rights import sees
from inzage.register.values import Actor, Role, Words
from inzage.register.writing import refuse

NOT_ALL = Words(
    "U mag niet alle soorten gegevens zien die deze vraag telt. Vraag een evaluator om de gegevens achter dit cijfer.",
    "You may not see all kinds of data that this question counts. Ask an evaluator for the data behind this figure.",
)
TRACED = "look-rows"
"""What the line of the log is called that says that rows were shown behind a figure."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit that is still as it was. ``place``: in the cohort of the look."""

    place: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Trace:
    """``same``: the whole cohort is as it was. ``gone``: places of units that are not, or not as they were.

    ``version``: of the program at the time, where it is another now.
    """

    lines: tuple[Line, ...]
    gone: tuple[int, ...]
    same: bool
    version: str = ""


def again(catalogue: Catalogue, question: Record, seen: Record, by: Actor) -> Cohort:
    """The cohort of a look, selected again as of its moment.

    Raises:
        Refused: the actor does not count as an evaluator does, and may not see every kind of the question.
        OldForm, NoSuchQuestion: the question cannot be asked by this version of the program.
    """
    protocol = protocol_of(question)
    of = asked(protocol.code)
    kinds = counted(catalogue, of.kinds)
    if by.role is not Role.EVALUATOR and not all(sees(by.role, kind) for kind in kinds):
        raise refuse(NOT_ALL)
    return cohort_of(of, protocol, rows(catalogue, question, by, seen.happened))


def trace(cohort: Cohort, seen: Record, places: Iterable[int]) -> Trace:
    """The units at these places of the look's cohort, as far as they are still there."""
    kept, told = seen.data["units"], f"inzage-{__version__}"
    version = "" if seen.data["code_version"] == told else seen.data["code_version"]
    now = dict(_matched(kept, cohort))
    wanted = sorted(set(places))
    lines = tuple(Line(place, now[place]) for place in wanted if place in now)
    gone = tuple(place for place in wanted if place not in now)
    return Trace(lines, gone, cohort.sha256 == seen.data["cohort_sha256"], version)


def _matched(kept: list[str], cohort: Cohort) -> Iterator[tuple[int, Unit]]:
    """Each unit that is as it was, with its place then; of several alike as many as there still are."""
    there = defaultdict[str, list[Unit]](list)
    for unit in reversed(cohort.units):
        there[digest_of(unit)].append(unit)
    for place, digest in enumerate(kept):
        if there[digest]:
            yield place, there[digest].pop()
