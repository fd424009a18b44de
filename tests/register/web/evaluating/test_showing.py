"""An answer as a page: in its order, with what must stand beside a figure, and whole whatever the numbers are."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import (
    Caution,
    Curve,
    Estimate,
    Estimator,
    Figure,
    Moment,
    Period,
    Protocol,
    Result,
    Rung,
    Step,
    Steps,
    Trend,
    Zero,
)
from inzage.register.web.evaluating.showing import shown
from inzage.words import Words
from tests.register.charts.reading import NASTY, is_strict
from tests.register.web.evaluating.pages import page
from tests.register.web.evaluating.results import (
    ADVICE,
    ALL,
    DAY,
    DEBTS,
    PROTOCOL,
    advice,
    debts,
    forest,
    pilot,
    result,
)


def text(html: str) -> str:
    """What a reader sees of the page's own part."""
    inner = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", inner)).split())


def heads(html: str) -> list[str]:
    return [unescape(head) for head in re.findall(r"<h2>(.*?)</h2>", html)]


def test_the_page_goes_from_what_was_counted_over_warnings_to_figures_and_what_they_leave_open() -> None:
    assert heads(page(pilot(5, 1), PROTOCOL)) == [
        "Wat is geteld",
        "Let op voordat u de cijfers leest",
        "Controles met ten minste één aanwijzing",
        "Rechtmatig",
        "Methodisch",
        "Effectief",
        "Uitvoerbaar",
        "Wat dit wel en niet zegt",
        "Wat nog niet te beantwoorden is",
    ]


def test_the_pilot_of_none_says_so_and_shows_no_figure() -> None:
    html = page(pilot(0, 0), PROTOCOL)
    assert "Er is nog niets geteld. De gegevens lopen tot en met 20 november 2026." in text(html)
    assert "Een cijfer komt hier zodra er 10 controles zijn geteld." in text(html)
    assert "<svg" not in html
    assert "%" not in text(html)


def test_the_pilot_of_five_gives_numbers_and_no_percentage() -> None:
    said = text(page(pilot(5, 1), PROTOCOL))
    assert "nog geen cijfer. Geteld zijn 5 controles; nodig zijn er 10, dus nog 5" in said
    assert not re.search(r"\d ?(%|procent)", said)
    assert "Gestippeld: nog te doen (45)" in said


def test_the_pilot_of_twenty_seven_reads_its_main_figure() -> None:
    said = text(page(pilot(27, 5), PROTOCOL))
    assert "5 van de 27 controles. Dat is 19 procent." in said
    assert "ligt het tussen de 8 en 37 procent" in said
    assert "Gevuld: wel (5). Open: niet (22). Gestippeld: nog te doen (23)." in said
    assert "Geteld zijn 4 controles; nodig zijn er 10, dus nog 6" in said, "a figure of fewer than the minimum"


def test_the_pilot_of_fifty_has_nothing_left_to_do() -> None:
    said = text(page(pilot(50, 10), PROTOCOL))
    assert "10 van de 50 controles. Dat is 20 procent." in said
    assert "nog te doen" not in said
    assert "na de vaste steekproef gedaan: 3" in said


def test_every_number_of_a_table_leads_to_its_rows() -> None:
    html = page(pilot(27, 5), PROTOCOL)
    assert '<a href="/rijen/effective-any/units">5</a>' in html
    assert '<a href="/rijen/effective-any/of">27</a>' in html
    assert '<a href="/rijen/trechter.geweigerd/units">8</a>' in page(advice(), ADVICE)
    assert '<a href="/rijen/dekking.2025-10-01/of">9</a>' in page(advice(), ADVICE)
    assert '<a href="/rijen/nieuwe-zaak@vroeg/of">68</a>' in page(debts(), DEBTS)


def test_without_an_address_a_number_is_a_number() -> None:
    told = shown(pilot(27, 5), PROTOCOL, lambda *_: "")
    assert "href" not in str(told)


def test_a_figure_of_recidivism_stands_beside_all_that_it_may_not_miss() -> None:
    said = text(page(debts(), DEBTS))
    for name in ("Gebeurtenissen 58", "Persoonsjaren 402", "Controles per persoon per maand 0,19"):
        assert name in said
    assert "Gegevens tot en met 20 november 2026" in said
    assert "Onzekerheid 0,51 – 1,31 (95%)" in said
    assert "Van 165" in said


