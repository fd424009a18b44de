"""The HTML of forms and of data: what everybody can use, without scripts, styles or colour."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from inzage.register.web.schema_forms import Line, SchemaForm, describe, form_of
from tests.register.ground import EXAMPLES, KEY, KINDS, WHY
from tests.register.web.browser import Sent, html, page, sent

NEWEST = {code: kind for (code, _), kind in sorted(KINDS.kinds.items())}
CODES = sorted(NEWEST)
CONTROLS = {"input", "select", "textarea"}


def forms(code: str) -> list[SchemaForm]:
    """A kind's form three times: new, sent empty, and with a record in it."""
    schema = NEWEST[code].data
    new = form_of(schema, kind=code)
    return [new, form_of(schema, kind=code, data=sent(new)), form_of(schema, kind=code, initial=EXAMPLES.get(code))]


def attributes(seen: Sent, name: str) -> list[str]:
    """All words of an attribute on a page."""
    return [word for _, told in seen.tags for word in (told.get(name) or "").split()]


@pytest.mark.parametrize("code", CODES)
def test_every_control_has_one_label_and_every_reference_leads_somewhere(code: str) -> None:
    for form in forms(code):
        seen = page(form)
        assert len(set(seen.ids)) == len(seen.ids)
        asked = [told for tag, told in seen.tags if tag in CONTROLS and told.get("type") != "hidden"]
        chosen = [told["id"] for told in asked if told.get("type") in {"radio", "checkbox"}]
        typed = [told["id"] for told in asked if told.get("type") not in {"radio", "checkbox"}]
        assert sorted(attributes(seen, "for")) == sorted(map(str, typed))
        assert html(form).count('<label class="iz-check"><input') == len(chosen)
        assert set(attributes(seen, "aria-describedby")) <= set(seen.ids)
        links = [str(told["href"]) for tag, told in seen.tags if tag == "a"]
        assert {link.removeprefix("#") for link in links} <= set(seen.ids)
        assert len(links) == len(form.errors)


@pytest.mark.parametrize("code", CODES)
def test_groups_have_legends_and_nothing_is_remembered_by_the_browser(code: str) -> None:
    for form in forms(code):
        seen = page(form)
        tags = [tag for tag, _ in seen.tags]
        assert tags.count("fieldset") == tags.count("legend")
        for tag, told in seen.tags:
            if tag in CONTROLS and told.get("type") not in {"hidden", "radio", "checkbox"}:
                assert told["autocomplete"] == "off"


@pytest.mark.parametrize("code", CODES)
def test_the_policy_of_the_pages_is_kept_and_no_rule_is_the_browsers_alone(code: str) -> None:
    for form in forms(code):
        for tag, told in page(form).tags:
            assert tag not in {"script", "style"}
            assert not {name for name in told if name.startswith("on")} | ({"style"} & told.keys())
            assert not {"required", "pattern", "maxlength", "minlength", "min", "max", "step"} & told.keys()


@pytest.mark.parametrize("code", CODES)
def test_every_error_is_at_the_top_and_at_its_field(code: str) -> None:
    form = forms(code)[1]
    if not form.errors:
        return
    seen = html(form)
    assert seen.index('role="alert"') < seen.index("iz-field")
    ids = {told.get("id") for _, told in page(form).tags}
    for node in form.faults:
        assert f"{node.id}-fout" in ids
        assert f"{node.id}-fout" in node.described_by


def test_an_error_at_the_top_names_the_group_it_is_in() -> None:
    links = re.findall(r"<a href=\"#(.+?)\">(.+?): ", html(forms("controle")[1]))
    assert links[:3] == [
        ("iz-performers--0--key", "Uitvoerder 1, Sleutel van de medewerker"),
        ("iz-performers--0--function", "Uitvoerder 1, Functie"),
        ("iz-notice", "Aankondiging"),
    ]
    assert "Nog een: Aanwezige<" in html(forms("controle")[1])


def test_help_does_not_ask_for_one_where_none_is_allowed() -> None:
    first = KINDS.kinds["voorwaarde-controle", 1]
    said = "".join(page(form_of(first.data, kind=first.code)).text)
    assert said.count("Kies er ten minste één.") == 2
    assert "Leeg betekent dat niemand mag controleren." in said


