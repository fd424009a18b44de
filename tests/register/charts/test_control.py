"""A period outside its limits has another form, and the table says so."""

from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Control, Mark, control
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, texts

VALUES = st.none() | st.floats(-1e6, 1e6)
MARKS = st.lists(st.builds(Mark, st.just("K1"), VALUES, VALUES, VALUES), max_size=30).map(tuple)


def chart(*marks: Mark, **more: object) -> Control:
    return Control(SAID, marks, 50.0, "Aandeel", ("binnen", "buiten"), suffix=" %", **more)  # type: ignore[arg-type]


FOUR = chart(
    Mark("2025-1", 48, 30, 70), Mark("2025-2", 20, 30, 70), Mark("2025-3", None), Mark("2025-4", 71, 30, 70), top=100
)


@given(MARKS, VALUES)
def test_a_drawing_is_told_and_strict(marks: tuple[Mark, ...], centre: float | None) -> None:
    svg = control(Control(SAID, marks, centre, "Aandeel", ("binnen", "buiten")))
    assert is_told(svg, SAID)
    assert is_strict(svg)
    there = [each for each in marks if each.value is not None]
    assert len(drawn(svg, "outside")) == sum(each.outside for each in there)
    assert len(drawn(svg, "estimate")) == sum(not each.outside for each in there)
    assert len(drawn(svg, "reference")) == (centre is not None)


def test_what_lies_outside_has_another_form() -> None:
    svg = control(FOUR)
    assert len(drawn(svg, "outside")) == 2
    assert drawn(svg, "outside")[0].tag != drawn(svg, "estimate")[0].tag


def test_a_limit_is_still_inside() -> None:
    assert not Mark("x", 70, 30, 70).outside
    assert not Mark("x", 30, 30, 70).outside
    assert Mark("x", 70.1, 30, 70).outside


def test_a_period_without_a_value_breaks_the_line() -> None:
    assert len(drawn(control(FOUR), "thread")) == 1


def test_limits_stand_for_each_period_that_has_them() -> None:
    boxes = drawn(control(FOUR), "limits")
    assert len(boxes) == 3
    assert float(boxes[0].get("height", "0")) == 80, "40 of the 100 of an axis of 200 pixels"


def test_the_table_says_which_lie_outside() -> None:
    assert [row[-1] for row in FOUR.table().rows] == ["binnen", "buiten", "", "buiten"]
    assert FOUR.table().rows[2] == ("2025-3", "…", "…", "…", "")
    assert chart(Mark("a", 3)).table().rows[0][-1] == "", "without limits nothing is inside or outside"


def test_what_changed_is_an_upright_line_between_two_periods() -> None:
    marks = (Mark("1", 1), Mark("2", 2), Mark("3", 3))
    assert len(drawn(control(chart(*marks, broken=2)), "today")) == 1
    assert drawn(control(chart(*marks, broken=0)), "today") == drawn(control(chart(*marks)), "today") == []


def test_labels_stay_so_few_that_they_fit_a_telephone() -> None:
    many = chart(*[Mark(f"2025-{i}", 1) for i in range(40)])
    assert len([text for text in texts(control(many)) if text.startswith("2025")]) <= 5


def test_a_label_is_text_and_never_markup() -> None:
    svg = control(Control(SAID, (Mark(NASTY, 1, told=NASTY), Mark(NASTY, 9, 0, 2)), 1, NASTY, (NASTY, NASTY)))
    assert "<script" not in svg
    assert is_strict(svg)
