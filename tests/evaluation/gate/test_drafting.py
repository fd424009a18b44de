"""A result as a draft: what is counted where, and which sets of units give others away."""

from datetime import date

from inzage.evaluation import Caution, Curve, Estimate, Figure, Level, Moment, Period, Result, Step, Steps, Trend
from inzage.evaluation.gate.drafting import draft
from inzage.evaluation.gate.drafts import Link
from inzage.evaluation.gate.passing import gate
from inzage.words import Words

ON = date(2026, 11, 1)
ESTIMATE = Estimate(0.4, 0.3, 0.5, "Wilson")


def said(text: str) -> Words:
    return Words(text, text)


def span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last))


def share(code: str, units: tuple[int, ...], of: tuple[int, ...], group: str = "") -> Figure:
    told = Estimate(len(units) / len(of) if of else 0.0, 0.3, 0.5, "Wilson")
    return Figure(code, said(code), "share", told, units, of, group=group)


def result(*figures: Figure, counted: int = 100, **more: object) -> Result:
    return Result("E1", 1, ON, "ab" * 32, counted, {}, figures, **more)  # type: ignore[arg-type]


def test_groups_and_who_is_in_none_add_up_to_the_whole() -> None:
    units = (*span(0, 20), *span(40, 60), *span(90, 95))
    made = draft(result(share("x", units, span(0, 100)), share("x", span(0, 20), span(0, 40), "noord"),
                        share("x", span(40, 60), span(40, 90), "zuid")), ON)  # fmt: skip
    table = made.tables[0]
    assert [line.code for line in table.shape.rows.lines] == ["noord", "zuid", "overige"]
    cells = table.cells()
    assert (cells["x"], cells["x&groep=noord"], cells["x&groep=overige"]) == (100, 40, 10)


def test_groups_that_overlap_stand_each_alone() -> None:
    made = draft(result(share("x", span(0, 20), span(0, 60), "a"), share("x", span(50, 80), span(40, 100), "b")), ON)
    assert [table.shape.code for table in made.tables] == ["x:a", "x:b"]


def test_a_base_that_lacks_three_of_another_is_linked_to_it() -> None:
    made = draft(result(share("x", span(0, 50), span(0, 100)), share("y", span(0, 50), span(0, 97))), ON)
    assert Link("", "y", 3) in made.links
    assert Link("", "x", 0) in made.links


def test_so_who_subtracts_one_base_from_another_finds_nobody() -> None:
    made = result(share("x", span(0, 50), span(0, 100)), share("y", span(0, 50), span(0, 97)))
    told = gate(draft(made, ON), Level.PUBLIC)
    bases = [told.counts().get(each) for each in ("", "x", "y")]
    assert bases.count(None) in (1, 2)
    assert len({each for each in bases if each is not None}) == 1


def test_a_share_that_lacks_three_of_another_share_is_linked_to_it() -> None:
    made = draft(result(share("x", span(0, 50), span(0, 100)), share("y", span(0, 47), span(0, 100))), ON)
    assert Link("x&x=ja", "y&y=ja", 3) in made.links


def test_shares_that_happen_to_be_the_same_are_not_linked() -> None:
    """Nobody knows that they are; a link would make everybody who is not, nobody."""
    made = draft(result(share("x", span(0, 100), span(0, 100)), share("y", span(0, 50), span(0, 100))), ON)
    assert not [link for link in made.links if "ja" in link.part + link.whole]


def test_a_funnel_is_a_share_of_each_step() -> None:
    first = Step("dagvaarding", said("d"), span(0, 100), "", None)
    second = Step("aanvraag", said("a"), span(0, 60), "dagvaarding", ESTIMATE)
    steps = (first, second, Step("uitgebracht", said("u"), span(0, 30), "aanvraag", ESTIMATE))
    made = draft(result(funnels=(Steps("f", said("f"), steps),)), ON)
    assert [table.cells()[table.shape.code] for table in made.tables] == [100, 60]
    assert Link("f:aanvraag&f:aanvraag=ja", "f:uitgebracht", 0) in made.links


def test_a_trend_is_a_table_of_periods_and_a_rate_per_period_is_not_published() -> None:
    periods = tuple(
        Period(f"{year}", date(year, 1, 1), span(50 * n, 50 * n + 20), span(50 * n, 50 * n + 50), 0.4, None, None)
        for n, year in enumerate((2024, 2025))
    )
    trends = (Trend("t", said("t"), "share", 0.4, periods), Trend("r", said("r"), "rate", 1.0, periods))
    made = draft(result(trends=trends), ON)
    assert [table.shape.code for table in made.tables] == ["t per periode"]
    assert made.tables[0].cells()["t per periode&periode t=2024-01-01"] == 50


