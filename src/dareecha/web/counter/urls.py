"""Addresses of the counter."""

from django.urls import path

from dareecha.web.counter import views

app_name = "counter"
urlpatterns = [
    path("", views.search, name="search"),
    path("household/<uuid:household_id>/", views.household, name="household"),
    path("household/<uuid:household_id>/needs/", views.needs, name="needs"),
    path(
        "household/<uuid:household_id>/statements/<uuid:statement_id>/take-back/",
        views.take_back,
        name="take_back",
    ),
]
