"""Typed access to JSON values: what the contract promises is there, or a fault says what is not.

A fault names the field and never its value, which may be anything.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from inzage.report import ResultIncomplete

Json = Mapping[str, Any]


def text(node: Json, key: str, default: str | None = None) -> str:
    """A string; ``default`` where the field may be absent."""
    return str(_field(node, key, str, default))


def code(node: Json, key: str, known: Collection[str], default: str | None = None) -> str:
    """A word of a closed list."""
    return _known(text(node, key, default), key, {*known, default})


def codes(node: Json, key: str, known: Collection[str]) -> tuple[str, ...]:
    """Words of a closed list."""
    return tuple(_known(value, key, known) for value in rows(node, key))


def number(node: Json, key: str, default: int | None = None) -> int:
    """A whole number, not below zero."""
    value = int(_field(node, key, int, default))
    if value < 0:
        raise ResultIncomplete(expected=f"'{key}' >= 0", found="< 0")
    return value


def share(node: Json, key: str) -> float:
    """A number in 0..1."""
    return min(1.0, max(0.0, _finite(_field(node, key, int | float, None), key)))


def total(node: Json, key: str) -> float:
    """The sum of an object of numbers; 0 where absent."""
    held = part(node, key)
    return sum(_finite(_field(held, name, int | float, None), key) for name in held)


def whole(value: object, name: str) -> Json:
    """An object, where ``name`` (a document's own name) must be one."""
    if isinstance(value, Mapping):
        return value
    raise ResultIncomplete(expected=f"'{name}' {{}}", found=type(value).__name__)


def part(node: Json, key: str) -> Json:
    """An object; empty where absent or null."""
    value = node.get(key)
    return value if isinstance(value, Mapping) else {}


def items(node: Json, key: str) -> Iterator[Json]:
    """Objects of a list; none where absent."""
    yield from (item for item in rows(node, key) if isinstance(item, Mapping))


def rows(node: Json, key: str) -> Sequence[Any]:
    """A list as it is; empty where absent or null."""
    value = node.get(key)
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def day(node: Json, key: str) -> date | None:
    """An ISO date, or None where absent, null or empty."""
    value = node.get(key)
    return _date(value, key) if isinstance(value, str) and value else None


def days(node: Json, key: str) -> list[tuple[date, int]]:
    """Pairs of an ISO date and a count."""
    return [_pair(pair, key) for pair in rows(node, key)]


def moment(node: Json, key: str) -> datetime | None:
    """An instant (UTC), or None where absent, null or empty."""
    value = node.get(key)
    if not isinstance(value, str) or not value:
        return None
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ResultIncomplete(expected=f"'{key}' 2026-01-31T12:00:00Z", found=type(value).__name__) from None


def _pair(value: object, key: str) -> tuple[date, int]:
    match value:
        case [str(on), int(n)] if n >= 0:
            return _date(on, key), n
    raise ResultIncomplete(expected=f"'{key}' [[2026-01-31, n]]", found=type(value).__name__)


def _date(value: str, key: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ResultIncomplete(expected=f"'{key}' 2026-01-31", found=type(value).__name__) from None


def _finite(value: float, key: str) -> float:
    try:
        if math.isfinite(value):
            return float(value)
    except OverflowError:
        pass
    raise ResultIncomplete(expected=f"'{key}'", found="inf")


def _known(value: object, key: str, known: Collection[str | None]) -> str:
    if isinstance(value, str) and value in known:
        return value
    raise ResultIncomplete(expected=f"'{key}': a known code", found="another")


def _field(node: Json, key: str, kind: Any, default: object) -> Any:  # noqa: ANN401 - JSON is checked here
    value = node.get(key, default)
    if isinstance(value, kind) and not isinstance(value, bool):
        return value
    if default is not None and value is None:
        return default
    raise ResultIncomplete(expected=f"'{key}'", found=type(value).__name__)
