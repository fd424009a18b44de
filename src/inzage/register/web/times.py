"""The times of a record: when it was so, until when, and by which day something must follow."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.web.saying import t
from inzage.register.writing import Times
from inzage.register.zones import AMSTERDAM


class TimesForm(forms.Form):
    """``happened`` is asked; ``ended`` and ``due`` may stay open. ``day``: filled in already, in the place of today."""

    happened_on = forms.DateField()
    happened_at = forms.TimeField()
    ended_on = forms.DateField(required=False)
    due = forms.DateField(required=False)

    def __init__(
        self, posted: QueryDict | None = None, *, record: Record | None = None, day: date | None = None
    ) -> None:
        super().__init__(posted, initial=_initial(record) | ({"happened_on": day.isoformat()} if day else {}))
        for name, kind in (("happened_on", "date"), ("happened_at", "time"), ("ended_on", "date"), ("due", "date")):
            self.fields[name].widget = forms.TextInput(attrs={"type": kind, "class": "iz-input", "autocomplete": "off"})
        asked = {
            "required": t("Vul een dag in.", "Fill in a day."),
            "invalid": t("Dit is geen dag.", "This is no day."),
        }
        for field in self.fields.values():
            field.error_messages.update(asked)
        asked_time = {
            "required": t("Vul een tijd in.", "Fill in a time."),
            "invalid": t("Dit is geen tijd.", "This is no time."),
        }
        self.fields["happened_at"].error_messages.update(asked_time)
        self._label()

    def _label(self) -> None:
        self.fields["happened_on"].label = t(
            "Op welke dag gebeurt of gebeurde dit?", "On which day does or did this happen?"
        )
        self.fields["happened_at"].label = t("Hoe laat?", "At what time?")
        self.fields["ended_on"].label = t("Tot en met welke dag? (mag leeg)", "Until which day? (may be empty)")
        self.fields["due"].label = t("Uiterlijk te doen op (mag leeg)", "To be done by (may be empty)")

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        given = super().clean() or {}
        began, ended = given.get("happened_on"), given.get("ended_on")
        if began and ended and ended < began:
            said = t(
                "Dit einde ligt voor het begin. Verbeter een van beide.", "This end is before the beginning. Mend one."
            )
            self.add_error("ended_on", said)
        return given

    def value(self) -> Times:
        """For the core. An end is the last moment of its day."""
        given = self.cleaned_data
        happened = datetime.combine(given["happened_on"], given["happened_at"], AMSTERDAM)
        ended = given["ended_on"]
        return Times(happened, _end(ended) if ended else None, given["due"])


def _end(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=AMSTERDAM)


def _initial(record: Record | None) -> dict[str, Any]:
    began = timezone.localtime(record.happened if record else now())
    told = {"happened_on": began.date().isoformat(), "happened_at": began.strftime("%H:%M")}
    if record and record.ended:
        told["ended_on"] = timezone.localtime(record.ended).date().isoformat()
    if record and record.due:
        told["due"] = record.due.isoformat()
    return told
