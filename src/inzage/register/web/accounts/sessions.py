"""Sessions of one account, ended all at once: those of a thief do not come back when the account does."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from inzage.register.web.accounts.models import Account


def end(account: Account) -> int:
    """All of them, on every machine; how many there were. Their table names no account: each is opened to look."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    own = [each.session_key for each in live if each.get_decoded().get(SESSION_KEY) == str(account.pk)]
    return Session.objects.filter(session_key__in=own).delete()[0]
