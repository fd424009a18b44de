"""The totals attack: nobody who adds and subtracts what is printed comes within ten people of what is not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Level
from inzage.evaluation.gate import NothingLeft, NotToPublish, Reveals
from inzage.evaluation.gate.drafts import CrossTable, Line, Shape, Side
from inzage.evaluation.gate.passing import audit, gate
from inzage.evaluation.gate.published import Cell, Published
from inzage.evaluation.gate.rules import PUBLIC
from tests.evaluation.gate.bench import FACTS, draft, grid, said, side, table
from tests.evaluation.gate.reader import narrowest, spans

SPREAD = 10
SIZES = st.sampled_from([0, 1, 3, 7, 10, 12, 15, 40, 130])


def tables(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(SIZES, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def only_small(counts: list[list[int]]) -> list[list[int | None]]:
    """What a gate without complementary suppression would print."""
    whole = [[*row, sum(row)] for row in counts]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    return [[None if PUBLIC.small(count) else count for count in row] for row in whole]


def test_the_invented_table_of_four_by_three_gives_nobody_away() -> None:
    told = gate(draft(table(FACTS)), Level.PUBLIC)
    assert grid(told)[-1][-1] == 55
    assert narrowest([grid(told)]) >= SPREAD
    assert told.small >= 11, "eleven of its twelve cells are below ten"
    audit(told)


def test_without_complementary_suppression_the_same_reader_finds_a_cell() -> None:
    """The control: the attack works on what the gate would print without the second half of its work."""
    printed = only_small([[120, 30, 40], [50, 40, 3], [60, 70, 80]])
    assert spans([printed]) == {(0, 1, 2): (3, 3)}
    assert narrowest([grid(gate(draft(table([[120, 30, 40], [50, 40, 3], [60, 70, 80]])), Level.PUBLIC))]) >= SPREAD


def test_of_the_invented_table_a_row_leaks_from_its_total_where_only_small_cells_are_withheld() -> None:
    counts = [[14, 12, 3], [9, 4, 2], [6, 3, 2]]
    assert spans([only_small(counts)])[0, 0, 2] == (3, 3)
    assert narrowest([grid(gate(draft(table(counts)), Level.PUBLIC))]) >= SPREAD


@settings(max_examples=25, deadline=None)
@given(tables(3, 3))
def test_every_withheld_cell_keeps_its_span_whatever_the_table(counts: list[list[int]]) -> None:
    try:
        told = gate(draft(table(counts)), Level.PUBLIC)
    except NothingLeft:
        return
    printed = grid(told)
    rounded = [[None if count is None else PUBLIC.rounded(count) for count in row] for row in printed]
    assert all(count is None or count >= 10 for row in printed for count in row)
    assert narrowest([printed]) >= SPREAD, "with the rounding undone"
    assert narrowest([rounded], error=2, least=10) >= SPREAD, "as printed"
    audit(told)


@settings(max_examples=10, deadline=None)
@given(tables(3, 2), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_two_tables_of_the_same_people_do_not_tell_on_each_other(counts: list[list[int]], parts: list[int]) -> None:
    """The second splits the same rows in another way, so that they share a margin."""
    other = [[sum(row) * part // 4, sum(row) - sum(row) * part // 4] for row, part in zip(counts, parts, strict=True)]
    try:
        told = gate(draft(table(counts, "een"), table(other, "twee", columns="jaar")), Level.PUBLIC)
    except NothingLeft:
        return
    first, second = grid(told, 0), grid(told, 1)
    assert [row[-1] for row in first] == [row[-1] for row in second]
    assert narrowest([first, second]) >= SPREAD


def test_each_table_alone_holds_where_both_together_would_not() -> None:
    one, two = table([[40, 25], [30, 30]], "een"), table([[62, 3], [30, 30]], "twee", columns="jaar")
    apart = gate(draft(two), Level.PUBLIC)
    both = gate(draft(one, two), Level.PUBLIC)
    assert narrowest([grid(apart)]) >= SPREAD
    assert narrowest([grid(both, 0), grid(both, 1)]) >= SPREAD


def test_subtotals_add_up_and_do_not_tell_either() -> None:
    rows = Side("regio", (Line("noord", said("Noord")), Line("a", said("A"), "noord"), Line("b", said("B"), "noord"),
                          Line("zuid", said("Zuid"))), said("Totaal"))  # fmt: skip
    shape = Shape("regio", said("Regio"), said("personen"), rows, side("jaar", "2024", "2025"))
    counts = {("a", "2024"): 4, ("a", "2025"): 30, ("b", "2024"): 40, ("b", "2025"): 50}
    counts |= {("zuid", "2024"): 60, ("zuid", "2025"): 70}
    told = gate(draft(CrossTable(shape, counts)), Level.PUBLIC)
    shown = told.counts()
    north = [shown.get(shape.key("noord", year)) for year in ("2024", "2025", "")]
    parts = [[shown.get(shape.key(row, year)) for year in ("2024", "2025", "")] for row in ("a", "b")]
    assert parts[0][0] is None
    assert narrowest([[*parts, north]]) >= SPREAD


@pytest.mark.parametrize(
    ("counts", "place"),
    [([[12, 0, 0], [30, 40, 50]], (0, 0)), ([[12, 0], [0, 40]], (1, 1)), ([[30, 20], [0, 40]], (1, 1))],
)
def test_that_it_is_nobody_or_everybody_is_not_told(counts: list[list[int]], place: tuple[int, int]) -> None:
    told = grid(gate(draft(table(counts)), Level.PUBLIC))
    assert told[place[0]][place[1]] is None
    assert all(count != 0 for row in told for count in row)


def test_within_the_organisation_nobody_is_told_and_one_to_four_are_not() -> None:
    told = gate(draft(table([[14, 4, 0], [9, 30, 20], [6, 5, 0]])), Level.ORGANISATION)
    assert (grid(told)[0][1], grid(told)[2][2], grid(told)[2][3]) == (None, 0, 11)
    assert narrowest([grid(told)]) >= 5
    audit(told)


def test_on_the_work_floor_everything_is_told() -> None:
    told = gate(draft(table([[1, 0], [3, 2]])), Level.WORK_FLOOR)
    assert grid(told) == [[1, 0, 1], [3, 2, 5], [4, 2, 6]]
    assert (told.small, told.others) == (0, 0)


def test_the_same_draft_gives_the_same_publication_whatever_the_order_of_its_counts() -> None:
    counts = table([[120, 30, 40], [50, 40, 3], [60, 70, 80]])
    turned = replace(counts, counts=dict(reversed(list(counts.counts.items()))))
    assert gate(draft(counts), Level.PUBLIC) == gate(draft(turned), Level.PUBLIC)


def test_where_all_is_small_a_sentence_says_what_to_wait_for() -> None:
    with pytest.raises(NothingLeft) as refused:
        gate(draft(table([[3, 2], [1, 2]])), Level.PUBLIC)
    assert "minder dan 10 personen" in refused.value.sentence("nl")


def test_tables_that_count_the_same_and_differ_are_refused() -> None:
    with pytest.raises(NotToPublish):
        gate(draft(table([[30, 20]], "een"), table([[30, 40]], "twee")), Level.PUBLIC)


def handed(told: Published, **counts: int | None) -> Published:
    """The same publication with cells of its first table as somebody wrote them by hand: r0_k1=12."""
    shape = told.shapes[0]
    changed = {shape.key(*place.split("_")): count for place, count in counts.items()}
    return replace(told, cells=tuple(Cell(each.key, changed.get(each.key, each.count)) for each in told.cells))


def test_a_publication_that_did_not_pass_the_gate_does_not_pass_the_audit() -> None:
    bare = gate(draft(table([[120, 30, 40], [50, 40, 3], [60, 70, 80]])), Level.WORK_FLOOR)
    public = replace(bare, level=Level.PUBLIC)
    with pytest.raises(Reveals):
        audit(public)
    with pytest.raises(Reveals) as refused:
        audit(handed(public, r1_k2=None))
    assert "rij=r1" in str(refused.value)
    audit(handed(public, r1_k2=None, r1_k1=None, r0_k2=None, r0_k1=None))


def test_a_population_is_laid_beside_none_but_its_own() -> None:
    counts = table([[120, 30], [50, 40]])
    before = gate(draft(counts, population="E1", extracted_on=date(2026, 1, 1), cohort="x"), Level.PUBLIC)
    assert gate(draft(counts), Level.PUBLIC, [before]) == gate(draft(counts), Level.PUBLIC)
