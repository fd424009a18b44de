"""Whatever stands in a result, a plan or a mandate: documents, or one sentence why not; never markup."""

import copy
import io
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from inzage.report import ReportFault, client, html, officer, pdf
from inzage.report.facts import Papers, View, view
from inzage.report.sheet import Sheet
from tests.report import invented, pages
from tests.report.test_html import Outline

Path = tuple[str | int, ...]
DOCUMENTS: dict[str, Any] = {
    "result": invented.result(marks=["validation"]),
    "plan": invented.plan(),
    "mandate": invented.MANDATE,
    "order": invented.ORDER,
    "ledger": invented.ENTRIES,
}


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a document, whole parts and single values."""
    yield path
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def value_at(node: Any, path: Path) -> Any:
    for key in path:
        node = node[key]
    return node


def put(node: Any, path: Path, value: Any) -> Any:
    """A copy with another value in one place."""
    if not path:
        return value
    changed = copy.deepcopy(node)
    value_at(changed, path[:-1])[path[-1]] = value
    return changed


def seen(documents: dict[str, Any]) -> View:
    papers = Papers(documents["mandate"], documents["order"], documents["plan"])
    return view(documents["result"], papers, documents["ledger"], "nl")


def sheets(documents: dict[str, Any]) -> tuple[Sheet, Sheet]:
    made = seen(documents)
    return officer.sheet(made), client.sheet(made)


EVERY = [(name, path) for name, document in DOCUMENTS.items() for path in places(document) if path or name != "ledger"]
ODD = [
    None,
    "x",
    "",
    -1,
    0,
    10**30,
    1.5,
    1e308,
    float("nan"),
    float("inf"),
    True,
    [],
    [1],
    ["x"],
    {},
    {"x": {}},
    "2026-13-45",
]


@pytest.mark.parametrize("odd", ODD, ids=[json.dumps(value) for value in ODD])
def test_a_value_of_another_kind_ends_in_documents_or_in_a_sentence(odd: Any) -> None:
    outcomes: Counter[str] = Counter()
    for name, path in EVERY:
        try:
            sheets(DOCUMENTS | {name: put(DOCUMENTS[name], path, odd)})
            outcomes["made"] += 1
        except ReportFault as refused:
            outcomes["refused"] += 1
            assert refused.sentence("nl").strip()
    assert outcomes["made"] > 0
    assert outcomes["refused"] > 0


@pytest.mark.parametrize("name", ["result", "plan"])
def test_a_field_left_out_ends_in_documents_or_in_a_sentence(name: str) -> None:
    refused = 0
    for path in places(DOCUMENTS[name]):
        if path and isinstance(path[-1], str):
            changed = copy.deepcopy(DOCUMENTS[name])
            del value_at(changed, path[:-1])[path[-1]]
            try:
                sheets(DOCUMENTS | {name: changed})
            except ReportFault:
                refused += 1
    assert refused > 0


# --- words that are not ours ----------------------------------------------------------------

OPEN = {
    "result": {
        "check_id", "question", "block", "class", "name", "version", "reader", "type", "method_version",
        "mandate_sha256", "root", "code", "engine_sha256", "python", "kernel",
    },
    "plan": {"nl", "indicator", "code", "reader"},
    "mandate": {"reference", "title", "person"},
}  # fmt: skip
"""Fields whose words the mandate's makers, the lists' issuers or the instrument choose; no other may."""

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "</td></tr></table><h1>z",
    "{{ 7*7 }}{% raw %}",
    '#panic("x") *b* $1$ @a <label>',
    "&lt;i&gt;&#60;",
    "\u202egnp.exe\u2066",
    "a\x00b\x1b[31mc\r\nd",
    "漢字 🙂 é\u0301",
]
CANARY = "kanarie-in-een-veld"


def words(name: str) -> list[Path]:
    return [path for path in places(DOCUMENTS[name]) if isinstance(value_at(DOCUMENTS[name], path), str)]


def told(documents: dict[str, Any]) -> list[Outline]:
    return [Outline(html.render(sheet)) for sheet in sheets(documents)]


@cache
def tags() -> frozenset[str]:
    return frozenset(tag for outline in told(DOCUMENTS) for tag, _ in outline.tags)


@pytest.mark.parametrize("name", ["result", "plan", "mandate"])
def test_only_fields_for_free_words_let_words_through(name: str) -> None:
    """A word in a field of a closed list ends in a fault, not in a document."""
    through = set()
    for path in words(name):
        try:
            shown = told(DOCUMENTS | {name: put(DOCUMENTS[name], path, CANARY)})
        except ReportFault as refused:
            assert CANARY not in refused.sentence("nl") + refused.sentence("en")
            continue
        if any(CANARY in "".join(outline.text) for outline in shown):
            through.add(next(str(key) for key in reversed(path) if isinstance(key, str)))
    assert through <= OPEN[name]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["result", "plan", "mandate"])
def test_words_that_come_through_are_text_and_nothing_else(name: str, hostile: str) -> None:
    changed = DOCUMENTS[name]
    for path in words(name):
        if str(path[-1]) in OPEN[name]:
            changed = put(changed, path, hostile)
    for outline in told(DOCUMENTS | {name: changed}):
        assert {tag for tag, _ in outline.tags} <= tags()
        assert not any(key.startswith("on") for _, attributes in outline.tags for key in attributes)
        assert not set("\x00\x1b\u202e\u2066") & set("".join(outline.text))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_pdf_is_made_of_any_words(hostile: str) -> None:
    changed = dict(DOCUMENTS)
    for name, fields in OPEN.items():
        for path in words(name):
            if str(path[-1]) in fields:
                changed[name] = put(changed[name], path, hostile)
    made = seen(changed)
    for sheet in (officer.sheet(made), client.sheet(made)):
        content = pdf.render(sheet, made.made, {"result": json.dumps(changed["result"]), "attached": hostile})
        assert all(page.strip() for page in pages.texts(content))


def test_the_attached_result_is_the_result_whatever_it_holds() -> None:
    made = seen(DOCUMENTS)
    told_ = json.dumps({"x": HOSTILE}, ensure_ascii=False)
    with pikepdf.open(
        io.BytesIO(pdf.render(officer.sheet(made), made.made, {"result": told_, "attached": "-"}))
    ) as held:
        (attached,) = held.Root.AF
        assert attached.EF.F.read_bytes().decode() == told_
