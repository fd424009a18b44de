"""What a laptop without network takes along for one check: mandate and order, in one zip."""

import io
import zipfile

from inzage.record import MANDATE, ORDER
from inzage.register.running.tables import GivenOrder

_AS_OF = (2024, 1, 1, 0, 0, 0)
"""The time of each file in it, so that one order always gives the same bytes."""
_PRIVATE = 0o600 << 16


def out(given: GivenOrder) -> bytes:
    """The zip for ``inzage check --mandate mandate.dsse.json --order order.dsse.json``; its case comes back by hand."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, held in ((MANDATE, given.mandate.envelope), (ORDER, given.envelope)):
            file = zipfile.ZipInfo(name, _AS_OF)
            file.external_attr = _PRIVATE
            bundle.writestr(file, bytes(held))
    return made.getvalue()
