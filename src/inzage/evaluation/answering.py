"""Making the answer of a question: the result around its figures, and figures that many questions share."""

from collections.abc import Iterable, Mapping
from typing import Any

from inzage.evaluation import Caution, Cohort, Curve, Figure, Protocol, Result, Steps, Trend
from inzage.words import Words

OFTEN_ONE_PERSON = Words(
    "Van wie vaker is gecontroleerd, telt elke controle mee alsof zij los van de andere staat. De onzekerheid is "
    "daardoor eerder te klein dan te groot.",
    "Of somebody who was checked more often each check counts as if it stood apart from the others. So the "
    "uncertainty is too small rather than too large.",
)
"""Beside figures that count checks or events, of which one person may have several."""


def answered(
    cohort: Cohort,
    protocol: Protocol,
    *,
    figures: Iterable[Figure] = (),
    curves: Iterable[Curve] = (),
    trends: Iterable[Trend] = (),
    funnels: Iterable[Steps] = (),
    cautions: Iterable[Caution] = (),
    notes: Iterable[Words] = (),
    gaps: Iterable[Words] = (),
    context: Mapping[str, Any] | None = None,
) -> Result:
    """The result over a whole cohort. ``context``: plain JSON."""
    return Result(
        protocol=protocol.code,
        version=protocol.version,
        extracted_on=cohort.extracted_on,
        cohort_sha256=cohort.sha256,
        counted=len(cohort.units),
        left_out=dict(cohort.left_out),
        figures=tuple(figures),
        curves=tuple(curves),
        trends=tuple(trends),
        funnels=tuple(funnels),
        cautions=tuple(cautions),
        notes=tuple(notes),
        gaps=tuple(gaps),
        context=dict(context or {}),
    )
