"""Typed access to JSON values: what the contract promises is there, or a fault says what is not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from inzage.report import ResultIncomplete

Json = Mapping[str, Any]


def text(node: Json, key: str, default: str | None = None) -> str:
    """A string; ``default`` where the field may be absent."""
    return str(_field(node, key, str, default))


def number(node: Json, key: str, default: int | None = None) -> int:
    """A whole number."""
    return int(_field(node, key, int, default))


def share(node: Json, key: str) -> float:
    """A number in 0..1."""
    return min(1.0, max(0.0, float(_field(node, key, int | float, None))))


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
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def _field(node: Json, key: str, kind: Any, default: object) -> Any:  # noqa: ANN401 - JSON is checked here
    value = node.get(key, default)
    if isinstance(value, kind) and not isinstance(value, bool):
        return value
    if default is not None and value is None:
        return default
    raise ResultIncomplete(expected=f"'{key}'", found=type(value).__name__)
