"""A file whose being there is the act, and whose last change is the only moment that it has."""

from collections.abc import Callable, Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.observations import Degraded, Observation, Remark


def one_act(
    artefact: Artefact, window: Window, made: Callable[[datetime], Observation]
) -> Iterator[Observation | Remark]:
    """The act that ``made`` makes of the moment, if it lies inside the window; without a date a lower bound."""
    at, dated = last_seen(artefact), Dated(window)
    if dated.inside(at):
        yield made(at)
    yield from dated.remarks()
    if at is None:
        yield Degraded()
