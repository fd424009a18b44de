"""An invented probation service: rows of any size to show and to test the evaluation with. Nobody is in them.

Its rows have the shape that the register's export gives: the kinds, the words of their closed lists, the
states of their tables. What they are calibrated on is said in :data:`CALIBRATED`, which belongs on every page and
paper that shows them. No help in them has any effect, so that a figure that finds one is a false alarm.

References: Dadermonitor mensenhandel 2017-2021 (re-offending after 2, 5 and 7 years).
"""

from datetime import date

from inzage.evaluation.invented.advising import advise
from inzage.evaluation.invented.checking import check
from inzage.evaluation.invented.learning import learn
from inzage.evaluation.invented.notes import Notes
from inzage.evaluation.invented.supervising import supervise
from inzage.evaluation.rows import Rows
from inzage.words import Words

__all__ = ["CALIBRATED", "rows"]

CALIBRATED = Words(
    "Alles op deze bladzijde is verzonnen: er staat geen persoon, medewerker of zaak achter. Alleen de recidive is "
    "geijkt, op de Dadermonitor mensenhandel 2017-2021 (36, 58 en 65 procent na 2, 5 en 7 jaar; een Weibull-verdeling "
    "met vorm 0,692 en schaal 6,36 jaar). Alle andere aantallen zijn gekozen om de bladzijden te laten zien. In deze "
    "gegevens heeft geen enkele hulp effect: wie er een effect in ziet, ziet toeval.",
    "Everything on this page is invented: no person, member of staff or case is behind it. Only re-offending is "
    "calibrated, on the Dutch monitor of human-trafficking offenders 2017-2021 (36, 58 and 65 per cent after 2, 5 and "
    "7 years; a Weibull distribution with shape 0.692 and scale 6.36 years). All other numbers were chosen to show the "
    "pages. In these data no help has any effect: whoever sees one sees chance.",
)


def rows(seed: int, *, checks: int, supervisions: int, on: date) -> Rows:
    """``supervisions`` of people and, under some of them, exactly ``checks`` checks that were finished by ``on``.

    The same arguments give the same rows. Nothing in them lies after ``on``. Raises ValueError for a negative number,
    and where there would be checks and nobody under supervision.
    """
    if min(checks, supervisions) < 0 or (checks and not supervisions):
        raise ValueError("checks need supervisions, and neither can be fewer than none")
    notes = Notes(seed, on)
    learn(notes)
    under = [supervise(notes, number, supervisions) for number in range(supervisions)]
    advise(notes, under)
    check(notes, under, checks)
    return notes.rows()
