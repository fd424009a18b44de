"""A handler that names what it needs once locked."""

from collections.abc import Sequence

from inzage.worker import Json, Reply, Request

WARM = ("colorsys",)

warmed: list[Json] = []


def given(message: Request, descriptors: Sequence[int]) -> None:
    warmed.append([dict(message), *descriptors])


def warm() -> None:
    warmed.append("called")


def handle(_request: Request, _descriptors: Sequence[int]) -> Reply:
    return {"warmed": warmed}