def test_what_must_be_filled_in_is_said_in_words() -> None:
    said = " ".join("".join(page(forms("oordeel")[0]).text).split())
    assert "Oordeel van de professional (verplicht)" in said
    assert "Profiel Laat leeg als u geen profiel hebt overwogen." in said
    assert "Overwogen profiel (verplicht als u dit deel invult)" in said
    with translation.override("en"):
        said = " ".join("".join(page(forms("oordeel")[0]).text).split())
    assert "Professional judgement (required)" in said
    assert "Conclusion (required) Low Moderate High Cannot be given" in said


def test_a_field_that_is_wrong_says_so_to_whoever_can_not_see_it() -> None:
    (told,) = [told for _, told in page(forms("toezicht")[1]).tags if told.get("name") == "region"]
    assert told["aria-invalid"] == "true"
    assert told["aria-describedby"] == "iz-region-uitleg iz-region-fout"


def test_few_choices_are_shown_at_once_and_many_fold() -> None:
    tags = {str(told.get("name")): (tag, told.get("type")) for tag, told in page(forms("toezegging")[0]).tags}
    assert tags["form"] == ("select", None)
    assert tags["given_on"] == ("input", "date")
    assert tags["said"] == ("textarea", None)
    tags = {str(told.get("name")): (tag, told.get("type")) for tag, told in page(forms("schulden")[0]).tags}
    assert tags["enforcement"] == ("input", "radio")
    tags = {str(told.get("name")): (tag, told.get("type")) for tag, told in page(forms("vraag")[0]).tags}
    assert tags["heads"] == ("input", "checkbox")
    assert tags["publication"] == ("input", "radio")


def test_no_and_open_are_two_answers() -> None:
    options = [
        told for _, told in page(forms("adviespunt")[0]).tags if told.get("name") == "alternative_because_of_refusal"
    ]
    assert [(told["value"], "checked" in told) for told in options] == [("true", False), ("false", False), ("", True)]
    options = [told for _, told in page(forms("schulden")[0]).tags if told.get("name") == "enforcement"]
    assert [(told["value"], "checked" in told) for told in options] == [("true", False), ("false", False)]


def test_a_choice_in_a_group_that_may_stay_open_can_be_taken_back() -> None:
    options = [told for _, told in page(forms("oordeel")[0]).tags if told.get("name") == "profile.certainty"]
    assert [told["value"] for told in options] == ["onzeker", "redelijk", "stevig", ""]
    assert "checked" in options[-1]
    options = [told for _, told in page(forms("oordeel")[0]).tags if told.get("name") == "judgement.conclusion"]
    assert "" not in [told["value"] for told in options]


def test_a_text_that_begins_on_a_new_line_keeps_it_in_the_browser() -> None:
    form = form_of({"properties": {"x": {"maxLength": 4000}}}, initial={"x": "\n  later"})
    assert ">\n\n  later</textarea>" in html(form)
    assert sent(form)["x"] == "\r\n  later"


def test_enter_saves_and_does_not_ask_for_one_more() -> None:
    buttons = [told for tag, told in page(forms("controle")[0]).tags if tag == "button"]
    assert "name" not in buttons[0]
    assert "hidden" in buttons[0]
    assert [told.get("name") for told in buttons[1:]] == ["_more.performers", "_more.attendees"]
    assert "<button" not in html(forms("toezicht")[0])


def test_what_was_refused_is_shown_again_with_a_mark_in_its_place() -> None:
    schema = NEWEST["vervolg"].data
    typed = f"{WHY}\u202ekwaad\x00"
    form = form_of(schema, data=sent(form_of(schema, initial=EXAMPLES["vervolg"]), reasons=typed))
    assert "U+202E" in form.errors["reasons"]
    assert f"{WHY}\ufffdkwaad\ufffd" in html(form)
    assert not re.search("[\x00\u202e]", html(form))


def told(schema: Any, data: dict[str, Any], kind: str = "", **more: Any) -> list[tuple[str, str]]:
    """Label and value of each line, those of groups below them."""

    def flat(lines: list[Line] | tuple[Line, ...], above: str = "") -> list[tuple[str, str]]:
        found = []
        for line in lines:
            found += (
                [(above + line.label, line.value)] if not line.lines else flat(line.lines, f"{above}{line.label} / ")
            )
        return found

    return flat(describe(schema, data, kind, **more))


