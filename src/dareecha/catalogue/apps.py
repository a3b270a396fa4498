"""Django's entry for the catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dareecha.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
