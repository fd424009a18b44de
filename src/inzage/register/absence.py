"""What no kind may hold: a score or ranking of persons, or who somebody is.

A profile and an assessment are somebody's judgement with reasons. The register
refuses a kind with a field of the other sort, so that none arrives as data either.
Name, birth, address, numbers and ways to reach somebody stay in the system that the
key points to; what can be told from its form (``telling``) is refused as a value too.
"""

import re
from collections.abc import Iterator, Mapping

SCORES = re.compile(
    r"score|ranking|ranglijst|rangorde|percentile|percentiel|probabilit|waarschijnlijkheid|predict|voorspel|likelihood"
    r"|hazard|risk_(level|class|value)|risico(klasse|niveau|waarde)|recidivekans",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(^|_)(first_?|last_?|full_?|sur|given_?|family_?|maiden_?|nick)?name$|naam|initials|voorletters|birth|geboorte"
    r"|geboren|(^|_)dob$|address|adres$|straat|street|post_?code|postal|zip_?code|woonplaats|residence|bsn"
    r"|burgerservice|citizen_?service|phone|telefoon|mobiel|mobile|(^|_)gsm$|e_?mail|(^|_)iban$|rekening|account_?number"
    r"|passport|paspoort|rijbewijs|kenteken|licen[cs]e_?plate|vreemdeling|(^|_)v_?nummer|(^|_)skn$|nationalit",
    re.IGNORECASE,
)
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w.:/-])(\+\d{2}[ -]?\(?0?\)?[ -]?\d([ -]?\d){8}|06[ -]?\d([ -]?\d){7}"
    r"|0\d{9}|0\d{2}[ -]\d{7}|0\d{3}[ -]\d{6})(?![\w/-])"
)
ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d{4} ?\d{4} ?\d{2}\b")
NINE = re.compile(r"(?<![\w:/-])\d{9}(?![\w:/-])|(?<![\w:/-])\d{4}\.\d{2}\.\d{3}(?![\w:/-])")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Of the eleven-test of a Dutch citizen service number."""


def telling(text: str) -> bool:
    """Whether a text holds an e-mail address, phone or account number, or a citizen service number."""
    forms = (MAIL, PHONE, ACCOUNT)
    return any(form.search(text) for form in forms) or any(_is_bsn(found) for found in NINE.findall(text))


def _is_bsn(digits: str) -> bool:
    numbers = [int(digit) for digit in digits if digit.isdigit()]
    return any(numbers) and sum(w * n for w, n in zip(WEIGHTS, numbers, strict=True)) % 11 == 0


def tells(data: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where in some data a text is that tells who somebody is or how to reach them."""
    if isinstance(data, str) and telling(data):
        yield path
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            yield from tells(inner, (*path, str(key)))
    elif isinstance(data, list):
        for place, inner in enumerate(data):
            yield from tells(inner, (*path, str(place)))


def words(schema: object) -> Iterator[str]:
    """Every property name and every fixed value of a JSON schema, at whatever depth."""
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        yield from (str(value) for value in schema.get("enum", ()))
        yield from (str(schema["const"]),) if "const" in schema else ()
        for inner in schema.values():
            yield from words(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from words(inner)


def properties(schema: object) -> Iterator[str]:
    """Every property name of a JSON schema."""
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from properties(inner)


def forbidden(schema: object) -> list[str]:
    """Words of a schema that would make it a score or a name."""
    scores = [word for word in words(schema) if SCORES.search(word)]
    return sorted({*scores, *(word for word in properties(schema) if NAMES.search(word))})
