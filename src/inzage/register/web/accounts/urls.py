"""Addresses of signing in and out, and of pages that ask for no account."""

from django.urls import path

from inzage.register.web.accounts import organisation, pages, papers, passwords, second, signing

urlpatterns = [
    path("inloggen", signing.sign_in, name="login"),
    path("uitloggen", signing.sign_out, name="logout"),
    path("taal", signing.speak, name="language"),
    path("aanmelden/code", second.second, name="second"),
    path("aanmelden/instellen", second.enrol, name="enrol"),
    path("aanmelden/instellen.svg", second.picture, name="enrol-picture"),
    path("aanmelden/organisatie", organisation.start, name="sign-on"),
    path("aanmelden/terug", organisation.back, name="sign-on-back"),
    path("wachtwoord", passwords.change, name="password"),
    path("herstelcodes", papers.papers, name="recovery"),
    path("toegankelijkheid", pages.accessibility, name="accessibility"),
]
