"""Giving an inspection export: its files, and its line in the log before they leave the register."""

from datetime import datetime

from inzage.register import Catalogue
from inzage.register.inspection import Asked, inspect, logged
from inzage.register.inspection_sheet import documents
from inzage.register.values import Actor
from inzage.report import Document


def give(catalogue: Catalogue, asked: Asked, by: Actor, made: datetime) -> tuple[Document, ...]:
    """The files of an export: JSON, PDF and HTML. Without the line nothing is given.

    Raises:
        Refused: this role gives none.
        NoSuchRecord: nobody is there, or of another organisation.
    """
    files = documents(inspect(catalogue, asked, by, made))
    logged(asked, by, {file.name: file.content for file in files})
    return files
