"""Django's entry for the registry app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "dareecha.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
