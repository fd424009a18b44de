"""What a field expects, in a sentence made of its schema."""

from inzage.register import words
from inzage.register.values import Words
from inzage.register.web.schema_forms.nodes import Control, Schema
from inzage.register.web.schema_forms.texts import LONGEST

DAY = Words("Een dag, zoals 31-12-2026.", "A day, such as 31-12-2026.")
ONE_A_LINE = Words("Eén per regel.", "One a line.")
AT_LEAST_ONE = Words("Kies er ten minste één.", "Choose at least one.")


def hint(schema: Schema, control: Control, required: bool = True) -> Words | None:
    """What may be filled in; nothing where the choices speak for themselves."""
    if control is Control.DATE:
        return DAY
    if control is Control.NUMBER:
        return _number(schema)
    if control is Control.LINES:
        return joined(ONE_A_LINE, _text(schema.get("items", {})))
    if control is Control.CHECKS:
        return AT_LEAST_ONE if required and schema.get("minItems", 0) else None
    return _text(schema) if control in {Control.TEXT, Control.LONG} else None


def joined(*parts: Words | None) -> Words | None:
    """Sentences after each other."""
    said = [part for part in parts if part]
    return Words(" ".join(part.nl for part in said), " ".join(part.en for part in said)) if said else None


def bounds(schema: Schema) -> tuple[int, int]:
    """Fewest and most characters of a text."""
    return schema.get("minLength", 0), schema.get("maxLength", LONGEST)


def _number(schema: Schema) -> Words:
    least, most = schema.get("minimum"), schema.get("maximum")
    nl, en = ("getal", "number") if schema.get("type") == "number" else ("heel getal", "whole number")
    if least is not None and most is not None:
        return Words(f"Een {nl} van {least} tot en met {most}.", f"A {en} from {least} to {most}.")
    if least is not None:
        return Words(f"Een {nl}, ten minste {least}.", f"A {en}, at least {least}.")
    if most is not None:
        return Words(f"Een {nl}, hoogstens {most}.", f"A {en}, at most {most}.")
    return Words(f"Een {nl}.", f"A {en}.")


def _text(schema: Schema) -> Words | None:
    if "pattern" in schema:
        expression = schema["pattern"]
        return words.pattern(expression) or Words(f"In de vorm {expression}.", f"In the form {expression}.")
    if not {"minLength", "maxLength"} & schema.keys():
        return None
    least, most = bounds(schema)
    if least:
        return Words(f"Schrijf {least} tot en met {most} tekens.", f"Write {least} to {most} characters.")
    return Words(f"Hoogstens {most} tekens.", f"At most {most} characters.")
