"""What a view for officers may count on: somebody logged in, and on duty today."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from dareecha.accounts.models import Duty, Officer


class OfficerRequest(HttpRequest):
    """A request of an officer on duty; the database already knows the duty."""

    officer: Officer
    duty: Duty
    htmx: HtmxDetails


def officer_required(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let officers on duty in; send others to the log-in, or to a page that says what to do."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asking = cast(OfficerRequest, request)
        if asking.officer is None:
            return redirect_to_login(request.get_full_path())
        if asking.duty is None:
            return render(request, "accounts/no_duty.html", status=403)
        return view(asking, *args, **kwargs)

    return guarded
