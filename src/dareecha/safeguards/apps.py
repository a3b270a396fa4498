"""Django's entry for the safeguards app."""

from django.apps import AppConfig


class SafeguardsConfig(AppConfig):
    name = "dareecha.safeguards"
    label = "safeguards"
    default_auto_field = "django.db.models.BigAutoField"
