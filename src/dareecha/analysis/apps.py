"""Django's entry for the analysis app."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "dareecha.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"