def test_a_curve_of_recidivism_says_how_often_its_group_was_checked() -> None:
    html = page(debts(), DEBTS)
    row = html[html.index('/rijen/nieuwe-zaak@vroeg/of">') :]
    assert text(f"<main>{row[: row.index('</tr>')].partition('>')[2]}</main>").split()[-4:-3] == ["0,20"]


def test_a_curve_of_recidivism_whose_detection_nobody_knows_says_that() -> None:
    bare = replace(debts(), figures=())
    assert "niet bekend" in text(page(bare, DEBTS))


def test_an_effect_whose_detection_nobody_knows_is_not_shown() -> None:
    effect = replace(debts().figures[0], extra={"events": 58.0, "person_years": 402.3})
    said = text(page(replace(debts(), figures=(effect,), curves=()), DEBTS))
    assert "0,82" not in said
    assert "niet bekend is hoe vaak er is gecontroleerd" in said


def test_a_warning_is_said_with_its_facts() -> None:
    said = text(page(debts(), DEBTS))
    assert said.index("handhavingsparadox") < said.index("een verhouding van 0,82")
    assert "Controles per persoon per maand, tijd met: 0,24" in said
    assert "Onvolledig vanaf: 23 februari 2026" in said


def test_nobody_drops_out_of_a_funnel() -> None:
    said = text(page(advice(), ADVICE))
    assert "De trechter begint met 60 dagvaardingen. Niemand valt eruit" in said
    assert "Voorwaarden opgelegd: 22 van deze 60." in said
    assert "8 van 45: 18% (9 – 31%)" in said


def test_a_funnel_of_few_has_its_numbers_and_no_share() -> None:
    steps = advice().funnels[1]
    said = text(page(result(ADVICE, 60, funnels=(steps,)), ADVICE))
    assert "4 van 6" in said
    assert "67%" not in said
    assert "Geteld zijn 6 dagvaardingen; nodig zijn er 10, dus nog 4" in said


def test_the_shape_of_the_protocol_comes_first() -> None:
    assert heads(page(advice(), ADVICE))[1] == "Van dagvaarding tot uitspraak"
    curves = replace(ADVICE, estimators=(Estimator.KAPLAN_MEIER,))
    assert heads(page(advice(), curves))[1] == "Aanvragen waarop nog geen advies is uitgebracht"
    other = replace(ADVICE, estimators=(Estimator.WILSON,))
    assert heads(page(advice(), other))[1] == "Dagen van aanvraag tot advies (mediaan)"


@pytest.mark.parametrize(("left", "told"), [(1, "Toen werd nog 1 dagvaarding"), (2, "Toen werden nog 2 dagvaardingen")])
def test_one_who_is_still_followed_is_told_of_as_one(left: int, told: str) -> None:
    moments = (Moment(0, 1.0, 0.3, 1.0, 3, 0), Moment(5, 0.6, 0.2, 0.9, 3, 1), Moment(9, 0.3, 0.1, 0.8, left, 1))
    curve = Curve("wachten", Words("Wachten", "Waiting"), "survival", moments, (0, 1, 2))
    said = text(page(result(ADVICE, 3, curves=(curve,)), replace(ADVICE, minimum=2)))
    assert f"{told} gevolgd." in said


def test_a_curve_is_read_where_enough_are_still_followed() -> None:
    said = text(page(advice(), ADVICE))
    assert re.search(
        r"na 60 dagen was het bij \d+ procent nog niet gebeurd .* Toen werden nog 16 dagvaardingen gevolgd", said
    )


def test_a_period_outside_its_limits_is_named_and_not_explained() -> None:
    said = text(page(advice(), ADVICE))
    assert "Van de 7 perioden valt er 1 buiten de grenzen: 2025-K4." in said
    assert "de kaart zegt niet waardoor" in said


def test_groups_keep_the_order_they_were_given_in_and_are_not_ranked() -> None:
    html = page(forest(), replace(PROTOCOL, code="E6", fixed_sample=None))
    places = [
        html.index(f'scope="row" role="rowheader">{name}<') for name in ("noord", "oost", "zuid", "west", "midden")
    ]
    assert places == sorted(places)


