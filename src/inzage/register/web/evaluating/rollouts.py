"""The order in which something was brought in, as a timeline: it was written down before anybody looked."""

from datetime import timedelta

from inzage.evaluation.rollout import EVERYWHERE, rollout
from inzage.register.charts import Lane, Said, Span, Table, Timeline
from inzage.register.web.evaluating.parts import Part, Plot, drawn
from inzage.register.web.evaluating.tabling import Asked
from inzage.register.web.saying import t
from inzage.register.web.templatetags.inzage_words import day

BEFORE = 90
"""Days drawn before the first place, so that it is seen to begin."""


def rollout_part(name: str, asked: Asked) -> Part | None:
    """The places in order, with their days; None where the protocol has no order."""
    found = rollout(asked.protocol.rollout_order)
    if not found.places:
        return None
    title = t("Volgorde van invoering", "Order of introduction")
    head = (t("Plaats", "Place"), t("Vanaf", "From"))
    rows = tuple((_name(each.group), day(each.since) or t("nog geen dag", "no day yet")) for each in found.places)
    read = t(
        "Deze volgorde staat in het protocol en lag vast voordat er is gekeken.",
        "This order stands in the protocol and was fixed before anybody looked.",
    )
    return Part(title, (read,), _timeline(name, title, asked), Table(asked.caption(title), head, rows).html())


def _timeline(name: str, title: str, asked: Asked) -> tuple[Plot, ...]:
    dated, until = rollout(asked.protocol.rollout_order).dated, asked.result.extracted_on
    if not dated:
        return ()
    days = [each.since for each in dated if each.since]
    first, last = min(days) - timedelta(BEFORE), max([until, *days]) + timedelta(1)
    lanes = tuple(Lane(_name(e.group), (Span(_name(e.group), e.since, None),)) for e in dated if e.since)
    about = t("Per plaats een balk vanaf de dag van invoering.", "For each place a bar from the day of introduction.")
    return (drawn(Timeline(Said(title, about, f"{name}-invoering", ()), first, last, lanes, today=until)),)


def _name(code: str) -> str:
    return t("overal", "everywhere") if code == EVERYWHERE else code
