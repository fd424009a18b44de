"""Separation of organisations: whose records are seen, from the moment that somebody acts.

``with acting(actor):`` is around everything that is done for one person, a request above all. Inside
it ``Record.objects`` and ``Step.objects`` hold what the actor's organisation reaches: its own records, transfers
made to it, and commitments. PostgreSQL holds to the same by itself (``row_security``), in a transaction, in a role
that owns nothing; SQLite has no such thing. Outside it, for migrations and work on the whole, everything is seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import Q, QuerySet

from inzage.register.values import Actor, Noun

APP_ROLE = "inzage_app"
"""PostgreSQL's role in which a request runs: it owns no table, so that row security holds for it."""
SETTING = "inzage.org"
WHO: ContextVar[Actor | None] = ContextVar("inzage_acting", default=None)
Row = TypeVar("Row", bound=models.Model)


def reach(organisation: str, path: str = "") -> Q:
    """What an organisation reaches. ``path``: where the record stands from the table asked, such as ``record__``."""
    own = Q(**{f"{path}organisation": organisation})
    shared = Q(**{f"{path}noun": Noun.COMMITMENT.value})
    received = Q(**{f"{path}noun": Noun.TRANSFER.value, f"{path}data__to": organisation})
    return own | shared | received


def acts_for(organisation: str) -> bool:
    """Whether who acts now is of this organisation, so that the managers hold to what it reaches."""
    who = WHO.get()
    return who is not None and who.organisation == organisation


class Housed(models.Manager[Row]):
    """Rows that who acts now may reach; all of them where nobody does."""

    path = ""
    """Where the record stands from this table. Of the class: managers of relations are made without arguments."""

    def get_queryset(self) -> QuerySet[Row]:
        """Narrowed while somebody acts."""
        who, found = WHO.get(), super().get_queryset()
        return found if who is None else found.filter(reach(who.organisation, self.path))


class OfRecord(Housed[Row]):
    """Rows that hang on a record."""

    path = "record__"


@contextmanager
def acting(by: Actor) -> Iterator[None]:
    """Everything inside is done for ``by``. On PostgreSQL it is one transaction."""
    token = WHO.set(by)
    try:
        with _on_server(by.organisation, APP_ROLE):
            yield
    finally:
        WHO.reset(token)


@contextmanager
def everywhere() -> Iterator[None]:
    """Work on the whole register, such as following the chain: no organisation, the tables' own role."""
    token = WHO.set(None)
    try:
        with _on_server("", "none"):
            yield
    finally:
        WHO.reset(token)


@contextmanager
def _on_server(organisation: str, role: str) -> Iterator[None]:
    """PostgreSQL's setting and role, until the end of what is inside. What fails takes them back by itself."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _settle(organisation, role)
        yield
        if not connection.needs_rollback:
            _settle(*before)


def _settle(organisation: str, role: str) -> tuple[str, str]:
    """Set both for this transaction; what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting(%s, true), ''), current_setting('role')", [SETTING])
        was = cursor.fetchone()
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config('role', %s, true)",
            [SETTING, organisation, role],
        )
    return str(was[0]), str(was[1])
