"""What goes together with a higher or lower chance per day: Cox's proportional hazards.

References: D.R. Cox, J. R. Stat. Soc. B 34 (1972) 187; B. Efron, JASA 72 (1977) 557 (ties); D.Y. Lin and L.J. Wei,
JASA 84 (1989) 1074 (robust variance); F.E. Harrell and others, JAMA 247 (1982) 2543 (concordance); A. Albert and J.A.
Anderson, Biometrika 71 (1984) 1, and G. Heinze and M. Schemper, Biometrics 57 (2001) 114 (separation).
"""

import warnings
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.libraries import Loaded, column, library, matrices, normal
from inzage.evaluation.estimators.needs import need
from inzage.evaluation.estimators.stretches import Stretch, several, time_varying

__all__ = ["Hazards", "Stretch", "cox", "time_varying"]

METHOD = "Cox (Efron)"
ROBUST = "Cox (Efron, robuust per persoon)"
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Hazards:
    """A fit that settled. ``ratios``, ``coefficients`` (their logarithms), ``errors`` and ``p`` by covariate.

    ``chi2``: likelihood ratio against no covariate at all. ``concordance``: how often, of two who could be compared,
    the one with the higher hazard came first; a half is chance. ``robust``: persons were there more than once.
    """

    ratios: Mapping[str, Estimate]
    coefficients: Mapping[str, float]
    errors: Mapping[str, float]
    p: Mapping[str, float]
    log_likelihood: float
    chi2: float
    concordance: float
    persons: int
    events: int
    person_years: float
    robust: bool


def cox(stretches: Sequence[Stretch], level: float = 0.95) -> Hazards:
    """Hazard ratios of all ``values`` of the stretches together, Efron's way with ties, entering at ``start``.

    A person cut into stretches counts once. One who is there more than once at a time, or with several events, makes
    the errors robust per person. Raises NothingToCount without an event, where a covariate does not differ among those
    at risk, where one tells the events apart wholly (separation: its ratio would be 0 or infinite), where two say the
    same, and where the fit does not settle; it never gives a number from such a fit. References: see the module.
    """
    rows = [row for row in stretches if row.stop > row.start]
    names = sorted({name for row in rows for name in row.values})
    _sound(rows, names)
    telling = _telling(rows)
    model = _model(telling, names)
    found = _settled(model, names)
    robust = several(rows)
    covariance = _covariance(model, found, [row.person for row in telling] if robust else None)
    errors = matrices().sqrt(matrices().diag(covariance)) / model.spread
    likelihood, nothing = (float(model.loglike(at)) for at in (found, 0 * found))
    return Hazards(
        **_tables(names, found / model.spread, errors, ROBUST if robust else METHOD, level),
        log_likelihood=likelihood,
        chi2=2 * (likelihood - nothing),
        concordance=_concordance(model, found),
        persons=len({row.person for row in rows}),
        events=sum(row.happened for row in rows),
        person_years=sum(row.stop - row.start for row in rows) / YEAR,
        robust=robust,
    )


def _sound(rows: Sequence[Stretch], names: Sequence[str]) -> None:
    need(any(row.happened for row in rows), METHOD, "ten minste één gebeurtenis", "at least one event")
    need(len(names) > 0, METHOD, "iets om te vergelijken", "something to compare")
    complete = all(row.values.keys() == set(names) for row in rows)
    need(complete, METHOD, "alle kenmerken van iedereen", "all covariates of everybody")
    need(all(row.start >= 0 for row in rows), METHOD, "dagen vanaf tijdstip nul", "days from time zero")


def _telling(rows: Sequence[Stretch]) -> list[Stretch]:
    """Those that were at risk at any event. The others tell the partial likelihood nothing (the library stumbles)."""
    days = sorted({row.stop for row in rows if row.happened})
    return [row for row in rows if bisect_right(days, row.stop) > bisect_right(days, row.start)]


