"""Addresses of the public pages."""

from django.urls import path

from dareecha.web.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("not-safe/", views.not_safe, name="not_safe"),
    path("trouble/<slug:trouble_id>/", views.trouble, name="trouble"),
    path("schemes/", views.schemes, name="schemes"),
    path("schemes/<path:scheme_id>/", views.scheme, name="scheme"),
]
