"""Names under which a person's artefacts are told of: keyed, and the same as by the library's own HMAC."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from inzage.check.spots import keyed


@given(st.binary(max_size=99), st.text(max_size=9), st.binary(max_size=5000))
def test_a_keyed_name_is_half_of_an_hmac(key: bytes, domain: str, data: bytes) -> None:
    assert keyed(key, domain, data) == hmac.new(key, domain.encode() + b"\0" + data, "sha256").hexdigest()[:32]
