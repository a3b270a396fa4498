"""The counter's views: find what this officer may see, and show it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dareecha.accounts.requests import OfficerRequest, officer_required
from dareecha.web.counter import reading
from dareecha.web.counter.forms import PersonSearchForm

MOST_SHOWN = 20
# Chosen at the search and kept for the look-ups that follow from it.
PURPOSE = "dareecha.purpose"


@never_cache
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: OfficerRequest) -> HttpResponse:
    """Find a person. Names and numbers travel in the body, never in the address."""
    form = PersonSearchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "counter/search.html", {"form": form, "here": "search"})
    wanted = form.search()
    request.session[PURPOSE] = wanted.purpose
    # One more than is shown tells that there are more.
    found = reading.search_people(request.duty, wanted, most=MOST_SHOWN + 1)
    shown = {
        "form": form,
        "here": "search",
        "searched": True,
        "people": found[:MOST_SHOWN],
        "are_more": len(found) > MOST_SHOWN,
    }
    return render(request, "counter/search.html", shown)


@never_cache
@officer_required
@require_safe
def household(request: OfficerRequest, household_id: UUID) -> HttpResponse:
    """Show one household. Without a purpose said before, the way leads to the search."""
    purpose = request.session.get(PURPOSE)
    if not purpose:
        return redirect("counter:search")
    try:
        page = reading.household_page(
            request.duty, household_id, purpose=purpose, language=get_language() or "en"
        )
    except reading.NoSuchHousehold as error:
        raise Http404 from error
    if page.household_id != household_id:
        return redirect("counter:household", page.household_id)
    shown = {"household": page, "purpose": purpose, "here": "household"}
    return render(request, "counter/household.html", shown)
