"""A line in the log when access is closed: one for each closing, so that who goes on guessing does not fill it."""

from datetime import timedelta

from axes.signals import user_locked_out
from django.conf import settings
from django.dispatch import receiver

from inzage.register.log import now
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Access


@receiver(user_locked_out, dispatch_uid="inzage lockout")
def closed(username: str, **_: object) -> None:
    """``username`` is the keyed digest of what was typed (``guarding.typed``)."""
    since = now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    if not Access.objects.filter(action="gesloten", subject=username, recorded__gte=since).exists():
        note("gesloten", username)