def test_the_order_of_introduction_is_a_timeline_and_who_has_no_day_stands_in_its_table() -> None:
    html = page(debts(), DEBTS)
    assert "Volgorde van invoering" in heads(html)
    assert html.count("iz-chart__span--open") == 2
    assert "zuid nog geen dag" in text(html)
    assert "Volgorde van invoering" not in heads(page(debts(), replace(DEBTS, rollout_order=())))


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_whole_in_either_language(name: str, language: str) -> None:
    html = page(*ALL[name], language)
    whole(html)
    assert ("Wat is geteld" in html) == (language == "nl")


def whole(html: str) -> None:
    """Every drawing is strict, every id once, and no number is none."""
    for drawing in re.findall(r"<svg xmlns.*?</svg>(?=</figure>)", html, re.S):
        assert is_strict(drawing)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(r"\b(nan|NaN|inf|Infinity|None)\b", text(html))


def test_text_of_others_is_text_and_never_markup() -> None:
    nasty = Words(NASTY, NASTY)
    figure = replace(pilot(27, 5).figures[3], code="x", label=nasty, group=NASTY)
    second = replace(figure, group="b")
    bad = result(
        replace(PROTOCOL, code="E6"),
        27,
        left_out={NASTY: 1},
        figures=(figure, second),
        curves=tuple(replace(each, label=nasty, group=NASTY) for each in debts().curves),
        trends=tuple(
            replace(each, label=nasty, group=NASTY, periods=tuple(replace(p, label=NASTY) for p in each.periods))
            for each in advice().trends
        ),
        funnels=tuple(
            replace(each, label=nasty, group=NASTY, steps=tuple(replace(step, label=nasty) for step in each.steps))
            for each in advice().funnels
        ),
        cautions=(Caution(NASTY, nasty, {NASTY: NASTY}),),
        notes=(nasty,),
        gaps=(nasty,),
        context={"heads": {"effectief": [NASTY, "x"], NASTY: [NASTY]}},
    )
    html = page(bad, replace(PROTOCOL, code="E6", rollout_order=(NASTY, f"{NASTY}-2025-01-01")))
    assert "<script>a" not in html
    assert "</text><script" not in html
    assert 'href="/rijen/x@&lt;/text&gt;' in html
    whole(html)


NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-1, 2) | st.sampled_from([0.0, 1.0, 0.5])
BOUNDS = st.none() | NUMBERS
PLACES = st.integers(0, 60).map(lambda n: tuple(range(n)))
SAID = st.text("abcde <&\"'", max_size=50).map(lambda said: Words(said, said))
NAMES = st.text("abcde-", max_size=8)
ESTIMATES = st.none() | st.builds(Estimate, NUMBERS, BOUNDS, BOUNDS, st.sampled_from(["Wilson", "Newcombe"]), NUMBERS)
EXTRA = st.dictionaries(st.sampled_from(["n", "events", "person_years", "checks_per_person_month", "p", "x"]), NUMBERS)
MEASURES = st.sampled_from(["share", "days", "hours", "count", "rate", "ratio", "money"])
FIGURES = st.builds(Figure, NAMES, SAID, MEASURES, ESTIMATES, PLACES, PLACES, EXTRA, st.booleans(), NAMES)
MOMENTS = st.builds(Moment, st.integers(-5, 4000), NUMBERS, BOUNDS, BOUNDS, st.integers(0, 90), st.integers(0, 9))
CURVES = st.builds(
    Curve,
    NAMES,
    SAID,
    st.sampled_from(["survival", "incidence"]),
    st.lists(MOMENTS, max_size=6).map(tuple),
    PLACES,
    NAMES,
)
DATES = st.dates(date(2020, 1, 1), date(2026, 1, 1))
PERIODS = st.builds(Period, NAMES, DATES, PLACES, PLACES, BOUNDS, BOUNDS, BOUNDS)
TRENDS = st.builds(Trend, NAMES, SAID, MEASURES, BOUNDS, st.lists(PERIODS, max_size=5).map(tuple), NAMES)
STEPS = st.builds(Step, NAMES, SAID, PLACES, NAMES, ESTIMATES)
FUNNELS = st.builds(Steps, NAMES, SAID, st.lists(STEPS, max_size=4).map(tuple), NAMES)
CAUTIONS = st.builds(Caution, NAMES, SAID, st.dictionaries(NAMES, NUMBERS | NAMES, max_size=3))
CODES = st.none() | st.integers() | st.lists(st.integers() | NAMES, max_size=2)
HEADED = st.dictionaries(st.sampled_from(["rechtmatig", "x"]), st.lists(NAMES) | st.integers())


