"""Small groups that lean on one another: each share is drawn to the common one, the more so the fewer it counts.

Our own, because no kept library has it without a whole machinery of sampling. Beta-binomial; how far groups differ is
estimated from all of them together, and what is not known of that is carried into each interval. (The common way puts
in its best guess as if it were sure, so that groups that happen to look alike get intervals that are too short.)

References: H. Robbins, Proc. Third Berkeley Symp. 1 (1956) 157; C.N. Morris, JASA 78 (1983) 47 (intervals that count
the guess); M.J. Daniels, Can. J. Stat. 27 (1999) 567 (the uniform shrinkage prior).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.libraries import Loaded, library, matrices
from inzage.evaluation.estimators.needs import need
from inzage.evaluation.estimators.proportions import wilson

METHOD = "beta-binomiaal, partieel gepoold"
FEWEST = 3
"""Two groups say nothing of how far groups differ."""
CENTRES, SPREADS = 41, 30
WORTHS = (0.02, 5_000.0)
KEPT = 0.9999
"""Of the grid's weight: the rest would take most of the time and change no figure."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``k`` of ``n`` in one group, and in one year where ``year`` says so."""

    group: str
    k: int
    n: int
    year: str = ""


@dataclass(frozen=True, slots=True)
class Pooled:
    """``own``: of the cell alone (None where it counts nobody). ``shrunk``: drawn to the common share.

    ``shrinkage``: between 0 (the cell stands on its own) and 1 (it is the common share).
    """

    cell: Cell
    own: Estimate | None
    shrunk: Estimate
    shrinkage: float


def pool(cells: Sequence[Cell], level: float = 0.95) -> tuple[Pooled, ...]:
    """Every cell beside the common share of all, in the order given: a description, never the effect of a group.

    Cells are taken to be exchangeable; whoever pools years of one group gives that group's cells only, and whoever
    pools groups over years adds the years first (:func:`over_years`). A cell of nobody gets the common share, with an
    interval as wide as cells differ. Raises NothingToCount with fewer than three cells that count somebody.
    References: see the module.
    """
    for cell in cells:
        need(0 <= cell.k <= cell.n, METHOD, "aantallen binnen het geheel", "numbers within the whole")
    filled = [cell for cell in cells if cell.n]
    need(len(filled) >= FEWEST, METHOD, f"ten minste {FEWEST} groepen met tellingen", f"{FEWEST} groups with counts")
    grid = _weighed(filled)
    return tuple(_pooled(cell, grid, level) for cell in cells)


def over_years(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """One cell per group, all its years added, in the order in which the groups first stand there."""
    groups = dict.fromkeys(cell.group for cell in cells)
    return tuple(
        Cell(group, *(sum(getattr(cell, side) for cell in cells if cell.group == group) for side in ("k", "n")))
        for group in groups
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Possible common shares with possible numbers of cases that it is worth, and how likely each pair is."""

    a: Loaded
    b: Loaded
    weight: Loaded


def _weighed(cells: Sequence[Cell]) -> _Grid:
    """Each pair's likelihood. Beforehand a centre is as Jeffreys', and any drawing of a single case equally likely.

    That last is worth / (1 + worth) even between 0 and 1. In simulations of six small groups it kept the intervals at
    94 to 98 %, whether groups differed or not; spread over larger cases it let them down to 90 %.
    """
    np, special = matrices(), library("scipy.special")
    centre = np.sin((np.arange(CENTRES) + 0.5) / CENTRES * np.pi / 2) ** 2
    worth = np.geomspace(*WORTHS, SPREADS)
    a, b = np.outer(centre, worth).ravel(), np.outer(1 - centre, worth).ravel()
    before = np.tile(np.log(worth / (1 + worth) ** 2), CENTRES)
    likely = sum(special.betaln(a + cell.k, b + cell.n - cell.k) - special.betaln(a, b) for cell in cells) + before
    weight = np.exp(likely - likely.max())
    heavy = np.argsort(-weight, kind="stable")
    heavy = heavy[: int(np.searchsorted(np.cumsum(weight[heavy]), KEPT * weight.sum())) + 1]
    return _Grid(a[heavy], b[heavy], weight[heavy] / weight[heavy].sum())


def _pooled(cell: Cell, grid: _Grid, level: float) -> Pooled:
    a, b = grid.a + cell.k, grid.b + cell.n - cell.k
    value = float((grid.weight * a / (a + b)).sum())
    shrinkage = min(1.0, float((grid.weight * (grid.a + grid.b) / (a + b)).sum()))
    low, high = (_quantile(a, b, grid.weight, end) for end in ((1 - level) / 2, (1 + level) / 2))
    own = wilson(cell.k, cell.n, level) if cell.n else None
    return Pooled(cell, own, Estimate(value, low, high, METHOD, level), shrinkage)


def _quantile(a: Loaded, b: Loaded, weight: Loaded, share: float) -> float:
    """Where the mixture of beta distributions has ``share`` below it."""
    special = library("scipy.special")
    place = library("scipy.optimize").brentq(
        lambda at: float((weight * special.betainc(a, b, at)).sum() / weight.sum()) - share, 0.0, 1.0, xtol=1e-6
    )
    return float(place)
