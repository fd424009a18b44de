"""Against guessing: django-axes counts wrong passwords, and what it keeps of them says nothing about anybody.

Five wrong ones for a key from one address close that key at that address for an hour: its
owner still gets in from elsewhere, so nobody can be locked out by somebody else. Fifty for
any keys from one address close the address: trying one password on every key ends there.
Many addresses for one key are not stopped; against those stand passwords of fourteen
characters and the second factor, with its own growing pause.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

PER_ADDRESS = 50


def keyed(text: str) -> str:
    """A digest that only who has the secret key can make again: people type passwords where a key belongs."""
    return hmac.new(settings.SECRET_KEY.encode(), b"typed:" + text.encode(), sha256).hexdigest()[:40]


def typed(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """What axes counts under. ``username`` is Django's word: what is called ``key`` it masks before it tells."""
    return keyed(str((credentials or {}).get("username") or ""))


def address(request: HttpRequest) -> str:
    """Where a request came from: behind a proxy of ours what that says, which is the last of the list."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return (forwarded if settings.PROXY else "") or str(request.META.get("REMOTE_ADDR", ""))


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts per key and address as axes does, and per address on top."""

    def get_failures(self, request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> int:
        """How many count: past the address's own number that is as many as close anything."""
        own = int(super().get_failures(request, credentials))
        return max(own, settings.AXES_FAILURE_LIMIT) if _of_address(request) >= PER_ADDRESS else own


def _of_address(request: HttpRequest) -> int:
    """Wrong passwords of the last hour from where this one came."""
    recent = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined]  # set by axes
        attempt_time__gte=get_cool_off_threshold(request),
    )
    return int(recent.aggregate(all=Sum("failures_since_start"))["all"] or 0)
