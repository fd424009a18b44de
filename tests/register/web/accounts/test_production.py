"""With the settings of a real register, as a process of its own reads them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client
found = [str(each.id) for each in run_checks(include_deployment_checks=True)]
names = [
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "DEBUG", "PASSWORD_HASHERS",
]
told = {name: getattr(settings, name) for name in names}
open_, closed = Client().get("/static/x", secure=False), Client().get("/toegankelijkheid", secure=True)
hsts = closed.headers.get("Strict-Transport-Security")
print(json.dumps({"found": found, "settings": told, "open": open_.status_code, "hsts": hsts}))
"""


def read(home: Path, **environment: str) -> dict[str, Any]:
    """What a fresh process makes of an environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DJANGO_"))}
    given = kept | {"DJANGO_SETTINGS_MODULE": "inzage.register.web.settings", "INZAGE_HOME": str(home)} | environment
    (home / "static").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", ASK], env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("home")
    (home / "secret_key").write_text(
        "k7Yq-" + "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTU", encoding="ascii"
    )
    return read(home, INZAGE_PROXY="1", INZAGE_HOSTS="inzage.example,testserver")


def test_check_deploy_finds_nothing(production: dict[str, Any]) -> None:
    assert production["found"] == []


def test_a_trial_or_a_missing_secret_is_found(tmp_path: Path) -> None:
    given = {"INZAGE_PROXY": "1", "INZAGE_HOSTS": "testserver", "INZAGE_DEMO": "1", "INZAGE_SECRET_KEY": "short"}
    found = read(tmp_path, **given)["found"]
    assert set(found) == {"inzage.E001", "security.W009"}


def test_cookies_are_bound_to_the_host_and_to_tls(production: dict[str, Any]) -> None:
    settings = production["settings"]
    assert settings["SESSION_COOKIE_NAME"] == "__Host-inzage_session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-inzage_csrf"
    assert settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"] and settings["SESSION_COOKIE_HTTPONLY"]
    assert settings["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_an_open_connection_is_sent_to_the_closed_one(production: dict[str, Any]) -> None:
    assert production["open"] == 301 and production["hsts"].startswith("max-age=31536000")
    assert production["settings"]["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
