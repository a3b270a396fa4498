"""Django's entry for the findings app."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "dareecha.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"
