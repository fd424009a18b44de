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


def attributes(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, days, values of closed lists and the codes of :func:`codes`, nested as the kind has them."""
    return _of(kind.data, data, codes().get(kind.code, frozenset()), "")


def reasons(kind: Kind, source: str, target: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The same of what was said when a record went from a state to another."""
    arrow = kind.table.arrows.get((source, target))
    return _of(arrow.details, details, frozenset(), "") if arrow else {}


def _of(schema: Mapping[str, Any], data: Mapping[str, Any], known: frozenset[str], place: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, inner in schema.get("properties", {}).items():
        here = f"{place}.{name}" if place else name
        if name not in data:
            continue
        if "properties" in inner:
            found[name] = _of(inner, data[name], known, here)
        elif "properties" in inner.get("items", {}):
            found[name] = [_of(inner["items"], each, known, here) for each in data[name]]
        elif here in known or closed(inner):
            found[name] = data[name]
    return found


def closed(schema: Mapping[str, Any]) -> bool:
    """Whether what a schema admits is a number, a truth, a day, a version or a word of a closed list."""
    if schema.get("type") == "array":
        return closed(schema["items"])
    plain = schema.get("type") in PLAIN or schema.get("format") in FORMS
    return plain or bool({"enum", "const"} & schema.keys())
