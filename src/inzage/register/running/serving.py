"""A worker as a program of its own: Django set up, the catalogue read, then one run after another."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import django

from inzage.register.running.seats import keep


@dataclass(frozen=True, slots=True)
class Service:
    """How a machine takes runs up. ``seats``: so many at a time; ``seat_of``: this is one of so many, kept by another.

    ``cluster``: the address where checks have their work done; empty: on this machine.
    """

    once: bool = False
    seats: int = 1
    seat_of: int = 0
    cluster: str = ""


def stand() -> None:
    """Set Django up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inzage.register.web.settings")
    django.setup()


def serve(service: Service, *, stopping: Callable[[], bool]) -> None:
    """Take up runs until ``stopping`` says so; ``NotSetUp`` where no check can be carried out here."""
    stand()
    # Only now: tables can be loaded where Django was set up.
    from inzage.register.kind_files import load  # noqa: PLC0415
    from inzage.register.running.places import Places  # noqa: PLC0415
    from inzage.register.running.working import Bench, work_forever, work_once  # noqa: PLC0415

    places = Places.from_settings()
    places.checking()
    if service.seats > 1:
        keep(service.seats, ["--cluster", service.cluster] if service.cluster else [], stopping, once=service.once)
        return
    bench = Bench(load(), places, stopping=stopping, seats=service.seat_of or 1, cluster=service.cluster)
    if service.once:
        work_once(bench)
    else:
        work_forever(bench)
