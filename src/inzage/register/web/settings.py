"""Settings of the screens, over those of the core.

From the environment: ``INZAGE_HOME`` (folder of database, keys and uploads; ``inzage serve`` makes it),
``INZAGE_DATABASE`` (the file of SQLite, default ``register.sqlite3`` there) or ``INZAGE_DATABASE_URL``
(PostgreSQL), ``INZAGE_SECRET_KEY`` (default: the file ``secret_key`` there), ``INZAGE_HOSTS``
(comma-separated), ``INZAGE_THEME_CSS`` (address below our own static files of another set of design
tokens), ``INZAGE_DEMO=1`` (invented data, everything said so), ``INZAGE_PLAIN_HTTP=1`` (on this machine
only: cookies without TLS), ``INZAGE_PROXY=1`` (behind one proxy that sets X-Forwarded-For and
X-Forwarded-Proto itself, and lets no header through whose name has an underscore: the web server reads
X_Forwarded_For as the same), ``INZAGE_KINDS`` (folders with kinds of your own). Sign-on of the
organisation is in ``oidc.toml`` in ``INZAGE_HOME``.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from inzage.register import settings as core

HERE = Path(__file__).parent
HOME = Path(os.environ.get("INZAGE_HOME", "register"))
DEMO = os.environ.get("INZAGE_DEMO") == "1"
PLAIN_HTTP = os.environ.get("INZAGE_PLAIN_HTTP") == "1"
PROXY = os.environ.get("INZAGE_PROXY") == "1"
THEME_CSS = os.environ.get("INZAGE_THEME_CSS", "")
KINDS = [Path(each) for each in os.environ.get("INZAGE_KINDS", "").split(os.pathsep) if each]

DATABASES = {
    "default": core.database(
        os.environ.get("INZAGE_DATABASE_URL", ""),
        os.environ.get("INZAGE_DATABASE", str(HOME / "register.sqlite3")),
    )
}


def _secret() -> str:
    """Of the environment, or the file that ``inzage serve`` made; without either nothing is signed and Django stops."""
    kept = HOME / "secret_key"
    given = os.environ.get("INZAGE_SECRET_KEY", "")
    return given or (kept.read_text(encoding="ascii").strip() if kept.is_file() else "")


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("INZAGE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "inzage.register.web.urls"
WSGI_APPLICATION = "inzage.register.web.wsgi.application"
APPEND_SLASH = False
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N = True
USE_TZ = core.USE_TZ
TIME_ZONE = core.TIME_ZONE
LANGUAGE_CODE = core.LANGUAGE_CODE
DEFAULT_AUTO_FIELD = core.DEFAULT_AUTO_FIELD

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "inzage.register.apps.RegisterConfig",
    "inzage.register.web.accounts.apps.AccountsConfig",
    "inzage.register.web.apps.WebConfig",
    "inzage.register.api.apps.ApiConfig",
]
MIDDLEWARE = [
    "inzage.register.api.middleware.machines",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "inzage.register.web.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inzage.register.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "inzage.register.web.middleware.asked",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "inzage.register.web.middleware.idle",
    "inzage.register.web.middleware.acting",
    "inzage.register.web.middleware.faults",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "inzage.register.web.context.shell",
            ],
            "builtins": ["inzage.register.web.templatetags.inzage_words"],
        },
    }
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["key", "organisation"]},
    },
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "login"
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1
"""Hours."""
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
"""A key from one address: who guesses locks out that key at that address, not its owner at another."""
AXES_LOCKOUT_CALLABLE = "inzage.register.web.accounts.locked.locked"
AXES_HANDLER = "inzage.register.web.accounts.guarding.Handler"
AXES_USERNAME_CALLABLE = "inzage.register.web.accounts.guarding.typed"
AXES_CLIENT_IP_CALLABLE = "inzage.register.web.accounts.guarding.address"
AXES_SENSITIVE_PARAMETERS = ["key", "password", "next"]
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Inzage"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_NAME = "inzage_session" if PLAIN_HTTP else "__Host-inzage_session"
CSRF_COOKIE_NAME = "inzage_csrf" if PLAIN_HTTP else "__Host-inzage_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "inzage.register.web.failing.forged"
IDLE_SECONDS = 15 * 60
HALF_SECONDS = 10 * 60
"""How long the second factor may take after the first."""

SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

FILE_UPLOAD_TEMP_DIR = str(HOME / "uploads") if (HOME / "uploads").is_dir() else None
FILE_UPLOAD_HANDLERS = ["inzage.register.web.uploading.Bounded"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
