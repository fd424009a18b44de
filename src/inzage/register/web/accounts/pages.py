"""Pages for everybody: how accessible the register is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested and how, what is not known, and where to turn."""
    return render(request, "inzage/accessibility.html")
