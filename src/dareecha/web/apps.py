"""Django's entry for the web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dareecha.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
