"""Addresses of the pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("counter/", include("dareecha.web.counter.urls")),
    path("planning/", include("dareecha.web.planning.urls")),
    path("", include("dareecha.web.portal.urls")),
]
