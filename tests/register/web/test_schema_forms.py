"""Forms made of schemas: what is there goes out as HTML and comes back the same, and what is wrong is said."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.register import DataWrong
from inzage.register.schemas import closed, hold
from inzage.register.web.schema_forms import SchemaForm, form_of
from tests.register.ground import EXAMPLES, KEY, KINDS, PAIR, WHY
from tests.register.web.browser import html, page, sent
from tests.register.web.drawn import values

DAY = date(2026, 11, 22)
STEPS = {
    (kind.table.code, arrow.target): arrow.details
    for kind in KINDS.kinds.values()
    for arrow in kind.table.arrows.values()
    if arrow.details.get("properties")
}
SCHEMAS: list[Any] = [kind.data for kind in KINDS.kinds.values() if kind.code != "inname"] + [*STEPS.values()]
"""All but what is never typed: a whole case has too many fields to draw them at every turn."""
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def of(properties: Any, *required: str, **more: Any) -> SchemaForm:
    """A form of some fields."""
    return form_of(closed({"properties": properties, "required": list(required)}), **more)


def posted(properties: Any, *required: str, **typed: str | list[str]) -> SchemaForm:
    """The same, sent with what was typed."""
    data = QueryDict(mutable=True)
    for name, each in typed.items():
        data.setlist(name.replace("__", "."), [each] if isinstance(each, str) else each)
    return of(properties, *required, data=data)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_what_is_there_comes_back_through_the_page(code: str) -> None:
    schema = KINDS.on(code, DAY).data
    form = form_of(schema, kind=code, data=sent(form_of(schema, kind=code, initial=EXAMPLES[code])))
    assert form.errors == {}
    assert form.value() == EXAMPLES[code]
    hold(code, schema, form.value())


@quick
@given(st.data())
def test_whatever_fits_comes_back_through_the_page(data: st.DataObject) -> None:
    schema = data.draw(st.sampled_from(SCHEMAS))
    there = data.draw(values(schema))
    hold("", schema, there)
    form = form_of(schema, data=sent(form_of(schema, initial=there, prefix="p")), prefix="p")
    assert (form.errors, form.is_valid() and form.value()) == ({}, there)


@quick
@given(st.data())
def test_whatever_is_sent_is_taken_whole_or_refused_with_a_sentence(data: st.DataObject) -> None:
    schema = data.draw(st.sampled_from(SCHEMAS))
    found = sent(form_of(schema, initial=data.draw(values(schema))))
    names = st.sampled_from(sorted(found)) | st.sampled_from(
        ["_rows.performers", "performers.7.key", "performers.x", ""]
    )
    for name in data.draw(st.lists(names, max_size=4)):
        found.setlist(
            name, data.draw(st.lists(st.text() | st.sampled_from(["-1", "1e9", "ja", "2026-02-30"]), max_size=3))
        )
    form = form_of(schema, data=found)
    assert form.is_valid() == (not form.errors)
    assert all(form.errors.values())
    if form.is_valid():
        hold("", schema, form.value())
    assert html(form)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_an_untouched_form_is_not_valid_and_chooses_nothing(code: str) -> None:
    schema = KINDS.on(code, DAY).data
    empty = page(form_of(schema, kind=code))
    assert not any({"checked", "selected"} & attrs.keys() and attrs.get("value") for _, attrs in empty.tags)
    form = form_of(schema, kind=code, data=sent(form_of(schema, kind=code)))
    assert not form.is_valid()
    assert all(form.errors.values())


def test_a_form_that_nobody_sent_has_no_errors_and_no_value() -> None:
    form = of({"why": {"type": "string", "maxLength": 9}}, "why")
    assert not form.is_valid()
    assert form.errors == {}
    with pytest.raises(DataWrong):
        form.value()


SHORT = {"type": "string", "maxLength": 20}
LONG = {"type": "string", "minLength": 10, "maxLength": 4000}
SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
HEX = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ODD = {"type": "string", "pattern": "^q+$"}
DATE = {"type": "string", "format": "date"}
SMALL = {"type": "integer", "minimum": 1, "maximum": 52}
SHARE = {"type": "number", "minimum": 0, "maximum": 1}
FEW = {"enum": ["ja", "nee", "onbekend"]}
MANY = {"enum": ["a", "b", "c", "d", "e"]}
NUMBERS = {"enum": [1, 2]}
SOME = {"type": "array", "uniqueItems": True, "minItems": 1, "maxItems": 2, "items": {"enum": ["a", "b", "c"]}}
LINES = {"type": "array", "uniqueItems": True, "minItems": 1, "items": SLUG}
COUNTS = {"type": "array", "items": {"type": "integer", "minimum": 1}}
YES = {"type": "boolean"}


@pytest.mark.parametrize(
    ("schema", "typed", "expected"),
    [
        (SHORT, "  een woord ", "een woord"),
        (LONG, "twee regels\r\nmet een\ttab\rhier", "twee regels\nmet een\ttab\nhier"),
        (LONG, "\u200fעברית naast Nederlands", "\u200fעברית naast Nederlands"),
        (LONG, "<b>geen</b> opmaak & zo", "<b>geen</b> opmaak & zo"),
        (SLUG, "noord-holland", "noord-holland"),
        (DATE, "2026-02-28", "2026-02-28"),
        (DATE, " 1-2-2026 ", "2026-02-01"),
        (DATE, "29/02/2024", "2024-02-29"),
        (SMALL, "52", 52),
        (SMALL, "+7 ", 7),
        (SHARE, "0,25", 0.25),
        (SHARE, "1", 1),
        (FEW, "nee", "nee"),
        (MANY, "e", "e"),
        (NUMBERS, "2", 2),
        (YES, "false", False),
        (SOME, ["c", "a"], ["a", "c"]),
        (SOME, ["a", "a"], ["a"]),
        (LINES, "b\r\n\r\n  a-1 ", ["b", "a-1"]),
        (COUNTS, "3\n2", [3, 2]),
        ({"const": "technisch"}, "iets anders", "technisch"),
        ({"enum": ["2024-1"]}, [], "2024-1"),
    ],
)
def test_what_is_typed_becomes_a_value(schema: Any, typed: str | list[str], expected: object) -> None:
    form = posted({"x": schema}, "x", x=typed)
    assert form.errors == {}
    assert form.value() == {"x": expected}


@pytest.mark.parametrize(
    ("schema", "typed", "said"),
    [
        (SHORT, "", "Vul dit in. Hoogstens 20 tekens."),
        (SHORT, "a" * 21, "Schrijf hoogstens 20 tekens; dit zijn er 21."),
        (SHORT, "a\nb", "Dit past op één regel."),
        (SHORT, "a\tb", "Dit past op één regel."),
        ({"type": "string"}, "a" * 10_001, "Schrijf hoogstens 10000 tekens"),
        (LONG, "te kort", "Schrijf ten minste 10 tekens; dit zijn er 7."),
        (LONG, "a" * 4001, "Schrijf hoogstens 4000 tekens; dit zijn er 4001."),
        (LONG, "een tekst \u202e met een draai", "U+202E"),
        (LONG, "een tekst \u2066 met een draai", "U+2066"),
        (LONG, "een tekst \x00 met niets", "U+0000"),
        (LONG, "een tekst \x1b met een sprong", "U+001B"),
        (LONG, "een tekst \x85 met een C1", "U+0085"),
        (LONG, "een tekst \ufffd die stuk is", "U+FFFD"),
        (LONG, "bel mij op 06-12345678", "Zet hier geen e-mailadres, telefoonnummer, rekeningnummer of BSN"),
        (LINES, "a\n123456782", "Zet hier geen e-mailadres"),
        (SLUG, "Noord Holland", "Kleine letters, cijfers en streepjes"),
        (SLUG, "a\u202db", "U+202D"),
        (HEX, "ab", "64 tekens"),
        (ODD, "r", "In de vorm ^q+$."),
        (DATE, "2026-02-30", "Dit is geen dag die bestaat."),
        (DATE, "morgen", "Dit is geen dag die bestaat."),
        (DATE, "", "Vul dit in. Een dag, zoals 31-12-2026."),
        (SMALL, "0", "Een heel getal van 1 tot en met 52."),
        (SMALL, "53", "Een heel getal van 1 tot en met 52."),
        (SMALL, "1,5", "Een heel getal van 1 tot en met 52."),
        (SMALL, "٣", "Een heel getal van 1 tot en met 52."),
        (SMALL, "1" * 400, "Een heel getal van 1 tot en met 52."),
        ({"type": "integer", "minimum": 3}, "2", "Een heel getal, ten minste 3."),
        ({"type": "integer", "maximum": 3}, "4", "Een heel getal, hoogstens 3."),
        ({"type": "integer"}, "vier", "Een heel getal."),
        (SHARE, "1,5", "Een getal van 0 tot en met 1."),
        (FEW, "", "Kies een van de antwoorden."),
        (FEW, "misschien", "Dit antwoord staat er niet bij."),
        (MANY, "f", "Dit antwoord staat er niet bij."),
        (YES, "", "Kies een van de antwoorden."),
        (YES, "on", "Dit antwoord staat er niet bij."),
        (SOME, [], "Kies er ten minste één."),
        (LINES, "", "Vul dit in. Eén per regel."),
        (SOME, ["a", "z"], "Dit antwoord staat er niet bij."),
        (SOME, ["a", "b", "c"], "Vul er hoogstens 2 in."),
        (LINES, "a\na", "Hier staat twee keer hetzelfde."),
        (LINES, "a\nB", "Kleine letters, cijfers en streepjes"),
        (LINES, "a\u202e", "U+202E"),
        ({**LINES, "minItems": 3}, "a\nb", "Vul er ten minste 3 in."),
        (COUNTS, "1\nnul", "Een heel getal, ten minste 1."),
        ({"type": "integer", "multipleOf": 5}, "7", "Dit past niet bij wat de soort vraagt (multipleOf: 5)."),
    ],
)
def test_what_does_not_fit_is_refused_with_what_was_expected(schema: Any, typed: str | list[str], said: str) -> None:
    form = posted({"x": schema}, "x", x=typed)
    assert said in form.errors["x"]
    assert not form.is_valid()


@pytest.mark.parametrize("schema", [SHORT, LONG, SLUG, DATE, SMALL, SHARE, FEW, MANY, YES, SOME, LINES, NUMBERS])
def test_what_may_stay_open_is_left_out_and_never_empty(schema: Any) -> None:
    assert posted({"x": schema}).value() == {}
    assert posted({"x": schema}, x="").value() == {}
    assert posted({"x": schema}, x="  ").value() == {}


def test_a_list_that_must_be_there_may_be_empty_where_its_kind_allows_it() -> None:
    free = {"type": "array", "items": {"enum": ["a", "b"]}}
    assert posted({"x": free}, "x").value() == {"x": []}
    assert posted({"x": {"type": "array", "items": SLUG}}, "x", x=" \n ").value() == {"x": []}


INNER = {"type": "object", "required": ["kind", "why"], "properties": {"kind": FEW, "why": LONG, "on": DATE}}


def test_a_group_that_may_stay_open_is_asked_for_whole_once_it_is_begun() -> None:
    assert posted({"x": INNER}).value() == {}
    assert posted({"x": INNER}, x__kind="").value() == {}
    assert posted({"x": INNER}, x__on="2026-01-01").errors.keys() == {"x.kind", "x.why"}
    assert posted({"x": INNER}, "x").errors.keys() == {"x.kind", "x.why"}


def test_a_group_that_must_be_there_but_asks_nothing_is_there() -> None:
    parameters = KINDS.on("voorwaarde-controle", DAY).data["properties"]["parameters"]  # type: ignore[index]
    assert posted({"x": parameters}, "x").value() == {"x": {}}
    begun = posted({"x": parameters}, "x", x__frequency__at_most="2")
    assert begun.errors == {"x.frequency.per": "Kies een van de antwoorden."}


def test_what_is_fixed_does_not_begin_a_group_unless_it_is_all_there_is() -> None:
    fixed = {"type": "object", "required": ["task"], "properties": {"task": {"const": "technisch"}}}
    assert posted({"x": fixed}).value() == {}
    assert posted({"x": fixed}, x__task="technisch").value() == {"x": {"task": "technisch"}}
    more = {**fixed, "properties": {**fixed["properties"], "why": SHORT}}  # type: ignore[dict-item]
    assert posted({"x": more}).value() == {}
    assert posted({"x": more}, x__why="om").value() == {"x": {"task": "technisch", "why": "om"}}


CHECK = KINDS.on("controle", DAY)


def check(**changed: str | list[str] | None) -> SchemaForm:
    """A check sent with some fields changed."""
    there = form_of(CHECK.data, kind="controle", initial=EXAMPLES["controle"])
    return form_of(CHECK.data, kind="controle", initial=EXAMPLES["controle"], data=sent(there, **changed))


def test_a_row_that_is_emptied_goes_and_one_that_is_filled_comes() -> None:
    gone = check(performers__0__key="", performers__0__function="")
    assert gone.value()["performers"] == PAIR[1:]
    come = check(performers__2__key="toezichthouder-9", performers__2__function="toezichthouder")
    assert come.value()["performers"] == [*PAIR, {"key": "toezichthouder-9", "function": "toezichthouder"}]


def test_rows_that_must_be_there_say_so_at_their_own_fields() -> None:
    none = dict.fromkeys(["performers__0__key", "performers__0__function", "performers__1__key"], "")
    form = check(**none, performers__1__function="")
    assert form.errors.keys() == {"performers.0.key", "performers.0.function"}


def test_a_row_that_is_half_filled_is_refused_at_what_it_lacks() -> None:
    assert check(performers__2__key="toezichthouder-9").errors.keys() == {"performers.2.function"}
    assert check(attendees__0__function="politie").errors.keys() == {"attendees.0.necessity"}


def test_the_same_row_twice_is_refused_at_the_group() -> None:
    form = check(performers__2__key=PAIR[0]["key"], performers__2__function=PAIR[0]["function"])
    assert form.errors == {"performers": "Hier staat twee keer hetzelfde. Laat er een weg."}


def test_more_rows_than_may_be_are_refused_and_not_forgotten() -> None:
    many = {f"performers__{n}__{f}": v for n in range(7) for f, v in (("key", f"x-{n}"), ("function", "politie"))}
    form = check(**many)
    assert form.errors == {"performers": "Vul er hoogstens 6 in."}
    assert 'value="x-6"' in html(form)
    assert check(_rows__performers="900").errors == {"performers": "Vul er hoogstens 6 in."}
    assert check(performers__900__key="x-1").errors == {"performers": "Vul er hoogstens 6 in."}


def test_one_more_is_asked_for_without_anything_being_judged_or_lost() -> None:
    form = check(_more__performers="1", notice=None, performers__2__key="half")
    assert form.wants_more
    assert not form.is_valid()
    assert form.errors == {}
    again = sent(form)
    assert again["_rows.performers"] == "4"
    assert (again["performers.0.key"], again["performers.2.key"]) == (PAIR[0]["key"], "half")
    assert "performers.3.key" in again


def test_one_more_stops_at_six_and_a_record_with_more_keeps_them() -> None:
    six = [{"key": f"x-{n}", "function": "politie"} for n in range(6)]
    full = form_of(CHECK.data, initial={"performers": six})
    assert "_more.performers" not in html(full)
    assert sent(form_of(CHECK.data, data=sent(full, _more__performers="1")))["_rows.performers"] == "6"
    eight = [{"key": f"x-{n}", "function": "politie"} for n in range(8)]
    there = {**EXAMPLES["controle"], "performers": eight}
    kept = form_of(CHECK.data, initial=there, data=sent(form_of(CHECK.data, initial=there)))
    assert kept.value()["performers"] == eight


def test_another_form_on_the_page_does_not_ask_this_one_for_more() -> None:
    data = QueryDict("_more.other.performers=1")
    assert not form_of(CHECK.data, prefix="this", data=data).wants_more


def known(field: str) -> list[tuple[str, str]]:
    """Choices for two fields."""
    staff = [("toezichthouder-1", "Toezichthouder 1")]
    return {"from_advice": [(KEY, "Advies van 5 januari")], "key": staff, "person": staff}.get(field, [])


def test_a_record_is_chosen_from_what_can_be_seen_and_nothing_else() -> None:
    order = KINDS.on("opdracht", DAY).data
    form = form_of(order, initial=EXAMPLES["opdracht"], references=known)
    assert "Advies van 5 januari" in html(form)
    assert form_of(order, data=sent(form, from_advice=KEY), references=known).value()["from_advice"] == KEY
    other = KEY.replace(KEY[0], "e" if KEY[0] != "e" else "d")
    refused = form_of(order, data=sent(form, from_advice=other), references=known)
    assert refused.errors == {"from_advice": "Dit antwoord staat er niet bij. Kies een van de antwoorden."}


def test_what_is_there_already_can_be_kept_although_it_can_not_be_chosen_any_more() -> None:
    order, old = KINDS.on("opdracht", DAY).data, "01234567-89ab-cdef-0123-456789abcdef"
    there = {**EXAMPLES["opdracht"], "from_advice": old}
    form = form_of(order, initial=there, data=sent(form_of(order, initial=there, references=known)), references=known)
    assert form.value() == there


def test_without_choices_a_key_is_typed_and_must_have_its_form() -> None:
    order = KINDS.on("opdracht", DAY).data
    form = form_of(order, initial=EXAMPLES["opdracht"])
    assert form_of(order, data=sent(form, from_advice=KEY)).value()["from_advice"] == KEY
    assert "36 tekens" in form_of(order, data=sent(form, from_advice="5")).errors["from_advice"]


def test_staff_are_offered_and_another_key_may_be_typed() -> None:
    training = KINDS.on("opleiding", DAY).data
    form = form_of(training, initial=EXAMPLES["opleiding"], references=known)
    assert '<datalist id="iz-person-keuzes"><option value="toezichthouder-1">' in html(form)
    assert form_of(training, data=sent(form, person="planner-7"), references=known).value()["person"] == "planner-7"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_errors_are_said_in_the_language_of_the_request(language: str) -> None:
    with translation.override(language):
        form = posted({"from": DATE, "category": FEW}, "from", "category")
        said = list(form.errors.values())
    dutch = ["Vul dit in. Een dag, zoals 31-12-2026.", "Kies een van de antwoorden."]
    assert said == (
        dutch if language == "nl" else ["Fill this in. A day, such as 31-12-2026.", "Choose one of the answers."]
    )


def test_a_value_of_a_kind_nobody_gave_words_is_asked_all_the_same() -> None:
    form = of({"wind_richting": {"enum": ["noord-oost", "zuid"]}}, "wind_richting")
    assert [option.label for option in form.parts[0].options] == ["noord oost", "zuid"]  # type: ignore[union-attr]
    assert form.parts[0].title == "wind richting"


def test_reasons_are_kept_to_the_letter() -> None:
    typed = f"{WHY}\r\n\r\n  - <script>alert(1)</script> {{{{ 7 }}}} {{% x %}}"
    form = posted({"reasons": LONG}, "reasons", reasons=typed)
    assert form.value()["reasons"] == typed.replace("\r\n", "\n")
    assert "<script>alert" not in html(form)
