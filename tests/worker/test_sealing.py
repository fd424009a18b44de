"""What is sealed inside the lock comes out as ciphertext that only the police's key opens."""

import base64

import pyrage
import pytest

from tests.worker.proving import PoolOf

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())


@pytest.mark.parametrize("lock", ["newest", "floor", "nobody", "none"])
@pytest.mark.parametrize("size", [0, 5_000, 200_000])
def test_a_worker_seals(pool_of: PoolOf, lock: str, size: int) -> None:
    data = base64.b64encode(bytes(size)).decode()
    reply = pool_of("sealing:handle", lock).run({"data": data, "recipient": RECIPIENT}, [])
    assert pyrage.decrypt(base64.b64decode(str(reply["sealed"])), [IDENTITY]) == bytes(size)


def test_and_cannot_open_what_it_sealed(pool_of: PoolOf) -> None:
    reply = pool_of("sealing:handle").run({"data": "", "recipient": RECIPIENT}, [])
    assert reply["opened"] is False


def test_no_two_seals_are_alike(pool_of: PoolOf) -> None:
    """Randomness works inside the lock: equal content is not seen to be equal."""
    seals = {str(pool_of("sealing:handle").run({"data": "", "recipient": RECIPIENT}, [])["sealed"]) for _ in range(5)}
    assert len(seals) == 5
