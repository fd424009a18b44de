"""What a posted form comes to: an address to go on to, or the sentence and status of the form shown again."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from inzage.errors import InzageError
from inzage.register.values import Words
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.saying import sentence
from inzage.register.web.schema_forms import SchemaForm
from inzage.register.web.times import TimesForm


@dataclass(frozen=True, slots=True)
class Outcome:
    """``where``: saved, go there. Otherwise the form again, with ``said`` above it."""

    where: str = ""
    said: str = ""
    status: int = 200


SHOWN = Outcome()
WRONG = Outcome(status=400)


def posted(request: HttpRequest, form: SchemaForm, times: TimesForm, act: Callable[[], str], done: Words) -> Outcome:
    """Call ``act`` where the request is a post and both forms are in order; a fault is shown, nothing typed is lost."""
    if request.method != "POST" or form.wants_more:
        return SHOWN
    if not form.is_valid() & times.is_valid():
        return WRONG
    try:
        where = act()
    except InzageError as fault:
        return Outcome(said=sentence(fault), status=status_of(fault))
    tell(request, done)
    return Outcome(where)
