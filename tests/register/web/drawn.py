"""Data that fit a schema, drawn at random, written as a form writes them: nothing empty but what must be there."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from inzage.register.absence import telling
from inzage.register.web.schema_forms.building import codes
from inzage.register.web.schema_forms.texts import FORBIDDEN

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd")


def said(text: str) -> bool:
    """Whether a text can be typed as it stands."""
    return text == text.strip() and bool(text) and not FORBIDDEN.search(text) and not telling(text)


def texts(schema: Any) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True).filter(lambda text: said(text) and "\n" not in text)
    least, most = schema.get("minLength", 1), schema.get("maxLength", 50)
    lines = st.just("\n") | st.just("\t") if most > 200 else st.nothing()
    return st.text(LETTERS | lines, min_size=max(least, 1), max_size=min(most, least + 30)).filter(said)


def lists(schema: Any) -> st.SearchStrategy[list[Any]]:
    least = schema.get("minItems", 0)
    if options := codes(schema):
        chosen = st.lists(st.sampled_from(options), unique=True, min_size=least)
        return chosen.map(lambda found: sorted(found, key=options.index))
    items = values(schema["items"])
    return st.lists(items, unique_by=repr, min_size=least, max_size=max(least, 3))


def objects(schema: Any) -> st.SearchStrategy[dict[str, Any]]:
    inner, required = schema.get("properties", {}), schema.get("required", [])
    told = {name: values(each) for name, each in inner.items() if name in required}
    open_ = {name: values(each).filter(full) for name, each in inner.items() if name not in required}
    return st.fixed_dictionaries(told, optional=open_)


def full(value: Any) -> bool:
    """Whether something optional would be seen on a form: an empty group or list is left out."""
    return value not in ({}, [])


def values(schema: Any) -> st.SearchStrategy[Any]:
    """Any value that fits."""
    if "properties" in schema:
        return objects(schema)
    if schema.get("type") == "array":
        return lists(schema)
    return st.sampled_from(codes(schema)) if codes(schema) else single(schema)


def single(schema: Any) -> st.SearchStrategy[Any]:
    """A value that is typed."""
    if schema.get("type") == "boolean":
        return st.booleans()
    if schema.get("type") in {"integer", "number"}:
        whole = st.integers(schema.get("minimum", -1000), schema.get("maximum", 10**9))
        return whole if schema["type"] == "integer" else whole.map(float)
    if schema.get("format") == "date":
        return st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
    return texts(schema)
