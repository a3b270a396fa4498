"""The counter's views: find what this officer may see, and show it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dareecha.accounts.requests import OfficerRequest, officer_required
from dareecha.web.counter import reading, trail
from dareecha.web.counter.forms import PersonSearchForm, PurposeForm

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


def _page(request: OfficerRequest, household_id: UUID, opening: trail.Opening) -> HttpResponse:
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
    shown = {"household": page, "purpose": opening.purpose, "here": "household"}
    return render(request, "counter/household.html", shown)
