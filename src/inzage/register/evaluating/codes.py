"""What of a record a question may see: what anybody may share of it, and codes of groups and methods.

Without a database. Keys of staff, texts and who somebody is stay behind here as they do in ``export``.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from inzage.register import Kind
from inzage.register.kind_files import HERE

FILE = HERE / "evaluation" / "codes.toml"
PLAIN = ("integer", "number", "boolean")
FORMS = ("date", "version")


@cache
def codes() -> Mapping[str, frozenset[str]]:
    """By the code of a kind, the fields without a closed list that its rows hold all the same."""
    told: Mapping[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["codes"]
    return {kind: frozenset(fields) for kind, fields in told.items()}


Mask = Mapping[str, Any]
"""By field: True where it stays, the mask of a group, or in a list that of each of its groups."""
MASKS: dict[tuple[str, str], Mask] = {}
"""By the digest of a kind and a step, none for its data: made once, because rows are many."""


def attributes(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, days, values of closed lists and the codes of :func:`codes`, nested as the kind has them."""
    place = (kind.digest, "")
    if place not in MASKS:
        MASKS[place] = _mask(kind.data, codes().get(kind.code, frozenset()), "")
    return _kept(MASKS[place], data)


def reasons(kind: Kind, source: str, target: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The same of what was said when a record went from a state to another."""
    arrow = kind.table.arrows.get((source, target)) if details else None
    if arrow is None:
        return {}
    place = (kind.digest, f"{source}>{target}")
    if place not in MASKS:
        MASKS[place] = _mask(arrow.details, frozenset(), "")
    return _kept(MASKS[place], details)


def _mask(schema: Mapping[str, Any], known: frozenset[str], place: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, inner in schema.get("properties", {}).items():
        here = f"{place}.{name}" if place else name
        if "properties" in inner:
            found[name] = _mask(inner, known, here)
        elif "properties" in inner.get("items", {}):
            found[name] = [_mask(inner["items"], known, here)]
        elif here in known or closed(inner):
            found[name] = True
    return found


def _kept(mask: Mask, data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _one(mask[name], value) for name, value in data.items() if name in mask}


def _one(mask: Any, value: Any) -> Any:  # noqa: ANN401 whatever a field holds
    if mask is True:
        return value
    return [_kept(mask[0], each) for each in value] if isinstance(mask, list) else _kept(mask, value)


def closed(schema: Mapping[str, Any]) -> bool:
    """Whether what a schema admits is a number, a truth, a day, a version or a word of a closed list."""
    if schema.get("type") == "array":
        return closed(schema["items"])
    plain = schema.get("type") in PLAIN or schema.get("format") in FORMS
    return plain or bool({"enum", "const"} & schema.keys())
