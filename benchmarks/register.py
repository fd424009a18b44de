"""Pages of the register over a million records, with real settings through its own web server, beside their plain SQL.

``inzage serve`` serves an invented register (``register_made``); clients that keep their connection open ask page
after page, one and then two at once. Beside each page: the time of the statements on records that it needs,
fetched whole without Django's models around them. ``INZAGE_TRAJECTORIES`` (30,000) and ``INZAGE_ROUNDS`` (40)
say how much; ``INZAGE_DATABASE_URL`` takes an empty PostgreSQL database instead of a file of SQLite;
``INZAGE_REGISTER_HOME`` keeps the folder for a next time, and takes what is in it. Words narrow it to pages whose
name has one of them; then nothing is kept.
"""

import http.client
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from measuring import keep

TRAJECTORIES = int(os.environ.get("INZAGE_TRAJECTORIES", "30000"))
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "40"))
URL = os.environ.get("INZAGE_DATABASE_URL", "")
PORT = int(os.environ.get("INZAGE_PORT", "8791"))
INZAGE = [sys.executable, "-c", "from inzage.cli.main import main; main()"]
ROLES = {"officer": ("toezichthouder", 1), "planner": ("planner", 1)}


def main() -> None:
    """Fill, serve, measure, keep."""
    given = os.environ.get("INZAGE_REGISTER_HOME")
    home = Path(given).absolute() if given else Path(tempfile.mkdtemp(prefix="inzage-"))
    try:
        stand(home)
        cookies = sessions()
        pages = {name: asked for name, asked in addresses().items() if wanted(name)}
        plain = {name: plainly(who, address, cookies[who]) for name, (who, address) in pages.items()}
        with serving(home):
            told = {name: measured(address, cookies[who]) for name, (who, address) in pages.items()}
        tell(told, plain)
    finally:
        if not given:
            shutil.rmtree(home, ignore_errors=True)


def wanted(name: str) -> bool:
    """Whether a page was asked for, or none in particular."""
    return not sys.argv[1:] or any(word in name for word in sys.argv[1:])


