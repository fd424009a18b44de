"""The accounts as Django knows them."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """One application: ``accounts``."""

    name = "inzage.register.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have ``check`` know ours too, and the log hear of lockouts."""
        import_module("inzage.register.web.accounts.checks")
        import_module("inzage.register.web.accounts.lockouts")
