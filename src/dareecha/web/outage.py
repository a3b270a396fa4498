"""What the pages answer while the database does not: the public ones from memory, others a 503.

Each worker remembers the catalogue that it showed last. After a failure nobody waits for the
database again for a while: otherwise every reader would wait until the connection pool gives up.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.translation import get_language
from django.views import defaults

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.portal.pages import Phone
from dareecha.web.portal.reading import NoSuchPage, Portal

SECONDS_UNTIL_THE_NEXT_TRY = 10.0
PORTAL = "portal"


class Memory:
    """What one worker process knows without the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.catalogue: Catalogue | None = None
        self._failed_at: float | None = None

    def keep(self, catalogue: Catalogue) -> Catalogue:
        """Remember the catalogue in force; the database has just answered."""
        with self._lock:
            self.catalogue, self._failed_at = catalogue, None
        return catalogue

    def note_failure(self) -> None:
        with self._lock:
            self._failed_at = time.monotonic()

    def is_failing(self) -> bool:
        """Whether the database failed so lately that it is not worth a try."""
        failed_at = self._failed_at
        lately = SECONDS_UNTIL_THE_NEXT_TRY
        return failed_at is not None and time.monotonic() - failed_at < lately

    def forget(self) -> None:
        with self._lock:
            self.catalogue, self._failed_at = None, None


memory = Memory()


class OutageMiddleware:
    """Answer without the database while it is known to be away. Stands before all who ask it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if memory.is_failing() and _needs_database(request):
            return without_database(request)
        return self.get_response(request)


def broken(request: HttpRequest) -> HttpResponseBase:
    """What stands in for a page that failed: the plain 500, or an answer without the database."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        memory.note_failure()
        return without_database(request)
    return defaults.server_error(request)


def without_database(request: HttpRequest) -> HttpResponseBase:
    """A public page from memory; else a page that says so, with numbers to call."""
    match = _match(request)
    is_public = match is not None and match.app_names == [PORTAL]
    if match is not None and is_public and memory.catalogue and request.method in ("GET", "HEAD"):
        request.remembered_catalogue = memory.catalogue  # type: ignore[attr-defined]
        try:
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            return answer
        except Http404 as error:
            return defaults.page_not_found(request, error)
    return _unavailable(request)


def _unavailable(request: HttpRequest) -> HttpResponse:
    answer = render(request, "503.html", {"phones": _phones()}, status=503)
    answer["Retry-After"] = str(int(SECONDS_UNTIL_THE_NEXT_TRY))
    return answer


def _phones() -> tuple[Phone, ...]:
    """The helplines of the remembered catalogue; none when nothing is remembered."""
    if memory.catalogue is None:
        return ()
    portal = Portal(memory.catalogue, get_language() or "en", timezone.localdate())
    try:
        return portal.not_safe()
    except NoSuchPage:
        return ()


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _needs_database(request: HttpRequest) -> bool:
    """Everything does but the watchdog's questions, which must hear the truth."""
    match = _match(request)
    return match is None or match.url_name not in ("healthz", "readyz")
