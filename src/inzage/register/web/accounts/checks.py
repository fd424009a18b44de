"""What ``check`` looks at: a trial in the place of a real register, or a real one in the place of a trial."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from inzage.register.web.accounts import trial
from inzage.register.web.accounts.models import Account

TRIAL_DEPLOYED = Error(
    "INZAGE_DEMO=1: the second factor's code is shown on the page.",
    hint="Leave INZAGE_DEMO out where the register is used.",
    id="inzage.E001",
)
NO_TRIAL = Error(
    "INZAGE_DEMO=1 with a database that no trial made.",
    hint="Leave INZAGE_DEMO out, or give the trial a database of its own.",
    id="inzage.E002",
)
ONLY_TRIAL = Error(
    "A trial's database without INZAGE_DEMO=1: everybody knows its passwords.",
    hint="Give the register a database of its own.",
    id="inzage.E003",
)


@register(Tags.security, deploy=True)
def no_trial_deployed(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """A trial is never deployed."""
    return [TRIAL_DEPLOYED] if settings.DEMO else []


@register(Tags.database)
def trial_where_marked(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Settings and database say the same of what is in it; a database without accounts says nothing yet."""
    if not databases or not _in_use():
        return []
    if settings.DEMO:
        return [] if trial.marked() else [NO_TRIAL]
    return [ONLY_TRIAL] if trial.marked() else []


def _in_use() -> bool:
    try:
        return Account.objects.exists()
    except DatabaseError:
        return False
