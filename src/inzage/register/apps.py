"""The register as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """One application: ``register``."""

    name = "inzage.register"
    label = "register"
