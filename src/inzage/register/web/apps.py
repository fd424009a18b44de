"""The screens as Django knows them: templates and static files, no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """One application: ``web``."""

    name = "inzage.register.web"
    label = "web"
