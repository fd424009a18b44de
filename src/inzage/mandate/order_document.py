"""A check order as a document's table, and back."""

from inzage.mandate import CheckOrder
from inzage.mandate.document import SCHEMA
from inzage.mandate.fields import Fields, Said, day, integer, matching, several, text

_DOCUMENT = ("schema", "mandate_sha256", "person", "number", "on", "valid_days", "officials", "previous", "nonce")
_DIGEST = matching(r"[0-9a-f]{64}", ("een SHA-256 in 64 hexadecimale tekens", "a SHA-256 in 64 hexadecimal digits"))
_NONCE = matching(r"[0-9a-f]{32,128}", ("32 tot 128 hexadecimale tekens", "32 to 128 hexadecimal digits"))
_ROLE = matching(r"[a-z][a-z_-]{1,39}", ("een functie in kleine letters", "a role in lower-case letters"))
_ALL: Said = ("dit veld, want een controleopdracht is altijd volledig", "this field: a check order is always complete")


def order_from(raw: object) -> CheckOrder:
    """An order out of its table. Nothing may be missing: the register writes it, not a person."""
    fields = Fields(raw, "", _DOCUMENT, [])
    fields.required("schema", integer(SCHEMA, SCHEMA), _ALL)
    return CheckOrder(
        mandate_sha256=fields.required("mandate_sha256", _DIGEST, _ALL),
        person=fields.required("person", text(100), _ALL),
        number=fields.required("number", integer(1, 9999), _ALL),
        on=fields.required("on", day, _ALL),
        valid_days=fields.required("valid_days", integer(1, 31), _ALL),
        officials=fields.required("officials", several(_ROLE), _ALL),
        previous=fields.required("previous", text(200), _ALL) if fields.has("previous") else None,
        nonce=fields.required("nonce", _NONCE, _ALL),
    )


def table_of_order(order: CheckOrder) -> dict[str, object]:
    """The order as its table of JSON values; ``previous`` only where there was one."""
    table: dict[str, object] = {
        "schema": SCHEMA,
        "mandate_sha256": order.mandate_sha256,
        "person": order.person,
        "number": order.number,
        "on": order.on.isoformat(),
        "valid_days": order.valid_days,
        "officials": list(order.officials),
        "nonce": order.nonce,
    }
    return table if order.previous is None else {**table, "previous": order.previous}
