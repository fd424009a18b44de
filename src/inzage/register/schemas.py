"""JSON schemas of kinds: closed at every depth, and without free text where findings or facts are counted."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from json import dumps, loads
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from inzage.register.absence import tells
from inzage.register.faults import DataWrong

NOBODY = (
    "geen e-mailadres, telefoonnummer, rekeningnummer of BSN: die staan in het bronsysteem",
    "no e-mail address, phone or account number or citizen service number: those are in the source system",
)
DATES = FormatChecker(())


@DATES.checks("date", raises=ValueError)
def _a_day(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value


def closed(schema: object) -> Any:  # noqa: ANN401 a schema holds any value
    """The schema with every object in it shut for properties that it does not name."""
    if not isinstance(schema, Mapping):
        return schema
    inner = {key: [closed(each) for each in v] if isinstance(v, list) else closed(v) for key, v in schema.items()}
    if "properties" in inner or inner.get("type") == "object":
        inner |= {"type": "object", "additionalProperties": False}
    return inner


def free_texts(schema: object) -> Iterator[str]:
    """Where a schema lets somebody write what they like: strings without enum, const, pattern or format."""
    if not isinstance(schema, Mapping):
        return
    for name, inner in schema.get("properties", {}).items():
        if inner.get("type") == "string" and not {"enum", "const", "pattern", "format"} & inner.keys():
            yield name
        yield from free_texts(inner)
    yield from free_texts(schema.get("items"))


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(loads(schema), format_checker=DATES)


def hold(kind: str, schema: Mapping[str, object], data: Mapping[str, object]) -> None:
    """Raise ``DataWrong`` for the first thing that does not fit; it names the field and the rule, not the value.

    A text that tells who somebody is or how to reach them fits nowhere.
    """
    faults = sorted(
        _validator(dumps(schema, sort_keys=True)).iter_errors(data), key=lambda fault: list(map(str, fault.path))
    )
    for fault in faults[:1]:
        where = "/".join(map(str, fault.absolute_path)) or "-"
        raise DataWrong(
            kind=kind, field=where, rule=f"{fault.validator}: {dumps(fault.validator_value, ensure_ascii=False)[:200]}"
        )
    for path in tells(data):
        raise DataWrong(kind=kind, field="/".join(path), rule=NOBODY)
