"""The accounts as Django knows them."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """One application: ``accounts``."""

    name = "inzage.register.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
