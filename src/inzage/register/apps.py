"""The register as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    """One application: ``register``."""

    name = "inzage.register"
    label = "register"

    def ready(self) -> None:
        """After a migration PostgreSQL is told again who may do what."""
        from inzage.register.row_security import secure  # noqa: PLC0415 the settings are there from here on

        post_migrate.connect(secure, sender=self)
