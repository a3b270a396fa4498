"""Django's entry for the screening app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "dareecha.screening"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"
