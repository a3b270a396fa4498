"""The public pages. They keep nothing of who reads them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dareecha.catalogue.actions import catalogue_in_force
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.outage import memory
from dareecha.web.portal import reading

LONGEST_SEARCH = 80


def _portal(request: HttpRequest) -> reading.Portal:
    """The catalogue in force; while the database is away, the one shown last."""
    remembered: Catalogue | None = getattr(request, "remembered_catalogue", None)
    return reading.Portal(
        catalogue=remembered or memory.keep(catalogue_in_force()),
        language=get_language() or "en",
        today=timezone.localdate(),
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is hard right now?"""
    return render(request, "portal/home.html", {"tiles": _portal(request).tiles()})


@require_safe
def trouble(request: HttpRequest, trouble_id: str) -> HttpResponse:
    """The benefits that answer one trouble."""
    try:
        page = _portal(request).trouble(trouble_id)
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/trouble.html", {"trouble": page})


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """All schemes, or those that a word leads to."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    by = request.GET.get("by", "")
    grouping = by if by in reading.GROUPINGS else reading.DEPARTMENT
    found = _portal(request).schemes(by=grouping, words=words)
    return render(request, "portal/schemes.html", {"list": found, "words": words})


@require_safe
def scheme(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """One scheme: for whom, how much, papers, steps, offices, and whether it is open."""
    try:
        page = _portal(request).scheme(scheme_id)
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/scheme.html", {"scheme": page})


@require_safe
@never_cache
def not_safe(request: HttpRequest) -> HttpResponse:
    """Phone numbers for somebody in danger at home; nothing is asked and nothing kept."""
    try:
        phones = _portal(request).not_safe()
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/not_safe.html", {"phones": phones})