@st.composite
def results(draw: st.DrawFn) -> tuple[Result, Protocol]:
    protocol = replace(
        PROTOCOL,
        code=draw(st.sampled_from(["pilot-50", "E7"])),
        minimum=draw(st.integers(0, 20)),
        rung=draw(st.sampled_from(Rung)),
        time_zero=draw(st.sampled_from(Zero)),
        estimators=draw(st.lists(st.sampled_from(Estimator), max_size=2).map(tuple)),
        fixed_sample=draw(st.none() | st.integers(1, 200)),
        rollout_order=draw(st.lists(NAMES | st.just("noord-2025-01-01"), max_size=3).map(tuple)),
    )
    some = {name: draw(st.lists(each, max_size=3).map(tuple)) for name, each in PARTS.items()}
    left_out = draw(st.dictionaries(NAMES, st.integers(0, 9), max_size=2))
    context = draw(st.fixed_dictionaries({}, optional={"heads": HEADED | st.none(), "questions": CODES}))
    return result(protocol, draw(st.integers(0, 99)), left_out=left_out, context=context, **some), protocol


PARTS = {
    "figures": FIGURES,
    "curves": CURVES,
    "trends": TRENDS,
    "funnels": FUNNELS,
    "cautions": CAUTIONS,
    "notes": SAID,
    "gaps": SAID,
}


@settings(max_examples=60)
@given(results(), st.sampled_from(["nl", "en"]))
def test_whatever_the_numbers_are_the_page_is_whole(answer: tuple[Result, Protocol], language: str) -> None:
    whole(page(*answer, language))


def test_more_groups_than_can_be_told_apart_have_a_plot_each() -> None:
    many = tuple(replace(debts().curves[0], group=f"g{i}", label=Words("x", "x")) for i in range(6))
    html = page(replace(debts(), curves=many), DEBTS)
    assert html.count("Nog gevolgd</text>") == 6


def test_a_page_of_one_is_said_in_the_singular() -> None:
    one = replace(PROTOCOL, minimum=2)
    said = text(page(result(one, 1), one))
    assert "Er is 1 controle geteld" in said
    assert str(DAY.year) in said


def by_office() -> Result:
    """The funnel of all and of three offices, one of them below the minimum."""
    whole, small = advice().funnels
    return replace(advice(), funnels=(whole, replace(whole, group="amsterdam"), replace(whole, group="limburg"), small))


def test_groups_wait_folded_below_a_plot_of_their_first_share() -> None:
    html = page(by_office(), ADVICE)
    assert "Van dagvaarding tot uitspraak, voor elke groep apart" in heads(html)
    folded = re.findall(r"<details><summary>(Van [^<]*)</summary>", html)
    assert folded == [f"Van dagvaarding tot uitspraak, {name}" for name in ("amsterdam", "limburg", "midden-nederland")]
    assert "amsterdam: 75% (63 – 84%)" in text(html)
    assert "midden-nederland nog geen cijfer (6 geteld, 10 nodig)" in text(html)


def test_tables_have_names_of_their_own() -> None:
    twice = replace(pilot(27, 5), figures=pilot(27, 5).figures * 2)
    names = re.findall(r'role="region" aria-label="([^"]*)"', page(twice, PROTOCOL))
    assert len(names) == len(set(names)) > 5


def test_what_is_told_of_several_groups_is_said_once_and_each_row_is_a_group() -> None:
    figures = tuple(
        replace(each, group=version)
        for version in ("0.1", "0.2")
        for each in pilot(27, 5).figures
        if each.code.startswith("lawful")
    )
    html = page(result(ADVICE, 27, figures=figures), ADVICE)
    plots = re.findall(r'<text class="iz-chart__text iz-chart__text--lane"[^>]*>([^<]*)<', html)
    assert plots == ["0.1: 100% (88 – 100%)", "0.2: 100% (88 – 100%)", "0.1: 7% (2 – 23%)", "0.2: 7% (2 – 23%)"]
    two = result(ADVICE, 27, figures=(replace(figures[0], code="x", label=Words("x", "x"), group=""), *figures))
    rows = re.findall(r'<text class="iz-chart__text iz-chart__text--lane"[^>]*>([^<]*)<', page(two, ADVICE))
    assert rows[1:5] == [
        "Controles binnen de termijn van de",
        "voorwaarde",
        "0.1: 100% (88 – 100%)",
        "0.2: 100% (88 – 100%)",
    ]


