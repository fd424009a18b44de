"""The interface for machines as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """One application: ``api``."""

    name = "inzage.register.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
