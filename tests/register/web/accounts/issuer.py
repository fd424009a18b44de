"""A sign-on in this process: it answers what a test lets it, over the requests that would have gone out."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.integrations.requests_client import OAuth2Session
from django.test import Client, override_settings
from joserfc import jwt
from joserfc.jwk import ECKey
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from inzage.register.web.accounts import exchange, provider

ISSUER = "https://login.example"
SETTINGS = """
name = "Aanmelden bij de reclassering"
issuer = "https://login.example"
client_id = "inzage"
key_file = "key.pem"
key_id = "2026-1"
algorithm = "ES256"
token_algorithms = ["ES256"]
return_to = "https://inzage.example/aanmelden/terug"
second_factor_amr = ["mfa"]
second_factor_acr = ["loa3"]
[claims]
key = "employee_key"
role = "roles"
organisation = "organisation"
[roles]
officer = "toezichthouder"
admin = "systeembeheerder"
[organisations]
north = "rn-1"
"""
OURS, THEIRS, STRANGER = (ECKey.generate_key("P-256", parameters={"kid": kid}) for kid in ("2026-1", "idp-1", "idp-1"))


def challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Issuer(BaseAdapter):
    """``claims`` and ``header`` are laid over what a good token holds; ``key`` signs it."""

    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: THEIRS)
    silent: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    posted: list[dict[str, str]] = field(default_factory=list)

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        if self.silent:
            raise ConnectionError
        path = urlsplit(request.url or "").path
        answers = {"/.well-known/openid-configuration": self._self, "/keys": self._keys}
        return _answer(request, answers[str(path)]() if path in answers else self._token(request))

    def close(self) -> None:
        pass

    def _self(self) -> dict[str, Any]:
        places = {"authorization_endpoint": "/ask", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": ISSUER} | {name: ISSUER + path for name, path in places.items()} | self.described

    def _keys(self) -> dict[str, Any]:
        return {"keys": [THEIRS.as_dict(private=False)]}

    def _token(self, request: PreparedRequest) -> dict[str, Any]:
        body = {name: values[0] for name, values in parse_qs(str(request.body)).items()}
        self.posted.append(body)
        proven = jwt.decode(body["client_assertion"], OURS, algorithms=["ES256"])
        assert proven.claims["sub"] == "inzage" and proven.header["kid"] == "2026-1"
        assert challenge(body["code_verifier"]) == self.asked["code_challenge"]
        return {"access_token": "at", "token_type": "Bearer", "id_token": self._id_token()}

    def _id_token(self) -> str:
        now = int(time())
        good = {"iss": ISSUER, "sub": "42", "aud": "inzage", "iat": now, "exp": now + 60, "nonce": self.asked["nonce"]}
        good |= {"employee_key": "toezichthouder-1", "roles": ["officer", "other"], "organisation": "north"}
        good |= {"amr": ["pwd", "mfa"]}
        claims = {name: value for name, value in (good | self.claims).items() if value is not None}
        header = {"alg": "ES256", "kid": "idp-1"} | self.header
        if header["alg"] == "none":
            parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims)]
            return ".".join((*parts, ""))
        return jwt.encode(header, claims, self.key)


def _answer(request: PreparedRequest, said: dict[str, Any]) -> Response:
    answer = Response()
    answer.status_code, answer._content = 200, json.dumps(said).encode()
    answer.headers["Content-Type"], answer.request, answer.url = "application/json", request, str(request.url)
    return answer


def there(issuer: Issuer, browser: Client, back: str = "") -> str:
    """Somebody is sent to the sign-on: its state."""
    sent = browser.get(f"/aanmelden/organisatie?next={back}").headers["Location"]
    assert sent.startswith(f"{ISSUER}/ask?")
    issuer.asked = {name: values[0] for name, values in parse_qs(urlsplit(sent).query).items()}
    return issuer.asked["state"]


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """A sign-on that the settings of this test name."""
    (tmp_path / "oidc.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "key.pem").write_bytes(OURS.as_pem(private=True))
    made, session = Issuer(), exchange.session

    def mounted(found: provider.Provider) -> OAuth2Session:
        talking = session(found)
        talking.mount("https://", made)
        return talking

    monkeypatch.setattr(exchange, "session", mounted)
    with override_settings(HOME=tmp_path):
        yield made