def test_figures_of_the_same_name_stand_apart_and_keep_their_order() -> None:
    one = debts().figures[1]
    html = page(result(DEBTS, 165, figures=(debts().figures[0], one, replace(one, code="tweede"))), DEBTS)
    assert heads(html).count("Hoe sterk iets ongemetens zou moeten zijn om dit te verklaren (E-waarde)") == 2


def test_a_long_set_is_divided_by_its_labels() -> None:
    base = forest().figures[0]
    main = replace(base, code="main", label=Words("Alles", "All"))
    figures = [main, *(replace(base, label=Words(x, x), group=str(y)) for x in ("aaa", "bbb") for y in range(12))]
    assert heads(page(result(ADVICE, 87, figures=tuple(figures)), ADVICE))[1:4] == ["Alles", "aaa", "bbb"]


def test_a_question_of_a_check_is_called_by_its_words() -> None:
    code = "forbidden-software-present"
    figure = replace(pilot(27, 5).figures[3], label=Words(f"Bij de vraag {code}", f"On {code}"), group=code)
    seen = result(ADVICE, 27, figures=(figure, replace(figure, group="b")), context={"questions": [code, "onbekend"]})
    said = text(page(seen, ADVICE))
    assert code not in said
    assert "Bij de vraag ‘Staat er software op de drager van een soort die de voorwaarde verbiedt" in said


def test_a_curve_that_counts_its_days_from_elsewhere_says_from_what() -> None:
    assert "Dagen sinds de dagvaarding" in text(page(advice(), ADVICE))
    curve = replace(advice().curves[0], since=Words("de aanvraag", "the request"))
    assert "Dagen sinds de aanvraag" in text(page(replace(advice(), curves=(curve,)), ADVICE))


def test_what_does_not_live_has_totals_and_no_events() -> None:
    extra = {"n": 108.0, "events": 97.0}
    figure = replace(pilot(27, 5).figures[3], estimate=Estimate(97 / 108, 0.8, 0.95, "m"), extra=extra)
    said = text(page(result(PROTOCOL, 27, figures=(figure,)), PROTOCOL))
    assert "97 van de 108. Dat is 90 procent." in said
    assert "Totaal 108 Daarvan 97" in said
    assert "Gebeurtenissen" not in said


def test_a_whole_count_has_its_dot_and_no_word_of_chance() -> None:
    figure = replace(pilot(27, 5).figures[3], estimate=Estimate(5 / 27, None, None, "telling"))
    html = page(result(PROTOCOL, 27, figures=(figure,)), PROTOCOL)
    assert "Bij dit cijfer staat geen onzekerheid." in text(html)
    assert "Uitkomst (stip) " in text(html)
    assert "iz-chart__range" not in html
    assert "op de twintig" not in text(html)


def test_a_chart_without_limits_says_nothing_of_them() -> None:
    bare = tuple(replace(each, low=None, high=None) for each in advice().trends[0].periods)
    seen = result(ADVICE, 60, trends=(replace(advice().trends[0], periods=bare),))
    assert "Stip: de periode. Streep: alle perioden samen." in text(page(seen, ADVICE))
    assert "toeval" not in text(page(seen, ADVICE))


def test_numbers_of_different_things_share_no_axis() -> None:
    base = replace(forest().figures[0], measure="count", estimate=Estimate(5, 4, 6, "m"))
    rows, looks = (Words(name, name) for name in ("regels", "blikken"))
    figures = [replace(base, code="a", label=Words("eerst", "first"))]
    figures += [replace(base, code=f"{x.nl}", label=x, group=y) for y in ("0.1", "0.2") for x in (rows, looks)]
    assert heads(page(result(ADVICE, 87, figures=tuple(figures)), ADVICE))[1:4] == ["eerst", "regels", "blikken"]
