"""How many records of a kind ever entered each of its states. Nobody drops out of the first number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, F, QuerySet

from inzage.register.histories import current
from inzage.register.models import Record, Step

Among = QuerySet[Record] | None
"""The newest versions that somebody may see; None for all."""
ADVICE = ("gedagvaard", "aangevraagd", "in_behandeling", "uitgebracht", "geweigerd", "retour", "gevorderd", "opgelegd")
DEBTS = ("bekend", "complex", "verwezen", "aangenomen", "geregeld")


def funnel(
    code: str, states: Sequence[str], since: datetime, until: datetime, *, among: Among = None, **data: str
) -> Mapping[str, int]:
    """Per state the records that ever were in it, of those that happened from ``since`` until before ``until``.

    ``data`` narrows to records with these values, such as one prosecutor's office; ``among``
    to what somebody may see (everything: None).
    """
    records = _of(code, data, among).filter(happened__gte=since, happened__lt=until)
    entered = records.filter(root=F("id"), steps__target__in=states).order_by()  # corrects nothing
    counts = Counter(dict(entered.values_list("steps__target").annotate(many=Count("id", distinct=True))))
    corrected = records.exclude(root=F("id")).values("root")
    steps = Step.objects.filter(record__root__in=corrected, target__in=states)
    counts.update(target for target, _ in set(steps.values_list("target", "record__root")))
    return {state: counts[state] for state in states}


def summoned_without_request(among: Among = None) -> list[Record]:
    """Summonses for which nobody asked for advice yet, the oldest first."""
    return list(_of("advies", {}, among).filter(state="gedagvaard").order_by("happened"))


def still_advised(among: Among = None) -> Mapping[str, int]:
    """What was advised all the same where somebody refused, counted."""
    roots = _of("advies", {}, among).values("root")
    steps = Step.objects.filter(record__kind="advies", record__root__in=roots, target="geweigerd")
    items = [item for step in steps for item in step.details["still_advised"]]
    return {item: items.count(item) for item in sorted(set(items))}


def _of(code: str, data: Mapping[str, str], among: Among) -> QuerySet[Record]:
    seen = current() if among is None else among
    return seen.filter(kind=code, **{f"data__{name}": value for name, value in data.items()})
