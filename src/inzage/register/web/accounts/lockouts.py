"""A line in the log when access is closed. The guard says so by a signal; each further attempt says it again."""

from axes.signals import user_locked_out
from django.dispatch import receiver

from inzage.register.web.accounts.access import note


@receiver(user_locked_out, dispatch_uid="inzage lockout")
def closed(username: str, **_: object) -> None:
    """``username`` is the keyed digest of what was typed (``guarding.typed``)."""
    note("gesloten", username)
