"""The settings of all the register's tests: the screens' own, with a hash that costs nothing, over plain HTTP."""

import os
from pathlib import Path
from tempfile import gettempdir

os.environ.setdefault("INZAGE_HOME", str(Path(gettempdir()) / "inzage-tests-without-a-home"))
os.environ.setdefault("INZAGE_DATABASE", ":memory:")
os.environ["INZAGE_PLAIN_HTTP"] = "1"

from inzage.register.web.settings import *  # noqa: F403 what the environment above decides

SECRET_KEY = "for-tests-only-" + "0123456789abcdef" * 3
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STATIC_ROOT = HERE.parent / "static"  # noqa: F405 of the settings above
