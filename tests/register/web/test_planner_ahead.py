"""Vooruit: a form without script, the sum, the simulation with its bands, the edge in words and as a curve."""

import re
from dataclasses import replace
from unittest.mock import patch

import pytest

from inzage.evaluation.capacity.inputs import FIELDS, Inputs
from inzage.evaluation.capacity.simulation import Band, Forecast
from inzage.register.values import Role
from inzage.register.web.planning import ahead
from tests.register.ground import condition, make, trajectory
from tests.register.web.conftest import SignedIn


def band(mid: float) -> Band:
    return Band(mid * 0.9, mid, mid * 1.1)


def forecast(pairs: int, late: float, days: float = 5.0) -> Forecast:
    return Forecast(pairs, 6, band(late), band(days), band(0.9), band(2.0))


CURVE = (forecast(6, 0.9, 60), forecast(7, 0.85, 20), forecast(8, 0.2), forecast(9, 0.15))


def shown(signed_in: SignedIn, query: str = "") -> str:
    """The page, without simulating."""
    with patch("inzage.register.web.planning.ahead.curve", lambda _: CURVE):
        answer = signed_in(Role.PLANNER).get(f"/planner/vooruit{query}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_each_input_is_a_field_with_its_value_bounds_unit_and_source(signed_in: SignedIn) -> None:
    page = shown(signed_in)
    form = re.search(r'<form class="iz-form" method="get">(.*?)</form>', page, re.DOTALL)
    assert form
    inputs = dict(re.findall(r'<input class="iz-input" type="number" id="(\w+)"[^>]*? value="([^"]*)"', form[1]))
    assert inputs == {field.code: f"{field.usual:g}" for field in FIELDS}
    assert form[1].count(">bron</span>") == 1 and form[1].count(">aanname</span>") == len(FIELDS) - 1
    assert 'min="0.5" max="5"' in form[1]
    assert "onchange" not in page and form[1].count("<button") == 1


def test_the_sum_stands_step_by_step(signed_in: SignedIn) -> None:
    page = shown(signed_in)
    cells = re.findall(r'<th scope="row">([^<]+)</th><td class="iz-num">([^<]+)</td>', page)
    assert [value.strip() for _, value in cells][:6] == [
        *("750", "1.500 per jaar", "1.765 per jaar", "21.176 per jaar", "15,1 fte", "7,6")
    ]


def test_the_text_reads_the_curve(signed_in: SignedIn) -> None:
    page = shown(signed_in)
    assert "De som vraagt 7,6 koppels." in page
    assert "Met 8 koppels is naar verwachting 20 % (18 tot 22 %) van de controles te laat" in page
    assert "De rand ligt tussen 7 en 8 koppels: met 7 is 85 % te laat, met 8 20 %." in page
    assert page.count('class="iz-chart__drawing"') == 2 and "uw keuze" in page


def test_where_there_is_no_edge_none_is_said() -> None:
    flat = ahead.Ahead(ahead.need(Inputs()), Inputs(), (forecast(8, 0.16), forecast(9, 0.15)))
    assert not any("rand" in each for each in ahead.sentences(flat))
    alone = ahead.Ahead(flat.need, replace(Inputs(), pairs=20), ())
    assert len(ahead.sentences(alone)) == 1 and alone.here is None and ahead.charts(alone) == []


@pytest.mark.parametrize(
    ("low", "mid", "high", "said"), [(0.99, 0.994, 0.99, "99 %"), (0.1, 0.2, 0.3, "20 % (10 tot 30 %)")]
)
def test_a_band_that_rounds_to_one_number_is_said_once(low: float, mid: float, high: float, said: str) -> None:
    assert ahead.percent(Band(low, mid, high)) == said
    assert ahead.within(Band(1, 1.2, 1.4)) == "1" and ahead.within(Band(1, 2, 3)) == "2 (1 tot 3)"


def test_what_was_typed_stays_and_what_cannot_be_is_said_beside_it(signed_in: SignedIn) -> None:
    page = shown(signed_in, "?orders=200&pairs=x&hours=99&again=14")
    assert 'id="orders" name="orders" min="10" max="1000" step="any" value="200"' in page
    assert page.count("Dit was geen getal tussen") == 2 and 'aria-invalid="true"' in page
    assert "Niet alles kon zo worden gebruikt: Duur van een bezoek, Koppels." in page
    assert "<details open>" in page
    assert "<details open>" not in shown(signed_in, "?orders=200") and "<details>" in shown(signed_in)


def test_too_much_to_simulate_is_said_and_the_sum_stays(signed_in: SignedIn) -> None:
    page = shown(signed_in, "?orders=1000&often=100")
    assert "te veel bezoeken om hier door te rekenen" in page and "iz-chart__drawing" not in page
    assert "10.000 per jaar" in page


def test_the_conditions_that_run_now_stand_beside_the_sum(signed_in: SignedIn) -> None:
    condition(trajectory(), **{"from": "2026-01-01", "to": "2199-12-31"})
    make("voorwaarde-meldplicht", trajectory=(place := trajectory()), about=make("opdracht", trajectory=place))
    assert "lopen nu 1 voorwaarden" in shown(signed_in)


def test_it_is_simulated_and_reads_in_english_too(signed_in: SignedIn) -> None:
    client = signed_in(Role.LEAD)
    client.cookies["django_language"] = "en"
    page = client.get("/planner/vooruit?orders=20&pairs=1", headers={"accept-language": "en"}).content.decode()
    assert page.count('class="iz-chart__drawing"') == 2
