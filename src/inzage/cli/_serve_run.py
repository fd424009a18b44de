"""What ``inzage serve`` does: a folder that only its owner reads, tables, then a web server and a worker beside it."""

import fcntl
import importlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._serve_places import CARRIERS, TRIAL, lay
from inzage.cli._shared import say, text
from inzage.errors import InzageError, UsageFault

THREADS = 8
SECRET = "secret_key"  # noqa: S105 the name of a file
SELF = ("127.0.0.1", "localhost", "::1")
SETTINGS = "inzage.register.web.settings"
WORK = "from inzage.cli.main import main; main()"


class NoRegister(InzageError):
    """The register's libraries are not there."""

    nl = "Het register mist bibliotheken ({missing}). Laat ze halen met: tools/setup.sh register."
    en = "The register needs libraries that are not there ({missing}). Have them fetched with: tools/setup.sh register."


class PortTaken(InzageError):
    """Something else listens there."""

    nl = "Op {at}:{port} luistert al iets ({found}). Draait het register al? Kies anders een andere --port."
    en = "Something listens at {at}:{port} already ({found}). Is the register running? Else choose another --port."


class AlreadyServing(InzageError):
    """The same folder is served by another start of this command."""

    nl = "Het register in {folder} draait al. Gebruik dat, of kies met --dir een andere map."
    en = "The register in {folder} is running already. Use that one, or choose another folder with --dir."


class NotAlone(UsageFault):
    """Others would reach it without an encrypted connection."""

    nl = (
        "{at} is ook voor andere computers bereikbaar. Zet er een proxy met TLS voor en geef INZAGE_PROXY=1 "
        "en INZAGE_HOSTS (de naam waaronder het register bereikbaar is), of laat --host weg."
    )
    en = (
        "{at} can be reached from other computers. Put a proxy with TLS before it and give INZAGE_PROXY=1 "
        "and INZAGE_HOSTS (the name under which the register is reached), or leave --host out."
    )


class NoPlace(InzageError):
    """The folder cannot be made or written."""

    nl = "Verwacht: een map voor het register. Gevonden: {folder}, {found}. Kies met --dir een andere map."
    en = "Expected: a folder for the register. Found: {folder}, {found}. Choose another folder with --dir."


class NoAdministrator(UsageFault):
    """Half of the first account."""

    nl = "Geef --admin en --organisation samen, bijvoorbeeld: --admin systeembeheerder-1 --organisation rn-1."
    en = "Give --admin and --organisation together, for instance: --admin systeembeheerder-1 --organisation rn-1."


def run(
    folder: Path, port: int, host: str, demo: bool, first: tuple[str | None, str | None], *, work: Sequence[str] = ()
) -> None:
    """Serve until Ctrl-C."""
    _libraries()
    if bool(first[0]) != bool(first[1]):
        raise NoAdministrator()
    _reachable(host, port)
    home = folder.absolute()
    _settle(home, host, demo=demo)
    with _alone(home):
        lay(home, demo=demo)
        _open(home, host, port, demo=demo, first=first)
        _reachable(host, port)
        _serve(host, port, work)


def _libraries() -> None:
    for name in ("django", "granian", "axes", "csp", "django_otp", "segno", "whitenoise", "authlib"):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as missing:
            raise NoRegister(missing=missing.name) from missing


