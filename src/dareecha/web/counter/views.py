"""The counter's views: find what this officer may see, and show it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dareecha.accounts.requests import OfficerRequest, officer_required
from dareecha.safeguards.idempotency import once_per_key
from dareecha.web.counter import answering, reading, trail
from dareecha.web.counter.forms import PersonSearchForm, PurposeForm
from dareecha.web.counter.needs_form import NeedsForm

MOST_SHOWN = 20


@never_cache
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: OfficerRequest) -> HttpResponse:
    """Find a person. Names and numbers travel in the body, never in the address."""
    form = PersonSearchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "counter/search.html", {"form": form, "here": "search"})
    wanted = form.search()
    # One more than is shown tells that there are more.
    found = reading.search_people(request.duty, wanted, most=MOST_SHOWN + 1)
    people = found[:MOST_SHOWN]
    trail.found(request, (one.household_id for one in people), purpose=wanted.purpose)
    shown = {
        "form": form,
        "here": "search",
        "searched": True,
        "people": people,
        "are_more": len(found) > MOST_SHOWN,
    }
    return render(request, "counter/search.html", shown)


@never_cache
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: OfficerRequest, household_id: UUID) -> HttpResponse:
    """Show one household that a search of this session led to; of others ask first what for."""
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        trail.justified(request, household_id, purpose=form.cleaned_data["purpose"])
        return redirect("counter:household", household_id)
    opening = trail.opening_of(request, household_id)
    if opening is None or request.method == "POST":
        shown = {"form": form, "here": "purpose", "household_id": household_id}
        return render(request, "counter/purpose.html", shown)
    return _page(request, household_id, opening)


@never_cache
@officer_required
@require_POST
@once_per_key
def needs(request: OfficerRequest, household_id: UUID) -> HttpResponse:
    """Write down what people of an opened household say about their needs."""
    _must_write(request)
    opening = trail.opening_of(request, household_id)
    if opening is None:
        return redirect("counter:household", household_id)
    try:
        form = NeedsForm(
            answering.questions(household_id, language=get_language() or "en"), request.POST
        )
    except reading.NoSuchHousehold as error:
        raise Http404 from error
    if not form.is_valid():
        return _page(request, household_id, opening, form)
    answering.keep(household_id, form.answers(), form.occasion(timezone.now()))
    return redirect(_needs_of(household_id))


@never_cache
@officer_required
@require_POST
@once_per_key
def take_back(request: OfficerRequest, household_id: UUID, statement_id: UUID) -> HttpResponse:
    """Take back a statement of an opened household that was written down by mistake."""
    _must_write(request)
    if trail.opening_of(request, household_id) is None:
        return redirect("counter:household", household_id)
    try:
        answering.take_back(household_id, statement_id, at=timezone.now())
    except (answering.NoSuchStatement, reading.NoSuchHousehold) as error:
        raise Http404 from error
    return redirect(_needs_of(household_id))


def _must_write(request: OfficerRequest) -> None:
    if not answering.may_write(request.duty):
        raise PermissionDenied


def _needs_of(household_id: UUID) -> str:
    return reverse("counter:household", args=[household_id]) + "#needs"


def _page(
    request: OfficerRequest,
    household_id: UUID,
    opening: trail.Opening,
    form: NeedsForm | None = None,
) -> HttpResponse:
    try:
        page = reading.household_page(
            request.duty,
            household_id,
            purpose=opening.purpose,
            language=get_language() or "en",
            was_found=opening.was_found,
        )
    except reading.NoSuchHousehold as error:
        raise Http404 from error
    if page.household_id != household_id:
        trail.moved(request, household_id, page.household_id)
        return redirect("counter:household", page.household_id)
    shown = {
        "household": page,
        "purpose": opening.purpose,
        "here": "household",
        "form": form or NeedsForm(page.needs.asked),
        "may_write": answering.may_write(request.duty),
        "idempotency_key": uuid4(),
    }
    return render(request, "counter/household.html", shown)