def test_a_trend_and_a_figure_of_one_name_that_count_others_do_not_contradict_each_other() -> None:
    periods = (Period("2025", date(2025, 1, 1), span(0, 20), span(0, 50), 0.4, None, None),)
    trends = (Trend("x", said("x"), "share", 0.4, periods),)
    told = gate(draft(result(share("x", span(0, 50), span(0, 100)), trends=trends), ON), Level.PUBLIC)
    assert told.told("x") == 100
    assert told.told("x per periode") == 50


def test_a_number_of_units_is_a_share_and_hours_are_a_measure() -> None:
    count = Figure("n", said("n"), "count", Estimate(20, None, None, "telling"), span(0, 20), span(0, 100))
    hours = Figure("h", said("h"), "hours", Estimate(6.13, 5, 7, "mediaan"), (), span(0, 100))
    made = draft(result(count, hours), ON)
    assert made.tables[0].cells()["n&n=ja"] == 20
    assert (made.measures[0].people, made.measures[0].value) == (100, 6.13)


def test_a_difference_of_shares_is_a_measure_with_its_detection_beside_it() -> None:
    units, of, seen = span(0, 40), span(0, 100), {"checks_per_person_month": 0.31}
    effect = Figure("v", said("v"), "share", Estimate(-0.12, -0.2, 0, "Newcombe"), units, of, seen, effect=True)
    made = draft(result(effect), ON)
    assert made.tables == ()
    assert (made.measures[0].value, dict(made.measures[0].beside)) == (-0.12, seen)


def test_figures_of_one_name_that_count_others_are_told_apart() -> None:
    hours = [Figure("h", said("h"), "hours", Estimate(6.0, 5, 7, "mediaan"), (), span(0, n)) for n in (100, 60, 100)]
    made = draft(result(*hours), ON)
    assert [each.key for each in made.measures] == ["wie h", "wie h 2", "wie h"]
    gate(made, Level.PUBLIC)


def test_below_the_minimum_a_figure_is_not_there() -> None:
    bare = Figure("x", said("x"), "share", None, span(0, 3), span(0, 5))
    assert draft(result(bare), ON).tables == ()


def test_a_curve_knows_who_is_followed() -> None:
    moments = (Moment(10, 0.9, 0.8, 0.95, 100, 10),)
    made = draft(result(curves=(Curve("c", said("c"), "survival", moments, span(0, 100)),)), ON)
    assert made.curves[0].people == 100
    assert Link("", made.curves[0].key, 0) in made.links


def test_a_sentence_with_a_figure_of_its_own_is_left_out_in_public_and_counted() -> None:
    cautions = (Caution("klein", said("Er zijn maar 7 zaken.")), Caution("lang", said("De opvolging verschilt.")))
    made = draft(result(share("x", span(0, 50), span(0, 100)), cautions=cautions), ON)
    told = gate(made, Level.PUBLIC)
    assert ([each.nl for each in told.remarks], told.unsaid) == (["De opvolging verschilt."], 1)
    assert gate(made, Level.ORGANISATION).unsaid == 0


def test_a_share_that_is_not_that_of_its_units_is_told_as_it_is_and_only_of_enough_of_them() -> None:
    """The height of a curve counts who was not followed until then; a pooled share is drawn to others."""
    few, many = (
        Figure(code, said(code), "share", ESTIMATE, span(0, n), span(0, 100)) for code, n in (("f", 9), ("m", 12))
    )
    made = draft(result(few, many, share("plain", span(0, 40), span(0, 100))), ON)
    assert [table.shape.code for table in made.tables] == ["plain"]
    assert [(each.code, each.value, each.beside["events"]) for each in made.measures] == [("f", 0.4, 9), ("m", 0.4, 12)]
    told = {each.code: each.value for each in gate(made, Level.PUBLIC).measures}
    assert told == {"f": None, "m": 0.4}


def test_a_share_of_something_of_all_its_people_is_not_taken_for_all_of_them() -> None:
    """Such as the appointments that 17 people kept: nothing "happened to" 17 of 17."""
    kept = Figure("k", said("k"), "share", ESTIMATE, span(0, 17), span(0, 17))
    made = draft(result(kept, share("plain", span(0, 40), span(0, 100))), ON)
    (found,) = made.measures
    assert (found.people, dict(found.beside)) == (17, {})
    (told,) = gate(made, Level.PUBLIC).measures
    assert (told.value, told.people, told.beside) == (0.4, 15, ())
