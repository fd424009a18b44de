"""A worker as a program of its own: Django set up, the catalogue read, then one run after another."""

import os
from collections.abc import Callable

import django


def serve(*, stopping: Callable[[], bool], once: bool) -> None:
    """Take up runs until ``stopping`` says so, or just one; ``NotSetUp`` where no check can be carried out here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inzage.register.web.settings")
    django.setup()
    # Only now: tables can be loaded where Django was set up.
    from inzage.register.kind_files import load  # noqa: PLC0415
    from inzage.register.running.places import Places  # noqa: PLC0415
    from inzage.register.running.working import Bench, work_forever, work_once  # noqa: PLC0415

    places = Places.from_settings()
    places.checking()
    bench = Bench(load(), places, stopping=stopping)
    if once:
        work_once(bench)
    else:
        work_forever(bench)