def _reachable(host: str, port: int) -> None:
    """Nobody but this machine without TLS; and the port is free."""
    if host not in SELF and not (os.environ.get("INZAGE_PROXY") == "1" and os.environ.get("INZAGE_HOSTS")):
        raise NotAlone(at=host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as taken:
            raise PortTaken(at=host, port=port, found=taken.strerror) from taken


def _settle(home: Path, host: str, *, demo: bool) -> None:
    """The folder, its secret, and what the settings read. Only its owner reads what is made from here on."""
    os.umask(0o077)
    try:
        for place in (home, home / "uploads", home / "static"):
            place.mkdir(mode=0o700, parents=place is home, exist_ok=True)
        _secret(home / SECRET)
    except OSError as refused:
        raise NoPlace(folder=home, found=refused.strerror) from refused
    proxied = os.environ.get("INZAGE_PROXY") == "1"
    os.environ.setdefault("INZAGE_PLAIN_HTTP", "0" if proxied else "1")
    os.environ.setdefault("INZAGE_HOSTS", ",".join({"localhost", "127.0.0.1", "[::1]", host}))
    os.environ |= {"INZAGE_HOME": str(home), "INZAGE_DEMO": "1" if demo else "0", "DJANGO_SETTINGS_MODULE": SETTINGS}


def _secret(file: Path) -> None:
    """Made once; of two starts at a time one makes it."""
    with suppress(FileExistsError):
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(64))


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One start at a time in a folder; the mark goes with the process, however it ends."""
    with (home / "serving").open("w", encoding="ascii") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyServing(folder=home) from held
        yield


def _open(home: Path, host: str, port: int, *, demo: bool, first: tuple[str | None, str | None]) -> None:
    """All in order, and said where to go."""
    from inzage.register.web.standing import standing  # noqa: PLC0415 only this command brings the register

    with standing():
        _ready(demo=demo, first=first)
        _welcome(home, host, port, demo=demo)


def _ready(*, demo: bool, first: tuple[str | None, str | None]) -> None:
    """Tables, kinds and terms; the first account where it is asked for."""
    from inzage.register.web import opening  # noqa: PLC0415 only this command brings the register

    if demo:
        say(
            "De proefgegevens worden gemaakt als zij er nog niet zijn; dat duurt enkele seconden.",
            "The trial's data are made where they are not there yet; that takes some seconds.",
        )
    opening.prepare(_today(), demo=demo)
    if first[0] and first[1]:
        password = opening.first(first[0], first[1])
        click.echo(
            text(f"Eenmalig wachtwoord van {first[0]}: {password}", f"One-time password of {first[0]}: {password}")
        )
    elif opening.empty():
        say(
            "Er zijn nog geen accounts. Maak het eerste met: --admin systeembeheerder-1 --organisation rn-1",
            "There are no accounts yet. Make the first with: --admin systeembeheerder-1 --organisation rn-1",
        )


def _today() -> date:
    return datetime.now(AMSTERDAM).date()


def _welcome(home: Path, host: str, port: int, *, demo: bool) -> None:
    """Where to go, and as whom."""
    from inzage.register.web import opening  # noqa: PLC0415 only this command brings the register
    from inzage.register.web.accounts.trial import PASSWORD  # noqa: PLC0415 likewise

    shown = f"[{host}]" if ":" in host else host
    click.echo(text(f"Register: http://{shown}:{port}/", f"Register: http://{shown}:{port}/"))
    if demo:
        click.echo(text(f"Wachtwoord van alle accounts: {PASSWORD}", f"Password of all accounts: {PASSWORD}"))
        click.echo(text("De code van de tweede stap staat op de pagina.", "The second step's code is on the page."))
        for key, role, organisation in opening.logins():
            click.echo(f"  {key:24}{role:22}{organisation}")
        carrier = home / TRIAL / CARRIERS / "laptop-1"
        click.echo(text(f"Verzonnen gegevensdrager: {carrier}", f"Invented carrier: {carrier}"))
    click.echo(text("Stoppen: Ctrl-C", "To stop: Ctrl-C"))
    sys.stdout.flush()


def _serve(host: str, port: int, work: Sequence[str]) -> None:
    """The web server in this process and its own; the workers beside it."""
    from granian import Granian  # noqa: PLC0415 only this command serves
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 likewise
    from granian.log import LogLevels  # noqa: PLC0415 likewise

    server = Granian(
        f"{SETTINGS.removesuffix('settings')}wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=10,
    )
    with _worker(work):
        server.serve()
    say("Het register is gestopt.", "The register has stopped.")


@contextmanager
def _worker(work: Sequence[str]) -> Iterator[None]:
    """``inzage work`` with these words, which carries checks out; it ends with the server."""
    from inzage.cli.main import COMMANDS  # noqa: PLC0415 that file finds this one

    if "work" not in COMMANDS or "INZAGE_CHECK_KIT" not in os.environ:
        yield  # no checks are carried out on this machine
        return
    words = [sys.executable, "-c", WORK, "work", *work]
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603 ourselves
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
