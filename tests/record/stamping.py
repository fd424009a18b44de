"""A time-stamping authority for tests: openssl's own, with a certificate made on the spot. No network."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {root}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """Where its key, its certificate and the certificate above it lie."""

    root: Path
    until: datetime

    @property
    def leaf(self) -> Path:
        return self.root / "tsa.pem"

    @property
    def above(self) -> Path:
        return self.root / "above.pem"

    def stamp(self, request: bytes, *more: str) -> bytes:
        """Its response to a request."""
        (self.root / "asked.tsq").write_bytes(request)
        words = ["-queryfile", "asked.tsq", "-config", "tsa.cnf", "-signer", "tsa.pem", "-inkey", "tsa.key"]
        subprocess.run(
            ["openssl", "ts", "-reply", *words, "-chain", "above.pem", "-out", "answer.tsr", *more],
            cwd=self.root, check=True, capture_output=True,
        )  # fmt: skip
        return (self.root / "answer.tsr").read_bytes()


def authority_at(root: Path, *, good_for: timedelta = timedelta(days=30)) -> Authority:
    """An authority whose certificate, signed by one above it, is good from yesterday until that long from now."""
    root.mkdir()
    until = (datetime.now(UTC) + good_for).replace(microsecond=0)
    above_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    above = _certificate("above", above_key, None, above_key, until, stamps=False)
    leaf = _certificate("tsa", key, above, above_key, until, stamps=True)
    (root / "above.pem").write_bytes(above.public_bytes(Encoding.PEM))
    (root / "tsa.pem").write_bytes(leaf.public_bytes(Encoding.PEM))
    (root / "tsa.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (root / "tsa.cnf").write_text(CONFIG.format(root=root))
    (root / "serial").write_text("01\n")
    return Authority(root, until)


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    above: x509.Certificate | None,
    signer: rsa.RSAPrivateKey,
    until: datetime,
    *,
    stamps: bool,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=60))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(signer, SHA256())
