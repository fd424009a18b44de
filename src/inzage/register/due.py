"""What is late and what will be. A record without a day is open, and never late."""

from collections.abc import Iterator
from datetime import date, timedelta

from inzage.register import Catalogue
from inzage.register.histories import current
from inzage.register.models import Record

WARN_DAYS = 14


def overdue(catalogue: Catalogue, day: date) -> list[Record]:
    """Open records whose day is past, the longest past first."""
    return [record for record in current().filter(due__lt=day).order_by("due", "id") if is_open(catalogue, record)]


def warnings(catalogue: Catalogue, day: date) -> list[Record]:
    """Open records whose day comes within their days of warning."""
    return list(_soon(catalogue, day))


def _soon(catalogue: Catalogue, day: date) -> Iterator[Record]:
    for record in current().filter(due__gte=day).order_by("due", "id"):
        ahead = timedelta(record.data.get("warn_days", WARN_DAYS))
        if record.due is not None and record.due - ahead <= day and is_open(catalogue, record):
            yield record


def is_open(catalogue: Catalogue, record: Record) -> bool:
    """Whether any step leads out of the state that a record is in."""
    arrows = catalogue.kinds[record.kind, record.version].table.arrows
    return any(source == record.state for source, _ in arrows)


def open_transfers(catalogue: Catalogue) -> list[Record]:
    """Transfers that nobody concluded; those without a receipt are among them."""
    found = current().filter(noun="transfer").order_by("happened", "id")
    return [record for record in found if is_open(catalogue, record)]
