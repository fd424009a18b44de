"""The catalogue that the screens work with: the seed and the folders of the settings, read once."""

from functools import cache

from django.conf import settings

from inzage.register import Catalogue, Kind
from inzage.register.kind_files import load
from inzage.register.models import Record


@cache
def catalogue() -> Catalogue:
    """All kinds."""
    return load(*settings.KINDS)


def kind_of(record: Record) -> Kind:
    """The version that a record was made with."""
    return catalogue().kinds[record.kind, record.version]
