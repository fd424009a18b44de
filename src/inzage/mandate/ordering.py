"""A new check order: what it takes from the mandate it stands under, and one that can be read back."""

import secrets
from datetime import date

from inzage.mandate import CheckOrder, Mandate
from inzage.mandate.codec import order_of, order_payload

_NONCE_BYTES = 16


def may_act_under(mandate: Mandate) -> tuple[str, ...]:
    """The functions that a mandate lets carry out a check."""
    return tuple(role for role in mandate.officials.allowed if role not in mandate.officials.excluded)


def new_order(
    under: Mandate, *, number: int, on: date, valid_days: int = 1, officials: tuple[str, ...], previous: str | None
) -> CheckOrder:
    """An order for one check, good once: with a nonce of its own and the digest that it will be signed as.

    Raises:
        MandateFault: nobody could read it back; so it is refused here, not at the door.
    """
    order = CheckOrder(
        mandate_sha256=under.sha256,
        person=under.person,
        number=number,
        on=on,
        valid_days=valid_days,
        officials=officials,
        previous=previous,
        nonce=secrets.token_hex(_NONCE_BYTES),
    )
    return order_of(order_payload(order))
