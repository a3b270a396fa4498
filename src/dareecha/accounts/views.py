"""The page on which an officer with several duties says which one is meant."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dareecha.accounts import standing
from dareecha.accounts.requests import OfficerRequest, officer_required


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def choose_duty(request: OfficerRequest) -> HttpResponse:
    """Show the duties in force today; a POST takes one of them up."""
    duties = request.officer.duties.in_force(timezone.localdate())
    if request.method == "POST":
        try:
            duty = ModelChoiceField(queryset=duties).clean(request.POST.get("duty"))
        except ValidationError:
            raise Http404("This is not one of the officer's duties of today.") from None
        standing.choose(request, duty.pk)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/choose_duty.html", {"duties": duties})
