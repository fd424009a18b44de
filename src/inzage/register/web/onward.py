"""Where one goes on to from a record: the page of its own, the timeline, what is mostly made next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.rechecks import FREQUENCY, signed_orders
from inzage.register.values import Actor, Noun, Words
from inzage.register.web.allowed import may_make
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import PAGES, Row, rows
from inzage.register.web.saying import say, t
from inzage.register.web.screens import screens
from inzage.register.zones import day_of

OWN = {
    "controle": (PAGES["controle"], Words("Naar de pagina van deze controle", "To the page of this check")),
    "telefooncontrole": (PAGES["telefooncontrole"], Words("Naar de vragen van deze controle", "To its questions")),
    "opdracht": ("order", Words("Naar de pagina van deze opdracht", "To the page of this order")),
    "vraag": ("evaluation-question", Words("Naar de pagina van deze vraag", "To the page of this question")),
    "publicatie": ("publication", Words("Naar de pagina van deze publicatie", "To the page of this publication")),
    "blik": ("evaluation-look", Words("Naar de cijfers van deze blik", "To the figures of this look")),
}
"""Kinds with a page of their own: its name, and what leads there."""
CONDITION, CHECK = "voorwaarde-controle", "controle"


@dataclass(frozen=True, slots=True)
class Onward:
    """A link. ``main``: the one that most people look for here."""

    href: str
    title: str
    main: bool = False


def onward(record: Record, by: Actor) -> list[Onward]:
    """What this actor can go on to from a record."""
    return [*_own(record, by), *_of_person(record, by), *_of_trajectory(record, by), *_of_condition(record, by)]


def belongs(record: Record, by: Actor) -> Row | None:
    """What a record is about, leading to the page that shows it best."""
    return _at_home(record.about, by) if record.about else None


def page_of(record: Record, by: Actor) -> str:
    """The address of the page that shows a record best."""
    return _at_home(record, by).href


def _at_home(record: Record, by: Actor) -> Row:
    row, own = rows([record])[0], _own(record, by)
    return replace(row, href=own[0].href) if own else row


def _opens(name: str, by: Actor) -> bool:
    return any(screen.name == name and by.role in screen.roles for screen in screens())


def _own(record: Record, by: Actor) -> list[Onward]:
    name, said = OWN.get(record.kind, ("", Words("", "")))
    return [Onward(reverse(name, args=[record.root]), say(said), main=True)] if name and _opens(name, by) else []


def _of_person(record: Record, by: Actor) -> Iterator[Onward]:
    """Trajectories that can be begun with somebody."""
    if record.kind != "persoon":
        return
    today = day_of(now())
    found = {kind.code for kind in catalogue().kinds.values() if kind.noun is Noun.TRAJECTORY and kind.valid_on(today)}
    for kind in (catalogue().on(code, today) for code in sorted(found, key=lambda code: (code != "toezicht", code))):
        if may_make(by, kind):
            begin = t("Beginnen:", "Begin:")
            href = f"{reverse('make', args=[kind.code])}?over={record.root}"
            yield Onward(href, f"{begin} {say(kind.words)}", main=kind.code == "toezicht")


def _of_trajectory(record: Record, by: Actor) -> Iterator[Onward]:
    if record.noun != Noun.TRAJECTORY.value:
        return
    yield Onward(reverse("timeline", args=[record.root]), t("Naar de tijdlijn", "To the timeline"), main=True)
    if _opens("planner-assign-one", by) and may_make(by, catalogue().on("toewijzing", day_of(now()))):
        yield Onward(reverse("planner-assign-one", args=[record.root]), t("Toewijzen", "Assign"))


def _of_condition(record: Record, by: Actor) -> Iterator[Onward]:
    """A check planned, where two people signed the order; how often there is one, for the officer to say."""
    if record.kind != CONDITION or record.state != "lopend":
        return
    today = day_of(now())
    if _opens("planner-plan", by) and may_make(by, catalogue().on(CHECK, today)) and signed_orders([record]):
        yield Onward(reverse("planner-plan", args=[record.root]), t("Controle plannen", "Plan a check"), main=True)
    often = catalogue().on(FREQUENCY, today)
    if may_make(by, often):
        href = f"{reverse('make', args=[FREQUENCY])}?traject={record.trajectory_id}&over={record.root}"
        yield Onward(href, f"{t('Vastleggen:', 'Record:')} {say(often.words)}")
