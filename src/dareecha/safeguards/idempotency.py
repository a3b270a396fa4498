"""A POST sent twice is done once: browsers and weak links repeat requests by themselves."""

from __future__ import annotations

import functools
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dareecha.safeguards.models import IdempotencyKey

View = Callable[..., HttpResponse]

FIELD = "idempotency_key"
LONGEST_KEY = 200
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Trigger", "HX-Retarget")


def once_per_key(view: View) -> View:
    """Answer a repeated POST with the first answer, without doing it again.

    The key comes in the header `Idempotency-Key` or in a hidden field `idempotency_key`, and
    belongs to the officer who is logged in. Without a key, a logged-in officer or a POST, the
    view is simply called. The same key with another content is refused with 422. An answer of
    5xx is not kept: its work was rolled back, and may be tried again.
    """

    @functools.wraps(view)
    def answer_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key_of(request)
        officer = getattr(request.user, "pk", None)
        if request.method != "POST" or not key or officer is None:
            return view(request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            return HttpResponse(
                _("The Idempotency-Key is too long: use at most 200 characters."), status=422
            )
        with transaction.atomic():
            return _first_or_again(officer, key, request, lambda: view(request, *args, **kwargs))

    return answer_once


def _first_or_again(
    officer: Any, key: str, request: HttpRequest, do: Callable[[], HttpResponse]
) -> HttpResponse:
    digest = _digest(request)
    mine = IdempotencyKey(officer=officer, key=key, request_digest=digest)
    # A second request with this key waits here until the first one has committed.
    IdempotencyKey.objects.bulk_create([mine], ignore_conflicts=True)
    kept = IdempotencyKey.objects.get(officer=officer, key=key)
    if bytes(kept.request_digest) != digest:
        return HttpResponse(
            _("This Idempotency-Key was used for another request: send a new one."), status=422
        )
    if kept.pk != mine.pk:
        return _replay(kept)
    response = do()
    if response.status_code >= 500:
        transaction.set_rollback(True)
    else:
        _keep(kept, response)
    return response


def _keep(kept: IdempotencyKey, response: HttpResponse) -> None:
    if hasattr(response, "render"):
        response.render()
    kept.status = response.status_code
    kept.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    kept.body = response.content.decode()
    kept.save(update_fields=["status", "headers", "body"])


def _replay(kept: IdempotencyKey) -> HttpResponse:
    if kept.status is None or kept.body is None:
        raise RuntimeError("An Idempotency-Key was committed without its answer.")
    return HttpResponse(kept.body, status=kept.status, headers=kept.headers)


def _key_of(request: HttpRequest) -> str:
    return request.headers.get("Idempotency-Key", "") or request.POST.get(FIELD, "")


def _digest(request: HttpRequest) -> bytes:
    """What was asked for: address and content, without the CSRF token, which changes."""
    is_form = request.content_type in FORMS
    content = _form_content(request) if is_form else request.body
    return sha256(repr((request.get_full_path(), content)).encode()).digest()


def _form_content(request: HttpRequest) -> object:
    fields = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", FIELD}
    )
    files = sorted(
        (name, file.name, file.size)
        for name in request.FILES
        for file in request.FILES.getlist(name)
    )
    return fields, files
