"""Carriers that lie ready on this machine, and a form that says of each what it is and whose.

``INZAGE_CARRIERS`` names folders in which an administrator lets carriers appear (images, mounted
disks, backups). Only what lies directly in them can be chosen, so that nobody has the register
open another place of the machine.
"""

import os
from pathlib import Path
from typing import get_args

from django import forms
from django.conf import settings
from django.http import QueryDict

from inzage.mandate import CarrierKind, Owner, Presented
from inzage.register.running import Laid
from inzage.register.web.saying import language, t
from inzage.report.wording import say
from inzage.report.words_codes import CARRIERS, OWNERS, PRESENTED

SETTING = "INZAGE_CARRIERS"
MOST = 4
"""Carriers on one form; a laboratory lays more in by the command line."""


def ready() -> list[tuple[str, str]]:
    """(path, name) of what lies in the folders, by name. A link out of them is left out."""
    told = getattr(settings, SETTING, "") or os.environ.get(SETTING, "")
    folders = [Path(each) for each in told.split(os.pathsep) if each]
    found = [entry for folder in folders if folder.is_dir() for entry in folder.iterdir() if not entry.is_symlink()]
    return [(str(entry), entry.name) for entry in sorted(found) if not entry.name.startswith(".")]


class CarrierForm(forms.Form):
    """One row: which, of what kind, how it came on the table, whose it is."""

    path = forms.ChoiceField(required=False)
    kind = forms.ChoiceField()
    presented = forms.ChoiceField()
    owner = forms.ChoiceField()

    def __init__(self, place: int, sent: QueryDict | None = None, *, prefix: str = "") -> None:
        super().__init__(sent, prefix=prefix or f"drager-{place}")
        nothing = [("", t("Geen", "None"))]
        self._choose("path", t("Gegevensdrager", "Carrier"), [*(nothing if place else []), *ready()])
        lang = language()
        self._choose("kind", t("Soort", "Kind"), [(one, say(CARRIERS, one, lang)) for one in get_args(CarrierKind)])
        shown = [(one, say(PRESENTED, one, lang)) for one in get_args(Presented)]
        self._choose("presented", t("Hoe kreeg u hem?", "How did you get it?"), shown)
        whose = [(one, say(OWNERS, one, lang)) for one in get_args(Owner)]
        self._choose("owner", t("Van wie is hij?", "Whose is it?"), whose)

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 declared above
        field.label, field.choices = label, choices
        field.widget.attrs["class"] = "iz-select"
        said = t("Kies een van de genoemde.", "Choose one of those named.")
        field.error_messages.update(required=said, invalid_choice=said)

    def laid(self) -> Laid | None:
        """What was chosen; None for an empty row."""
        told = self.cleaned_data
        if not told["path"]:
            return None
        return Laid(told["path"], told["kind"], told["presented"], told["owner"])


def carrier_forms(sent: QueryDict | None = None) -> list[CarrierForm]:
    """The rows of the form."""
    return [CarrierForm(place, sent) for place in range(MOST)]
