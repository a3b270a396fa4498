"""The public pages. They keep nothing of who reads them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dareecha.catalogue.actions import catalogue_in_force
from dareecha.web.portal import reading

LONGEST_SEARCH = 80


def _portal() -> reading.Portal:
    return reading.Portal(
        catalogue=catalogue_in_force(),
        language=get_language() or "en",
        today=timezone.localdate(),
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is hard right now?"""
    return render(request, "portal/home.html", {"tiles": _portal().tiles()})


@require_safe
def trouble(request: HttpRequest, trouble_id: str) -> HttpResponse:
    """The benefits that answer one trouble."""
    try:
        page = _portal().trouble(trouble_id)
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/trouble.html", {"trouble": page})


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """All schemes, or those that a word leads to."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    departments = _portal().departments(words)
    count = sum(len(department.schemes) for department in departments)
    shown = {"departments": departments, "words": words, "count": count}
    return render(request, "portal/schemes.html", shown)


@require_safe
def scheme(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """One scheme: for whom, how much, papers, steps, offices, and whether it is open."""
    try:
        page = _portal().scheme(scheme_id)
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/scheme.html", {"scheme": page})


@require_safe
@never_cache
def not_safe(request: HttpRequest) -> HttpResponse:
    """Phone numbers for somebody in danger at home; nothing is asked and nothing kept."""
    try:
        phones = _portal().not_safe()
    except reading.NoSuchPage as error:
        raise Http404 from error
    return render(request, "portal/not_safe.html", {"phones": phones})