def stand(home: Path) -> None:
    """The folder as ``inzage serve`` makes it, its tables, and rows in them where there are none yet."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = home / "secret_key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(64), encoding="ascii")
    os.environ |= {"INZAGE_HOME": str(home), "INZAGE_PLAIN_HTTP": "1", "INZAGE_HOSTS": "localhost,127.0.0.1,testserver"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "inzage.register.web.settings"
    import django  # noqa: PLC0415 its settings are read from here on

    django.setup()
    from inzage.register.models import Record  # noqa: PLC0415 likewise
    from inzage.register.web import opening  # noqa: PLC0415 likewise

    today = datetime.now(UTC).date()
    opening.prepare(today, demo=False)
    if not Record.objects.exists():
        from register_filled import fill_postgresql, fill_sqlite  # noqa: PLC0415 likewise

        began = time.monotonic()
        if URL:
            fill_postgresql(URL, TRAJECTORIES, today)
        else:
            fill_sqlite(home / "register.sqlite3", TRAJECTORIES, today)
        opening.prepare(today, demo=False)
        print(f"{Record.objects.count():,} records in {time.monotonic() - began:.0f} s", flush=True)


def sessions() -> dict[str, str]:
    """The cookie of a fresh session with both factors, for each who asks."""
    from django.conf import settings  # noqa: PLC0415 after the settings
    from django.test import Client  # noqa: PLC0415 likewise
    from django_otp import DEVICE_ID_SESSION_KEY  # noqa: PLC0415 likewise
    from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415 likewise
    from register_made import OURS  # noqa: PLC0415 likewise

    from inzage.register.values import Role  # noqa: PLC0415 likewise
    from inzage.register.web.accounts.models import Account  # noqa: PLC0415 likewise
    from inzage.register.web.middleware import SEEN, STARTED  # noqa: PLC0415 likewise

    made = {}
    for who, (role, number) in ROLES.items():
        key = f"{role}-{number}"
        account = Account.objects.filter(key=key).first() or Account.objects.create_user(key, Role(role), OURS)
        device, _ = TOTPDevice.objects.get_or_create(user=account, defaults={"name": "app"})
        browser = Client()
        browser.force_login(account, "django.contrib.auth.backends.ModelBackend")
        session = browser.session
        moment = int(time.time())
        session.update({DEVICE_ID_SESSION_KEY: device.persistent_id, SEEN: moment, STARTED: moment, "language": "nl"})
        session.save()
        made[who] = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    return made


def addresses() -> dict[str, tuple[str, str]]:
    """What is measured: who asks for which address."""
    from django.db.models import Count  # noqa: PLC0415 after the settings

    from inzage.register.models import Record  # noqa: PLC0415 likewise

    hanging = Record.objects.filter(trajectory__isnull=False, corrected_by__isnull=True).values_list("trajectory")
    longest, many = hanging.annotate(many=Count("id")).order_by("-many").first()  # type: ignore[misc]  # there are some
    print(f"the longest timeline has {many} records", flush=True)
    return {
        "work list, own": ("officer", "/"),
        "work list, organisation": ("officer", "/?van=allen"),
        "timeline of 200": ("officer", f"/toezicht/{longest}"),
        "people, own": ("officer", "/toezicht"),
        "people, organisation": ("officer", "/toezicht?van=allen"),
        "people, a pseudonym": ("officer", "/toezicht?zoek=P-000123"),
        "debts": ("officer", "/schulden"),
        "debts in one state": ("officer", "/schulden?toestand=complex"),
        "planner, week": ("planner", "/planner"),
        "planner, falling due": ("planner", "/planner/aan-de-beurt"),
        "planner, assign": ("planner", "/planner/toewijzen"),
    }


def plainly(who: str, address: str, cookie: str) -> tuple[float, int]:
    """Milliseconds of the statements on records that a page needs, without Django around them, and how many."""
    from django.db import connection  # noqa: PLC0415 after the settings
    from django.test import Client  # noqa: PLC0415 likewise

    statements: list[tuple[str, Any]] = []

    def noted(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        if sql.startswith("SELECT") and "register_" in sql:
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        answer = Client(headers={"cookie": cookie}).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        for sql, params in statements:
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                cursor.fetchall()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000, len(statements)


@contextmanager
def serving(home: Path) -> Iterator[None]:
    """``inzage serve`` until the end of what is inside."""
    command = [*INZAGE, "serve", "--dir", str(home), "--port", str(PORT)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                asked(http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), "/inloggen", "")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        running.terminate()
        running.wait(timeout=30)


def asked(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[float, int]:
    """Milliseconds until the whole page was there, and its bytes."""
    began = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "identity"})
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - began) * 1000
    assert answer.status == 200, (address, answer.status)
    return taken, len(body)


def measured(address: str, cookie: str) -> dict[str, float]:
    """Medians and p90 in milliseconds, by one client and by two at once; the size of the page."""
    _, size = loop(address, cookie, 3)[0]
    told: dict[str, float] = {"bytes": size}
    for clients in (1, 2):
        taken = sorted(each for each, _ in together(address, cookie, clients))
        told[f"median_{clients}"] = round(statistics.median(taken), 1)
        told[f"p90_{clients}"] = round(taken[int(len(taken) * 0.9)], 1)
    return told


def together(address: str, cookie: str, clients: int) -> list[tuple[float, int]]:
    """So many clients, each with its own connection, at once."""
    found: list[tuple[float, int]] = []
    threads = [
        threading.Thread(target=lambda: found.extend(loop(address, cookie, ROUNDS // clients))) for _ in range(clients)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == ROUNDS // clients * clients, address
    return found


def loop(address: str, cookie: str, times: int) -> list[tuple[float, int]]:
    """One after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
    try:
        return [asked(connection, address, cookie) for _ in range(times)]
    finally:
        connection.close()


def tell(told: dict[str, dict[str, float]], plain: dict[str, tuple[float, int]]) -> None:
    """Print, and add to today's results."""
    load = os.getloadavg()[0]
    for name, each in told.items():
        sql, many = plain[name]
        each |= {"plain_sql": round(sql, 1), "statements": many}
        print(
            f"{name:26} {each['median_1']:8.1f} {each['p90_1']:8.1f} | {each['median_2']:8.1f} {each['p90_2']:8.1f}"
            f" | sql {sql:8.1f} in {many} | {each['bytes']:,.0f} bytes"
        )
    database = "postgresql" if URL else "sqlite"
    if not sys.argv[1:]:
        keep(f"register_{database}", {"trajectories": TRAJECTORIES, "load": round(load, 1), "pages": told})


if __name__ == "__main__":
    main()
