"""The words of the command line about a cluster, shared by what uses one and what is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_FILE = click.Path(path_type=Path, dir_okay=False)


def certificate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The three files that a tls address takes."""
    for name, help_text in (
        ("key", "De sleutel bij dat certificaat (its key)."),
        ("cert", "Het certificaat van deze computer (this machine's certificate)."),
        ("ca", "Wie in dit cluster ondertekent (whose signature counts in this cluster)."),
    ):
        command = click.option(
            f"--cluster-{name}", type=_FILE, metavar="PEM", envvar=f"INZAGE_CLUSTER_{name.upper()}", help=help_text
        )(command)
    return command


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What ``check`` takes to read on more machines than one."""
    command = click.option(
        "--shared",
        is_flag=True,
        envvar="INZAGE_CLUSTER_SHARED",
        help="Knooppunten zien mappen en images op hetzelfde pad (nodes see folders and images at the same path).",
    )(certificate_options(command))
    return click.option(
        "--cluster", metavar="ADRES", help="Lezen op een cluster: tls://naam:8786 (read on a cluster)."
    )(command)
