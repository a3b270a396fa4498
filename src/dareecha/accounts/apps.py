"""Django's entry for the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dareecha.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
