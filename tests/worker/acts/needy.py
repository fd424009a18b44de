"""A handler that names what it needs once locked."""

from collections.abc import Sequence

from inzage.worker import Json, Reply, Request

WARM = ("colorsys",)

warmed: list[Json] = []


def warm() -> None:
    warmed.append("called")


def handle(_request: Request, _descriptors: Sequence[int]) -> Reply:
    return {"warmed": warmed}
