"""What no kind may hold: a score or ranking of persons, or a name.

A profile and an assessment are somebody's judgement with reasons. The register
refuses a kind with a field of the other sort, so that none arrives as data either.
"""

import re
from collections.abc import Iterator, Mapping

SCORES = re.compile(
    r"score|ranking|ranglijst|rangorde|percentile|percentiel|probabilit|waarschijnlijkheid|predict|voorspel|likelihood"
    r"|hazard|risk_(level|class|value)|risico(klasse|niveau|waarde)|recidivekans",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(^|_)(first_?|last_?|full_?|sur)?name$|naam|birth|geboorte|address|adres$|bsn|phone|e_?mail", re.IGNORECASE
)


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
