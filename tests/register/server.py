"""A PostgreSQL server of Debian's package for the length of a test: a folder, a socket in it, no network."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
SECOND = "inzage_second"


class NoServer(RuntimeError):
    """No server was given and none of Debian's is there."""


def _as_postgres(*command: str) -> None:
    """The server refuses to be root; then it is the package's own user."""
    who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*who, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a fresh database."""
    if not BIN:
        raise NoServer("apt-get install postgresql, or give INZAGE_DATABASE_URL")
    place, tools = folder / "cluster", BIN[-1]
    folder.chmod(0o711)  # the server's own user passes through to its part
    place.mkdir()
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(place, owner.pw_uid, owner.pw_gid)
    data = str(place / "data")
    _as_postgres(str(tools / "initdb"), "-D", data, "-U", "inzage", "-A", "trust", "-E", "UTF8", "--locale=C")
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # it lives as long as a test
    options = f"-c listen_addresses= -c unix_socket_directories={place} {careless}"
    _as_postgres(str(tools / "pg_ctl"), "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
    try:
        yield f"postgresql://inzage@/postgres?host={quote(str(place), safe='')}"
    finally:
        _as_postgres(str(tools / "pg_ctl"), "-D", data, "-m", "fast", "stop")


def second_database(url: str) -> str:
    """Another, empty database on the same server, so that writers do not meet the tests' own rows."""
    import psycopg  # noqa: PLC0415 a machine without its library runs the other tests all the same

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {SECOND}")
        connection.execute(f"CREATE DATABASE {SECOND}")
    return urlsplit(url)._replace(path=f"/{SECOND}").geturl()
