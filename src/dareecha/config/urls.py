"""Every address of the service. Pages live under their language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from dareecha.config import health

handler500 = "dareecha.web.outage.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("dareecha.accounts.urls")),
    path("", include("dareecha.web.urls")),
)
