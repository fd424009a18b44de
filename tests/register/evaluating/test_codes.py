"""What of a record goes into rows: numbers, days, closed lists and the codes that were decided on; nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from inzage.register import Kind
from inzage.register.absence import forbidden
from inzage.register.evaluating.codes import attributes, codes, reasons
from inzage.register.export import shareable
from tests.register.ground import EXAMPLES, KEY, KINDS, WHY

NEWEST = {code: KINDS.kinds[code, max(v for name, v in KINDS.kinds if name == code)] for code in EXAMPLES}


def paths(schema: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field of a schema with its place, those in lists of groups too."""
    for name, inner in schema.get("properties", {}).items():
        here = f"{place}.{name}" if place else name
        yield here, inner
        yield from paths(inner, here)
        yield from paths(inner.get("items", {}), here)


def texts(told: object) -> Iterator[str]:
    """Every text in some data."""
    if isinstance(told, str):
        yield told
    for each in told.values() if isinstance(told, Mapping) else told if isinstance(told, list) else ():
        yield from texts(each)


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_that_is_let_through_is_a_field_with_a_form_and_names_nobody(code: str) -> None:
    known = dict(paths(NEWEST[code].data))
    for field in codes()[code]:
        assert "pattern" in known[field], field
        assert not forbidden({"properties": {field.rpartition(".")[2]: known[field]}})
        assert field.rpartition(".")[2] not in {"key", "person", "pseudonym", "source_key", "officer", "deputy", "to"}


@pytest.mark.parametrize("kind", NEWEST.values(), ids=lambda kind: kind.code)
def test_rows_hold_what_may_be_shared_and_those_codes_and_no_more(kind: Kind) -> None:
    data = EXAMPLES[kind.code]
    found = attributes(kind, data)
    let = codes().get(kind.code, frozenset())
    allowed = {str(each) for _, inner in paths(kind.data) for each in (*inner.get("enum", ()), inner.get("const", ""))}
    allowed |= {str(each) for _, i in paths(kind.data) for each in i.get("items", {}).get("enum", ())}
    coded = {value for field in let for value in texts(data.get(field.partition(".")[0]))}
    dated = {value for value in texts(data) if value[:1].isdecimal()}
    assert set(texts(found)) <= allowed | coded | dated
    for name, value in shareable(kind.data, data).items():
        assert name in found
        assert isinstance(value, dict) or found[name] == value


def test_the_office_of_an_advice_is_in_rows_and_not_in_what_leaves_the_register() -> None:
    kind = KINDS.kinds["advies", 1]
    assert attributes(kind, EXAMPLES["advies"])["parket"] == "noord-holland"
    assert "parket" not in shareable(kind.data, EXAMPLES["advies"])


def test_of_performers_their_functions_stay_and_their_keys_go() -> None:
    found = attributes(KINDS.kinds["controle", 1], EXAMPLES["controle"] | {"enrolment": {"protocol": KEY, "number": 3}})
    assert found["performers"] == [{"function": "toezichthouder"}, {"function": "digitaal-deskundige"}]
    assert found["enrolment"] == {"protocol": KEY, "number": 3}
    assert found["method_version"] == "inzage-0.1.0"


def test_a_text_goes_nowhere() -> None:
    assert WHY not in set(texts(attributes(KINDS.kinds["toezegging", 1], EXAMPLES["toezegging"])))
    assert attributes(KINDS.kinds["reactie-betrokkene", 1], EXAMPLES["reactie-betrokkene"]) == {}


STEPS = [
    (
        "advies",
        "gedagvaard",
        "aangevraagd",
        {"requester": "OM", "requested_on": "2026-01-06"},
        {"requester", "requested_on"},
    ),
    ("toezegging", "openstaand", "voldaan", {"evidence": "brief-1", "on": "2026-01-06"}, {"on"}),
    ("controle", "onderweg", "gedaan", {"minutes": 90}, {"minutes"}),
    ("controle", "gedaan", "gedaan", {"minutes": 90}, set()),
    ("controle", "gedaan", "beoordeeld", {"minutes": 90, "staff_minutes": 170}, {"minutes", "staff_minutes"}),
    ("controle", "gestopt", "beoordeeld", {"staff_minutes": 60}, {"staff_minutes"}),
]


@pytest.mark.parametrize(("code", "source", "target", "said", "kept"), STEPS)
def test_what_was_said_with_a_step_is_held_to_the_same(
    code: str, source: str, target: str, said: dict[str, Any], kept: set[str]
) -> None:
    found = reasons(NEWEST[code], source, target, said)
    assert found.keys() == kept
    assert all(found[name] == said[name] for name in kept)
