"""Results and protocols go through plain JSON and come back the same; what is of another form is refused."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import (
    Caution,
    Curve,
    Estimate,
    Estimator,
    Figure,
    Head,
    Level,
    Moment,
    NotAsTold,
    Period,
    Protocol,
    Result,
    Rung,
    Step,
    Steps,
    Trend,
    Zero,
)
from inzage.evaluation.told import protocol_read, protocol_told, result_read, result_told
from inzage.words import Words

TEXT = st.text(max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12)
MAYBE = st.none() | NUMBER
PLACES = st.lists(st.integers(0, 500), max_size=4).map(tuple)
WORDS = st.builds(Words, TEXT, TEXT)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ESTIMATES = st.builds(Estimate, NUMBER, MAYBE, MAYBE, TEXT, NUMBER)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
FIGURES = st.builds(
    Figure,
    code=TEXT,
    label=WORDS,
    measure=st.sampled_from(("share", "days", "hours", "count", "rate", "ratio", "money")),
    estimate=st.none() | ESTIMATES,
    units=PLACES,
    of=PLACES,
    extra=st.dictionaries(TEXT, NUMBER, max_size=3),
    effect=st.booleans(),
    group=TEXT,
)
MOMENTS = st.builds(Moment, st.integers(0, 9999), NUMBER, MAYBE, MAYBE, st.integers(0, 99), st.integers(0, 99))
CURVES = st.builds(
    Curve,
    code=TEXT,
    label=WORDS,
    form=st.sampled_from(("survival", "incidence")),
    moments=st.lists(MOMENTS, max_size=3).map(tuple),
    of=PLACES,
    group=TEXT,
)
PERIODS = st.builds(Period, TEXT, DAYS, PLACES, PLACES, MAYBE, MAYBE, MAYBE)
TRENDS = st.builds(
    Trend,
    code=TEXT,
    label=WORDS,
    measure=st.sampled_from(("share", "rate")),
    centre=MAYBE,
    periods=st.lists(PERIODS, max_size=3).map(tuple),
    group=TEXT,
)
FUNNELS = st.builds(
    Steps,
    code=TEXT,
    label=WORDS,
    steps=st.lists(st.builds(Step, TEXT, WORDS, PLACES, TEXT, st.none() | ESTIMATES), max_size=3).map(tuple),
    group=TEXT,
)
CAUTIONS = st.builds(Caution, TEXT, WORDS, st.dictionaries(TEXT, NUMBER | TEXT, max_size=3))
RESULTS = st.builds(
    Result,
    protocol=TEXT,
    version=st.integers(1, 99),
    extracted_on=DAYS,
    cohort_sha256=TEXT,
    counted=st.integers(0, 999),
    left_out=st.dictionaries(TEXT, st.integers(0, 99), max_size=3),
    figures=st.lists(FIGURES, max_size=3).map(tuple),
    curves=st.lists(CURVES, max_size=2).map(tuple),
    trends=st.lists(TRENDS, max_size=2).map(tuple),
    funnels=st.lists(FUNNELS, max_size=2).map(tuple),
    cautions=st.lists(CAUTIONS, max_size=2).map(tuple),
    notes=st.lists(WORDS, max_size=2).map(tuple),
    gaps=st.lists(WORDS, max_size=2).map(tuple),
    context=st.dictionaries(TEXT, PLAIN, max_size=3),
)
PROTOCOLS = st.builds(
    Protocol,
    code=TEXT,
    version=st.integers(1, 99),
    **dict.fromkeys(
        ("title", "decision_served", "decision_rule", "population", "compared", "exposure_rule", "outcome", "source"),
        WORDS,
    ),
    time_zero=st.sampled_from(Zero),
    estimators=st.lists(st.sampled_from(Estimator), max_size=4).map(tuple),
    minimum=st.integers(1, 99),
    looks=st.none() | st.integers(1, 99),
    publication=st.sampled_from(Level),
    rung=st.sampled_from(Rung),
    heads=st.lists(st.sampled_from(Head), max_size=4).map(tuple),
    follow_up_days=st.none() | st.integers(1, 9999),
    competing=st.lists(TEXT, max_size=3).map(tuple),
    fixed_sample=st.none() | st.integers(1, 99),
    lag_days=st.integers(0, 999),
    rollout_order=st.lists(TEXT, max_size=3).map(tuple),
)
SMALL = Result("E1", 1, date(2026, 6, 30), "ab", 3, {})
FIGURE = Figure("f", Words("a", "b"), "share", Estimate(0.5, None, 1.0, "m"), (0,), (0, 1))


def through(told: object) -> Any:
    return json.loads(json.dumps(told, allow_nan=False))


@given(RESULTS)
def test_a_result_comes_back_as_it_was(result: Result) -> None:
    assert result_read(through(result_told(result))) == result


@given(PROTOCOLS)
def test_a_protocol_comes_back_as_it_was(protocol: Protocol) -> None:
    assert protocol_read(through(protocol_told(protocol))) == protocol


def test_what_may_be_empty_and_is_stays_out() -> None:
    told = result_told(Result("E1", 1, date(2026, 6, 30), "ab", 3, {}, figures=(FIGURE,)))
    assert told["figures"][0]["estimate"] == {"value": 0.5, "high": 1.0, "method": "m", "level": 0.95}
    assert told["extracted_on"] == "2026-06-30"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"strange": 1}, "strange"),
        ({"counted": "3"}, "counted"),
        ({"counted": True}, "counted"),
        ({"counted": 3.0}, "counted"),
        ({"extracted_on": "2026-02-30"}, "extracted_on"),
        ({"extracted_on": 20260630}, "extracted_on"),
        ({"left_out": []}, "left_out"),
        ({"left_out": {"why": "x"}}, "left_out.why"),
        ({"figures": {}}, "figures"),
        ({"figures": [{}]}, "figures[0].code"),
        ({"figures": [1]}, "figures[0]"),
        ({"notes": [{"nl": "a"}]}, "notes[0].en"),
        ({"notes": [{"nl": "a", "en": "b", "fr": "c"}]}, "notes[0].fr"),
        ({"cautions": [{"code": "c", "said": {"nl": "", "en": ""}, "facts": {"x": []}}]}, "cautions[0].facts.x"),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(NotAsTold) as refused:
        result_read({**through(result_told(SMALL)), **change})
    assert refused.value.facts["place"] == place
    assert f"Veld {place}: verwacht is" in refused.value.sentence("nl")
    assert f"Field {place}: expected is" in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("where", "value", "place"),
    [
        ("measure", "percent", "figures[0].measure"),
        ("effect", "yes", "figures[0].effect"),
        ("effect", 1, "figures[0].effect"),
        ("units", ["0"], "figures[0].units[0]"),
        ("extra", {"n": "3"}, "figures[0].extra.n"),
        ("extra", {"n": float("nan")}, "figures[0].extra.n"),
        ("estimate", {"value": 1, "method": "m", "sigma": 2}, "figures[0].estimate.sigma"),
        ("estimate", {"method": "m"}, "figures[0].estimate.value"),
    ],
)
def test_a_figure_that_is_not_of_the_form_is_refused(where: str, value: object, place: str) -> None:
    told = result_told(Result("E1", 1, date(2026, 6, 30), "ab", 3, {}, figures=(FIGURE,)))
    told["figures"][0][where] = value
    with pytest.raises(NotAsTold) as refused:
        result_read(told)
    assert refused.value.facts["place"] == place


def test_a_missing_field_is_named() -> None:
    told = result_told(SMALL)
    del told["cohort_sha256"]
    with pytest.raises(NotAsTold, match=r"cohort_sha256: expected is this field"):
        result_read(told)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), {1, 2}, object()])
def test_what_json_has_no_word_for_is_not_told(value: object) -> None:
    with pytest.raises(NotAsTold, match=r"context\.odd\[0\]"):
        result_told(Result("E1", 1, date(2026, 6, 30), "ab", 3, {}, context={"odd": [value]}))


def test_a_name_that_is_no_text_is_not_told() -> None:
    with pytest.raises(NotAsTold, match="names of text"):
        result_told(Result("E1", 1, date(2026, 6, 30), "ab", 3, {}, context={"odd": {1: 2}}))


def test_a_closed_word_of_a_protocol_is_one_of_its_list() -> None:
    with pytest.raises(NotAsTold, match="one of: geleverd"):
        protocol_read(ENOUGH | {"rung": "hemel"})
    assert protocol_read(ENOUGH | {"rung": "recidive"}).rung is Rung.RECIDIVISM


ENOUGH: dict[str, Any] = {
    "code": "x",
    "version": 1,
    "time_zero": "controle",
    "estimators": [],
    "minimum": 1,
    "publication": "openbaar",
    "heads": [],
} | {
    name: {"nl": "a", "en": "b"}
    for name in (
        "title",
        "decision_served",
        "decision_rule",
        "population",
        "compared",
        "exposure_rule",
        "outcome",
        "source",
    )
}
