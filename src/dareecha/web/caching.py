"""How long browsers and proxies may keep a page: public ones for minutes, a person's never."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PUBLIC = "public, max-age=300"
# A page that is not there today may be there after the next catalogue.
MISSING = "public, max-age=60"
NEVER = "no-store, private"


class CacheControlMiddleware:
    """Say it on every answer that has not said it itself. Stands outside of the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _lifetime(request, response)
        return response


def _lifetime(request: HttpRequest, response: HttpResponseBase) -> str:
    is_somebodys = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
    if is_somebodys or request.method not in ("GET", "HEAD"):
        return NEVER
    return {200: PUBLIC, 404: MISSING}.get(response.status_code, NEVER)
