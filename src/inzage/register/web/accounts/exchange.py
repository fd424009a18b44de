"""Talking with the organisation's sign-on: code flow with PKCE (S256), ours proven by a signed assertion.

What comes back counts only where its signature, issuer, audience, times and nonce are right
(OpenID Connect Core 1.0, 3.1.3.7; NL GOV Assurance profile for OAuth 2.0).
"""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key

from inzage.register.values import Words
from inzage.register.web.accounts.faults import ProviderSilent, SignOnRefused
from inzage.register.web.accounts.provider import Provider

SECONDS = 10
LEEWAY = 60
"""Seconds that two clocks may differ."""
SCOPE = "openid"
NOT_OURS = Words("wat het antwoord zegt, klopt niet ({what})", "what the answer says is not right ({what})")


def asked(provider: Provider) -> tuple[str, dict[str, str]]:
    """Where to send somebody, and what is kept in their session until they come back."""
    kept = {"state": token_urlsafe(32), "nonce": token_urlsafe(32), "verifier": token_urlsafe(64)}
    with session(provider) as talking:
        where = _described(talking, provider)["authorization_endpoint"]
        address, _ = talking.create_authorization_url(
            where, state=kept["state"], code_verifier=kept["verifier"], nonce=kept["nonce"]
        )
    return str(address), kept


def answered(provider: Provider, code: str, kept: Mapping[str, str]) -> Mapping[str, Any]:
    """What the sign-on says of somebody, once all of it is right."""
    with session(provider) as talking:
        described = _described(talking, provider)
        try:
            given = talking.fetch_token(
                described["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=kept["verifier"],
                redirect_uri=provider.return_to,
            )
            keys = KeySet.import_key_set(_json(talking, described["jwks_uri"]))
            return _claims(provider, given, keys, kept["nonce"])
        except (AuthlibBaseError, JoseError) as wrong:
            raise _refused(str(getattr(wrong, "error", "")) or type(wrong).__name__) from wrong
        except (OSError, KeyError, TypeError, ValueError) as wrong:
            raise ProviderSilent() from wrong


def session(provider: Provider) -> OAuth2Session:
    """A session that proves who we are with our own key, and waits for nobody long."""
    talking = OAuth2Session(
        provider.client_id,
        import_key(provider.key, "EC" if provider.algorithm.startswith("ES") else "RSA"),
        token_endpoint_auth_method="private_key_jwt",  # noqa: S106 the name of a method
        scope=SCOPE,
        redirect_uri=provider.return_to,
        code_challenge_method="S256",
        default_timeout=SECONDS,
    )
    talking.register_client_auth_method(PrivateKeyJWT(headers={"kid": provider.key_id}, alg=provider.algorithm))
    return talking


def _described(talking: OAuth2Session, provider: Provider) -> Mapping[str, str]:
    """What the sign-on says of itself; of another issuer, or over an open connection, nothing counts."""
    try:
        found = _json(talking, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        addresses = [found[name] for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    except (OSError, KeyError, TypeError, ValueError) as wrong:
        raise ProviderSilent() from wrong
    if found.get("issuer") != provider.issuer or not all(str(each).startswith("https://") for each in addresses):
        raise ProviderSilent()
    return {str(name): value for name, value in found.items()}


def _json(talking: OAuth2Session, address: str) -> Any:  # noqa: ANN401 whatever it says
    answer = talking.get(address, withhold_token=True, allow_redirects=False)
    answer.raise_for_status()
    return answer.json()


def _claims(provider: Provider, given: Mapping[str, Any], keys: KeySet, nonce: str) -> Mapping[str, Any]:
    token = jwt.decode(given["id_token"], keys, algorithms=list(provider.token_algorithms))
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    known = {"nonce": nonce, "client_id": provider.client_id, "access_token": given.get("access_token")}
    claims = CodeIDToken(token.claims, token.header, options, known)
    claims.validate(leeway=LEEWAY)
    return dict(claims)


def _refused(what: str) -> SignOnRefused:
    return SignOnRefused(why=(NOT_OURS.nl.format(what=what), NOT_OURS.en.format(what=what)))