def _model(rows: Sequence[Stretch], names: Sequence[str]) -> Loaded:
    """The library's model, each covariate from its mean and in its own spread, which keeps Newton's steps small.

    The library still counts a row at risk for an event on the very day of its entry. Entries are therefore moved into
    the day after, where no event can be: days are whole, but for the half day of those who had it at once.
    """
    values = column([[row.values[name] for name in names] for row in rows])
    spread = values.std(axis=0)
    for name, each in zip(names, spread, strict=True):
        need(each > 0, METHOD, f"dat {name} verschilt tussen wie werden gevolgd", f"that {name} differs among them")
    entry = column([row.start + 0.25 if row.start else 0.0 for row in rows])
    model = library("statsmodels.duration.hazard_regression").PHReg(
        column([row.stop for row in rows]),
        (values - values.mean(axis=0)) / spread,
        status=column([row.happened for row in rows]),
        entry=entry,
        ties="efron",
    )
    model.spread = spread
    return model


WIDE = 10.0
"""A standard error, in spreads of the covariate: far above what events on both sides give, far below separation."""
FLAT, SETTLED = 1e-7, 1e-8
"""The slope at which the steps end, and how much higher the likelihood may still be than where they ended."""
ALIKE = 1e8
"""The condition number of the correlations from which covariates say the same, but for rounding."""


def _settled(model: Loaded, names: Sequence[str]) -> Loaded:
    """The coefficients where the likelihood is highest, by steps that are made smaller where they do not help.

    Newton's whole steps diverge now and then with few people. Where the likelihood has no highest point, they stop
    somewhere on its way to infinity; the errors then show it.
    """
    np = matrices()
    alike = np.linalg.cond(np.atleast_2d(np.corrcoef(model.exog, rowvar=False))) > ALIKE
    need(not alike, METHOD, "kenmerken die niet hetzelfde zeggen", "covariates that do not say the same")
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = (
            library("scipy.optimize")
            .minimize(
                lambda at: -model.loglike(at),
                np.zeros(len(names)),
                jac=lambda at: -model.score(at),
                hess=lambda at: -model.hessian(at),
                method="trust-exact",
                options={"gtol": FLAT, "maxiter": 200},
            )
            .x
        )
    _trusted(model, found, names)
    return found


def _trusted(model: Loaded, found: Loaded, names: Sequence[str]) -> None:
    np = matrices()
    information, slope = -model.hessian(found), model.score(found)
    least = np.linalg.eigvalsh(information).min()
    errors = np.sqrt(np.abs(np.diag(np.linalg.pinv(information))))
    name = names[int(errors.argmax())]
    apart = least <= 0 or errors.max() > WIDE or np.abs(found).max() > WIDE
    need(not apart, METHOD, *_both_sides(name))
    settled = bool(slope @ np.linalg.solve(information, slope) < SETTLED)
    need(settled, METHOD, "meer gebeurtenissen: de schatting kwam niet tot rust", "more events: it did not settle")


def _both_sides(name: str) -> tuple[str, str]:
    return f"gebeurtenissen bij lage én hoge waarden van {name}", f"events at low as well as high values of {name}"


def _covariance(model: Loaded, found: Loaded, persons: Sequence[str] | None) -> Loaded:
    if persons is None:
        return matrices().linalg.inv(-model.hessian(found))
    model.groups = persons
    return model.robust_covariance(found)


def _tables(names: Sequence[str], slopes: Loaded, errors: Loaded, method: str, level: float) -> dict[str, Any]:
    """What a fit says of each covariate, in the fields of Hazards."""
    reach, norm = normal(level), library("scipy.stats").norm
    ends = [(exp(b), exp(b - reach * e), exp(b + reach * e)) for b, e in zip(slopes, errors, strict=True)]
    return {
        "ratios": {name: Estimate(*each, method, level) for name, each in zip(names, ends, strict=True)},
        "coefficients": dict(zip(names, map(float, slopes), strict=True)),
        "errors": dict(zip(names, map(float, errors), strict=True)),
        "p": {name: float(2 * norm.sf(abs(b / e))) for name, b, e in zip(names, slopes, errors, strict=True)},
    }


def _concordance(model: Loaded, found: Loaded) -> float:
    """Over all pairs of one with the event and one at risk that day without it; equal hazards count a half."""
    np = matrices()
    hazard, won, pairs = model.exog @ found, 0.0, 0
    for place in np.flatnonzero(model.status):
        day = model.endog[place]
        later = (model.entry < day) & ((model.endog > day) | ((model.endog == day) & (model.status == 0)))
        won += (hazard[place] > hazard[later]).sum() + 0.5 * (hazard[place] == hazard[later]).sum()
        pairs += later.sum()
    return float(won / pairs) if pairs else 0.5
