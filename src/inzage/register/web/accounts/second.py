"""The second factor: a code of a telephone, or one of ten on paper for when it is lost."""

from typing import TypeAlias

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_otp import login as otp_login
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Words
from inzage.register.web.accounts import recovery, trial
from inzage.register.web.accounts.access import note
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.pictures import square
from inzage.register.web.accounts.signing import kept
from inzage.register.web.middleware import LOGIN, whole
from inzage.register.web.saying import say

Device: TypeAlias = TOTPDevice | StaticDevice
WRONG = Words(
    "Deze code klopt niet of is al gebruikt. Wacht op de volgende code en typ die over.",
    "This code is not right, or was used already. Wait for the next code and enter that.",
)
PAUSE = Words(
    "Er is zojuist een verkeerde code ingevoerd. Wacht even en typ dan de code over die u op dat moment ziet.",
    "A wrong code was entered just now. Wait a moment, then enter the code that you see at that time.",
)


@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The code, for who has set it up; the setting up, for who has not."""
    account = request.user
    if not isinstance(account, Account):
        return redirect(LOGIN)
    if whole(request):
        return redirect(kept(request))
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is None:
        return redirect("enrol")
    if request.method == "POST":
        return _tried(request, account, device)
    return _code_page(request, device)


def _tried(request: HttpRequest, account: Account, device: TOTPDevice) -> HttpResponse:
    typed = "".join(request.POST.get("code", "").split())
    if typed.isascii() and typed.isdigit():
        return _through(request, device) if accepts(device, typed) else _again(request, account, device)
    if (paper := recovery.spend(account, typed)) is None:
        return _again(request, account, device)
    note("herstelcode", account.key)
    return _through(request, paper)


def accepts(device: Device, typed: str) -> bool:
    """Whether a code is right, not used before, and not too soon after a wrong one."""
    return verify_token(device.user, device.persistent_id, typed) is not None


def _again(request: HttpRequest, account: Account, device: TOTPDevice) -> HttpResponse:
    note("code-onjuist", account.key)
    return _code_page(request, device, wrong=wrong(device))


def wrong(device: Device) -> str:
    """Why a code was not accepted: after a wrong one there is a pause, which doubles."""
    device.refresh_from_db()
    return say(PAUSE if device.throttling_failure_count > 1 else WRONG)


def _code_page(request: HttpRequest, device: TOTPDevice, wrong: str = "") -> HttpResponse:
    told = {"trial_code": trial.code(device), "wrong": wrong}
    return render(request, "inzage/accounts/code.html", told, status=422 if wrong else 200)


def _through(request: HttpRequest, device: Device) -> HttpResponse:
    """Both factors are there: the session gets another number, and the forms other tokens."""
    complete(request, device)
    return redirect("password" if device.user.fresh else kept(request))


def complete(request: HttpRequest, device: Device) -> None:
    """Make a session of one with both factors."""
    otp_login(request, device)
    request.session.cycle_key()
    rotate_token(request)
    note("aangemeld", device.user.key)


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: the key as a picture and as text, and a code as proof that it works."""
    if (device := _unconfirmed(request)) is None:
        return redirect("second")
    if request.method == "POST":
        return _confirmed(request, device)
    return _enrol_page(request, device)


def _unconfirmed(request: HttpRequest) -> TOTPDevice | None:
    """The device that is being set up: only for who has the first factor and no second one yet."""
    account = request.user
    if not isinstance(account, Account) or TOTPDevice.objects.filter(user=account, confirmed=True).exists():
        return None
    return TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "app"})[0]


def _confirmed(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    if not accepts(device, "".join(request.POST.get("code", "").split())):
        note("code-onjuist", device.user.key)
        return _enrol_page(request, device, wrong=wrong(device))
    with transaction.atomic():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        codes = recovery.fresh(device.user)
        note("ingesteld", device.user.key)
    complete(request, device)
    following = "/wachtwoord" if device.user.fresh else kept(request)
    return render(request, "inzage/accounts/recovery.html", {"codes": codes, "following": following})


def _enrol_page(request: HttpRequest, device: TOTPDevice, wrong: str = "") -> HttpResponse:
    secret = recovery.spaced(recovery.written(device.bin_key))
    told = {"secret": secret, "trial_code": trial.code(device), "wrong": wrong}
    return render(request, "inzage/accounts/enrol.html", told, status=422 if wrong else 200)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The key as a square to be read by a telephone."""
    device = _unconfirmed(request)
    if device is None:
        return HttpResponse(status=404)
    return HttpResponse(square(device.config_url), content_type="image/svg+xml")