def test_a_record_reads_in_words() -> None:
    assert told(NEWEST["controle"].data, EXAMPLES["controle"], "controle") == [
        ("Uitvoerder 1 / Sleutel van de medewerker", "toezichthouder-1"),
        ("Uitvoerder 1 / Functie", "Toezichthouder"),
        ("Uitvoerder 2 / Sleutel van de medewerker", "digitaal-deskundige-1"),
        ("Uitvoerder 2 / Functie", "Digitaal deskundige"),
        ("Aankondiging", "Aangekondigd"),
        ("Soorten gegevensdragers", "Computer"),
        ("Versie van de methode", "inzage-0.1.0"),
    ]
    lines = told(NEWEST["voorwaarde-controle"].data, EXAMPLES["voorwaarde-controle"], "voorwaarde-controle")
    assert ("Geldt vanaf", "1 januari 2026") in lines
    assert (
        "Wat de rechter heeft bepaald / Wijze / Gegevensdragers die de voorwaarde noemt",
        "Computer\nTelefoon",
    ) in lines
    with translation.override("en"):
        assert ("Size of the debts in euros", "5,000 to 25,000") in told(NEWEST["schulden"].data, EXAMPLES["schulden"])


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_every_field_of_a_record_is_read_and_nothing_else(code: str) -> None:
    lines = describe(NEWEST[code].data, EXAMPLES[code], code)
    groups = [value for value in EXAMPLES[code].values() if isinstance(value, list) and isinstance(value[0], dict)]
    assert len(lines) == len(EXAMPLES[code]) + sum(len(rows) - 1 for rows in groups)
    assert all(line.label and (line.value or line.lines) for line in lines)


@pytest.mark.parametrize(
    ("schema", "value", "said"),
    [
        ({"type": "boolean"}, False, "Nee"),
        ({"type": "integer"}, 0, "0"),
        ({"type": "array", "items": {"enum": ["a"]}}, [], "geen"),
        ({"type": "string", "format": "date"}, "2026-11-22", "22 november 2026"),
        ({"type": "string", "format": "date"}, "ooit", "ooit"),
        ({"type": "string", "maxLength": 4000}, "werk", "werk"),
        ({"type": "string", "maxLength": 4000}, "twee\nregels", "twee\nregels"),
        ({"type": "string"}, "draai\u202eom", "draai\ufffdom"),
        ({}, "van vroeger", "van vroeger"),
        ({"enum": ["vrouw"]}, "vroeger-zo", "vroeger-zo"),
    ],
)
def test_a_value_is_said_as_what_it_is(schema: Any, value: object, said: str) -> None:
    assert told({"properties": {"x": schema}}, {"x": value}) == [("x", said)]


def test_codes_of_the_tool_and_references_are_said_in_words() -> None:
    slug = {"type": "string", "pattern": "^[a-z_-]+$"}
    assert told({"properties": {"data_class": slug}}, {"data_class": "browsing"})[0][1] == "Bezochte adressen"
    assert told({"properties": {"data_class": slug}}, {"data_class": "iets-nieuws"})[0][1] == "iets-nieuws"
    orders = NEWEST["opdracht"].data
    seen = told(orders, {"from_advice": KEY}, "opdracht", references=lambda _: [(KEY, "Advies van 5 januari")])
    assert seen == [("Komt uit advies", "Advies van 5 januari")]
    assert told(orders, {"from_advice": KEY}) == [("Komt uit advies", KEY)]


def test_data_that_its_kind_does_not_know_any_more_are_shown_as_they_are() -> None:
    data = {"old_field": "a-b", "groups": [{"x": 1}, {"x": 2}], "mixed": [1, "b"], "deep": {"y": True}}
    assert told({}, data) == [
        ("old field", "a-b"), ("groups 1 / x", "1"), ("groups 2 / x", "2"), ("mixed", "1\nb"), ("deep / y", "Ja"),
    ]  # fmt: skip


def test_long_texts_keep_their_lines_and_are_never_html() -> None:
    lines = describe({}, {"why": "een <b>\ntwee & {{ drie }}", "deep": {"er": "in"}})
    shown = render_to_string("inzage/data.html", {"lines": lines})
    assert "een &lt;b&gt;<br>twee &amp; {{ drie }}" in shown
    assert shown.count('<dl class="iz-dl">') == 2
    assert render_to_string("inzage/data.html", {"lines": []}).strip() == ""
