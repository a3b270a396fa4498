"""One transaction for each request, on the duty of the officer who asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import ProgrammingError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.defaults import permission_denied
from psycopg.errors import InsufficientPrivilege

from dareecha.accounts import standing
from dareecha.safeguards.acting import logging_in

# A watchdog's questions are answered while the database is down.
WITHOUT_DATABASE = frozenset({"/healthz", "/readyz"})
LOG_IN_PAGES = ("account_", "mfa_")


class DutyMiddleware:
    """Set `request.officer` and `request.duty`, and let the database know them.

    What fails with a 5xx answer is rolled back. What row-level security refuses is a 403.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in WITHOUT_DATABASE:
            return self.get_response(request)
        who = _who_asks(request)
        request.officer, request.duty = who.officer, who.duty  # type: ignore[attr-defined]
        request.was_refused = False  # type: ignore[attr-defined]
        with who.transaction(may_log_in=_is_log_in_page(request)):
            response = self.get_response(request)
            if response.status_code >= 500 or request.was_refused:  # type: ignore[attr-defined]
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 403 when the database says that this duty may not."""
        if not _is_refusal(exception):
            return None
        request.was_refused = True  # type: ignore[attr-defined]
        transaction.set_rollback(True)
        return permission_denied(request, exception)


def _who_asks(request: HttpRequest) -> standing.Standing:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return standing.Standing(officer=None, duty=None)
    with logging_in():
        return standing.of_request(request, today=timezone.localdate())


def _is_log_in_page(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return (match.url_name or "").startswith(LOG_IN_PAGES)


def _is_refusal(exception: Exception) -> bool:
    return isinstance(exception, ProgrammingError) and isinstance(
        exception.__cause__, InsufficientPrivilege
    )
