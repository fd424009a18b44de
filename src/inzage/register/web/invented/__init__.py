"""A register in which everything is invented, for a trial: the same on every machine for the same day.

``invent`` writes through ``writing`` and ``moving`` alone, so that nothing stands in it that
somebody at a screen could not have entered, and the log holds. Three organisations,
accounts for every role, some twenty-five persons in every stage of supervision.
Implementations: ``cast`` (who), ``stage`` (writing, with days counted back), and one file per
subject.
"""

from datetime import date

from inzage.register import Catalogue
from inzage.register.web.invented import advising, custody, house, supervising
from inzage.register.web.invented.cast import TEAMS, open_accounts
from inzage.register.web.invented.stage import Stage


def invent(catalogue: Catalogue, day: date) -> None:
    """Fill an empty register, as it stands on ``day``."""
    open_accounts()
    for team in TEAMS:
        stage = Stage(catalogue, day, team)
        house.play(stage)
        supervising.play(stage)
        advising.play(stage)
        custody.play(stage)


__all__ = ["invent"]
