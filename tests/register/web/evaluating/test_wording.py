"""What codes of a result are called: each code that a question can give has words, and no words are left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from inzage import evaluation
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import e03_alarms, e04_recheck
from inzage.register.web.evaluating import wording
from inzage.register.web.evaluating.counting import BY_CODE, counted, part, units

HOME = Path(evaluation.__file__).parent
MODULES = sorted([*HOME.glob("*.py"), *(HOME / "questions").glob("*.py")])
MADE = {"Cohort": 2, "Followed": 2}
"""What holds who was left out, and at which place."""
Function = ast.FunctionDef


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def given(function: Function) -> Iterator[ast.expr]:
    """Each expression that says who was left out, where a function makes what holds it."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE:
            place = MADE[node.func.id]
            yield from node.args[place : place + 1]
            yield from (each.value for each in node.keywords if each.arg == "left_out")


def behind(expression: ast.expr, function: Function) -> list[ast.AST]:
    """The expression, and what each name in it was given in the same function, and so on."""
    found, names = list[ast.AST]([expression]), set[str]()
    for node in found:
        for name in {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} - names:
            names.add(name)
            assigned = [each for each in ast.walk(function) if isinstance(each, ast.Assign | ast.AnnAssign)]
            found += [each.value for each in assigned if each.value and name in targets(each)]
    return found


def targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    whole = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {each.id for one in whole for each in ast.walk(one) if isinstance(each, ast.Name)}


def texts(nodes: list[ast.expr | None]) -> set[str]:
    return {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def keys(nodes: list[ast.AST]) -> set[str]:
    """Codes that stand as keys of a dict."""
    dicts = [each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Dict)]
    return texts([key for each in dicts for key in each.keys])


def reasons(nodes: list[ast.AST], tree: ast.AST) -> set[str]:
    """Codes that a function which is called gives in place of a unit."""
    called = {each.id for node in nodes for each in ast.walk(node) if isinstance(each, ast.Name)}
    instead = [each for each in functions(tree) if each.name in called and each.returns is not None]
    whys = [each for each in instead if ast.unparse(each.returns or each).endswith("| str")]
    ends = [node.value for why in whys for node in ast.walk(why) if isinstance(node, ast.Return)]
    both = [branch for end in ends if isinstance(end, ast.IfExp) for branch in (end.body, end.orelse)]
    return texts([*ends, *both])


def codes(source: str) -> set[str]:
    """Every code in a module; one that says who was left out without a code that can be found is a fault."""
    tree, found = ast.parse(source), set[str]()
    for function in functions(tree):
        for expression in given(function):
            nodes = behind(expression, function)
            here = keys(nodes) | reasons(nodes, tree)
            elsewhere = isinstance(expression, ast.Attribute) and expression.attr == "left_out"
            assert here or elsewhere, ast.unparse(expression)
            found |= here
    return found


ALL = {code: module.stem for module in MODULES for code in codes(module.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def select():\n return Cohort(units, on)", set()),
        ("def select():\n return Cohort(units, on, {'too-late': 3} if late else {})", {"too-late"}),
        ("def select():\n return Cohort(units, on, left_out={'too-late': 3})", {"too-late"}),
        ("def select():\n lost = Counter({'one': 1})\n held = dict(lost)\n return Cohort(u, on, held)", {"one"}),
        ("def select():\n return Cohort(units, follow.until, follow.left_out)", set()),
        (
            "def select():\n made = [why(x) for x in y]\n lost = Counter(made)\n return Cohort(u, on, lost)\n"
            "def why(x) -> Unit | str:\n if x:\n  return 'first'\n return unit if y else 'second'",
            {"first", "second"},
        ),
    ],
)
def test_the_source_is_read_well(source: str, expected: set[str]) -> None:
    assert codes(source) == expected


def test_a_code_that_cannot_be_found_in_the_source_is_noticed() -> None:
    with pytest.raises(AssertionError, match="elsewhere"):
        codes("def select():\n return Cohort(units, on, elsewhere())")


def test_every_reason_to_leave_units_out_has_words_and_no_words_are_left_over() -> None:
    assert {"after-sample", "een-controle", "later-toezicht", "ingetrokken"} <= ALL.keys()
    assert wording.LEFT_OUT.keys() == ALL.keys()
    assert all(each.nl and each.en for each in wording.LEFT_OUT.values())


@pytest.mark.parametrize("question", [e03_alarms, e04_recheck])
def test_what_a_question_counts_is_called_alike_by_its_result_and_its_page(question: object) -> None:
    one, many, code = (getattr(question, name) for name in ("ONE", "MANY", "CODE"))
    assert (counted(protocol(code)).one, counted(protocol(code)).many) == (one, many)
    assert code in BY_CODE


def test_profiles_and_knowledge_count_supervisions_and_staff() -> None:
    asked = protocol("E6")
    with translation.override("nl"):
        assert units(1, asked) == "1 toezicht of medewerker"
        assert part(5, 27, asked) == "5 van de 27 toezichten of medewerkers"
        assert part(1, 1, asked) == "het enige toezicht of medewerker dat is geteld"
    with translation.override("en"):
        assert units(27, asked) == "27 supervisions or members of staff"
