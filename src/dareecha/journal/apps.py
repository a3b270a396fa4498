"""Django's entry for the journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "dareecha.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
