"""Addresses of the planners' pages."""

from django.urls import path

from dareecha.web.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("benefits/", views.benefits, name="benefits"),
    path("contingencies/", views.contingencies, name="contingencies"),
    path("needs/", views.needs, name="needs"),
    path("places/", views.places, name="places"),
    path("households/", views.households, name="households"),
]
